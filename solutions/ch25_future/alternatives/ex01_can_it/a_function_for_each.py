"""A class that cleans up after itself, a method for each feature, and other data."""

import contextlib
import secrets

from pymilvus import DataType


class Guest:
    """Collections of one probe; all of them go when it ends."""

    def __init__(self, client):
        self.client, self.names = client, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for name in self.names:
            with contextlib.suppress(Exception):
                self.client.drop_collection(name)

    def make(self, fields, **more):
        name = "guest_" + secrets.token_hex(12)
        self.names.append(name)
        schema = self.client.create_schema(auto_id=False)
        for field, kind, arguments in [("id", DataType.INT64, {"is_primary": True}), *fields]:
            schema.add_field(field, kind, **arguments)
        vector = fields[-1][0]
        binary = fields[-1][1] == DataType.BINARY_VECTOR
        index = self.client.prepare_index_params()
        index.add_index(vector, index_type="BIN_FLAT" if binary else "FLAT", metric_type="HAMMING" if binary else "COSINE")
        self.client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", **more)
        return name

    def control(self):
        self.name = self.make([("kind", DataType.INT64, {}), ("vector", DataType.FLOAT_VECTOR, {"dim": 3})])
        self.client.insert(self.name, [{"id": n * 11, "kind": kind, "vector": [1.0, n / 10, 0.0]} for n, kind in enumerate((4, 4, 4, 2, 3))])
        hits = self.client.search(self.name, [[1.0, 0.0, 0.0]], limit=2)[0]
        rows = self.client.query(self.name, filter="kind in [2]", output_fields=["kind"])
        assert [hit["id"] for hit in hits] == [0, 11]
        assert [(row["id"], row["kind"]) for row in rows] == [(33, 2)]

    def kinds(self, **how):
        return [row["kind"] for row in self.client.query(self.name, output_fields=["kind"], limit=50, **how)]

    def upsert(self):
        self.client.upsert(self.name, [{"id": 0, "kind": 9, "vector": [0.0, 0.0, 1.0]}])
        return sorted(self.kinds(filter="id in [0, 11, 22, 33, 44]")) == [2, 3, 4, 4, 9]

    def delete(self):
        self.client.delete(self.name, filter="kind > 3")
        return sorted(self.kinds(filter="id >= 0")) == [2, 3]

    def grouping(self):
        hits = self.client.search(self.name, [[1.0, 0.0, 0.0]], limit=2, group_by_field="kind")[0]
        return [hit["id"] for hit in hits] == [0, 33]

    def order_by(self):
        return self.kinds(filter="id >= 0", order_by=["kind:asc"]) == [2, 3, 4, 4, 4]

    def num_partitions(self):
        fields = [("kind", DataType.INT64, {"is_partition_key": True}), ("vector", DataType.FLOAT_VECTOR, {"dim": 2})]
        return len(self.client.list_partitions(self.make(fields, num_partitions=3))) == 3

    def binary_vectors(self):
        name = self.make([("bits", DataType.BINARY_VECTOR, {"dim": 8})])
        self.client.insert(name, [{"id": 1, "bits": b"\x00"}, {"id": 2, "bits": b"\xff"}])
        return [self.client.search(name, [bits], limit=1)[0][0]["id"] for bits in (b"\xfe", b"\x01")] == [2, 1]

    def filter_templates(self):
        return sorted(self.kinds(filter="kind in {kinds}", filter_params={"kinds": [2, 3]})) == [2, 3]


def probe(client, feature):
    with Guest(client) as guest:
        guest.control()
        with contextlib.suppress(Exception):
            return "works" if getattr(guest, feature)() else "ignored"
        return "refused"
