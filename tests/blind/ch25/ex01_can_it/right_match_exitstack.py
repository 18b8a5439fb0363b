# expect: passed
# because: 'Afterwards Milvus is as before, whatever happened': one function with match, ExitStack and random names; the kinds of a grouping compared as a set of ids
import contextlib
import random

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


def probe(client, feature):
    """What this Milvus does with a feature: "works", "refused" or "ignored"."""
    with contextlib.ExitStack() as after:

        def gone(name):
            if name in client.list_collections():
                client.drop_collection(name)

        def fresh():
            while (name := f"p{random.getrandbits(64):016x}") in client.list_collections():
                pass
            after.callback(gone, name)
            return name

        table = fresh()
        kinds = [5, 5, 2, 5, 3, 2, 1]
        collection(client, table, ("kind", "INT64", {}))
        client.insert(table, data=[{"id": n, "kind": kind, "vector": [0.0, n * n / 2]} for n, kind in enumerate(kinds)])
        found = client.search(table, [[0.0, 19.0]], limit=3)[0]
        listed = client.query(table, "kind == 2", output_fields=["id"])
        if [hit["id"] for hit in found] != [6, 5, 4] or {row["id"] for row in listed} != {2, 5} or len(listed) != 2:
            raise ConnectionError("nothing was learned: ordinary reads fail")

        def left():
            return sorted((row["id"], row["kind"]) for row in client.query(table, "id >= 0", output_fields=["id", "kind"]))

        before = left()
        try:
            match feature:
                case "upsert":
                    client.upsert(table, [{"id": 3, "kind": 4, "vector": [100.0, 0.0]}])
                    nearest = client.search(table, [[100.0, 0.0]], limit=1)[0][0]
                    good = left() == sorted([(3, 4)] + [row for row in before if row[0] != 3]) and nearest["id"] == 3 and nearest["distance"] < 1e-3
                case "delete":
                    client.delete(table, filter="kind == 5")
                    good = left() == [row for row in before if row[1] != 5]
                case "grouping":
                    hits = client.search(table, [[0.0, 0.0]], limit=4, group_by_field="kind")[0]
                    good = sorted(hit["id"] for hit in hits) == [0, 2, 4, 6]
                case "order_by":
                    rows = client.query(table, "id >= 0", output_fields=["id", "kind"], order_by=["kind:asc"])
                    got = [row["kind"] for row in rows]
                    good = got == sorted(kinds)
                case "num_partitions":
                    other = fresh()
                    collection(client, other, ("kind", "INT64", {"is_partition_key": True}), num_partitions=3)
                    good = len(client.list_partitions(other)) == 3
                case "binary_vectors":
                    other = fresh()
                    collection(client, other, kind="BINARY_VECTOR", dim=8, index="BIN_FLAT", metric="HAMMING")
                    client.insert(other, [{"id": n, "vector": bytes([byte])} for n, byte in enumerate((128, 127, 15, 1))])
                    hits = client.search(other, [bytes([255])], limit=4)[0]
                    good = [hit["id"] for hit in hits][:2] == [1, 2] and [round(hit["distance"]) for hit in hits] == [1, 4, 7, 7]
                case "filter_templates":
                    rows = client.query(table, "kind in {kinds}", output_fields=["id"], filter_params={"kinds": [2, 3]})
                    good = sorted(row["id"] for row in rows) == [2, 4, 5]
        except Exception:
            return "refused"
        return "works" if good else "ignored"
