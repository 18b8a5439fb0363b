# expect: passed
# because: 'what probe made is gone': a class with __exit__, names that are not taken, a collection for the control and one for the feature
import uuid

from pymilvus import DataType


def collection(client, name, *fields, vector="vector", kind="FLOAT_VECTOR", dim=2, index="FLAT", metric="L2", **more):
    """A loaded collection with `id`, a vector field and `fields`: (name, type, further arguments of add_field). `more` goes to create_collection."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field(vector, DataType[kind], dim=dim)
    for field, type_, arguments in fields:
        schema.add_field(field, DataType[type_], **arguments)
    params = client.prepare_index_params(vector, index_type=index, metric_type=metric)
    client.create_collection(name, schema=schema, index_params=params, consistency_level="Strong", **more)


class Probe:
    """A place of its own in Milvus, which is gone when the block ends."""

    def __init__(self, client):
        self.client, self.mine = client, []

    def __enter__(self):
        return self

    def __exit__(self, *what):
        for name in reversed(self.mine):
            if self.client.has_collection(name):
                self.client.drop_collection(name)

    def make(self, *fields, **more):
        number = 0
        while self.client.has_collection(f"is_it_there_{number}"):
            number += 1
        name = f"is_it_there_{number}"
        self.mine.append(name)
        collection(self.client, name, *fields, **more)
        return name

    def table(self):
        """Rows on a circle; kind 7 is nearest to the east three times over."""
        name = self.make(("kind", "INT64", {}))
        places = {11: (7, 10.0, 0.0), 12: (7, 10.0, 1.0), 13: (2, 0.0, 10.0), 14: (7, 10.0, -2.0), 15: (3, -10.0, 0.0), 16: (2, 3.0, -9.0)}
        self.client.insert(name, [{"id": id, "kind": kind, "vector": [x, y]} for id, (kind, x, y) in places.items()])
        return name

    def ids(self, name, filter, **more):
        return sorted(row["id"] for row in self.client.query(name, filter=filter, output_fields=["id"], **more))

    def near(self, name, vector, limit, **more):
        return [hit["id"] for hit in self.client.search(name, data=[vector], limit=limit, **more)[0]]

    def control(self):
        name = self.table()
        assert_same(self.near(name, [-9.0, 0.5], 1), [15])
        assert_same(self.near(name, [10.0, 0.9], 2), [12, 11])
        assert_same(self.ids(name, "kind == 2"), [13, 16])
        assert_same(self.ids(name, "kind == 7 and id > 11"), [12, 14])

    # Each of these asks, and returns what came and what was promised.

    def upsert(self, name):
        self.client.upsert(name, [{"id": 13, "kind": 5, "vector": [0.0, -30.0]}])
        came = sorted((row["id"], row["kind"]) for row in self.client.query(name, filter="id > 0", output_fields=["id", "kind"]))
        return (came, self.near(name, [0.0, -30.0], 1), 13 in self.near(name, [0.0, 10.0], 1)), (
            [(11, 7), (12, 7), (13, 5), (14, 7), (15, 3), (16, 2)], [13], False)

    def delete(self, name):
        self.client.delete(name, filter="kind == 2")
        return self.ids(name, "id > 0"), [11, 12, 14, 15]

    def grouping(self, name):
        return self.near(name, [20.0, 0.0], 3, group_by_field="kind"), [11, 16, 15]

    def order_by(self, name):
        rows = self.client.query(name, filter="id > 0", output_fields=["kind"], order_by=["kind:asc"], limit=6)
        return [row["kind"] for row in rows], [2, 2, 3, 7, 7, 7]

    def num_partitions(self, name):
        other = self.make(("kind", "INT64", {"is_partition_key": True}), num_partitions=7)
        return len(self.client.list_partitions(other)), 7

    def binary_vectors(self, name):
        other = self.make(vector="bits", kind="BINARY_VECTOR", dim=16, index="BIN_FLAT", metric="HAMMING")
        self.client.insert(other, [{"id": n, "bits": bytes(pair)} for n, pair in enumerate([(255, 255), (1, 0), (0, 3), (7, 0)])])
        hits = self.client.search(other, data=[bytes([0, 1])], limit=4)[0]
        return [(hit["id"], round(hit["distance"])) for hit in hits], [(2, 1), (1, 2), (3, 4), (0, 15)]

    def filter_templates(self, name):
        return self.ids(name, "kind in {kinds}", filter_params={"kinds": [2, 3]}), [13, 15, 16]


def assert_same(came, wanted):
    if came != wanted:
        raise ValueError(f"an ordinary read brought {came} instead of {wanted}")


def probe(client, feature):
    """What this Milvus does with a feature: "works", "refused" or "ignored"."""
    with Probe(client) as here:
        here.control()
        name = here.table()
        try:
            came, promised = getattr(here, feature)(name)
        except Exception:
            return "refused"
        return "works" if came == promised else "ignored"
