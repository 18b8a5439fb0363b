# expect: failed|partial
# because: 'even a collection that has the name of one that probe would make' stays: it is dropped before the probe begins
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


KINDS = {1: 3, 2: 3, 3: 1, 4: 2, 5: 3, 6: 1}


def everything(client, name):
    rows = client.query(name, filter="id >= 0", output_fields=["id", "kind", "vector"])
    return sorted((row["id"], row["kind"], [float(x) for x in row["vector"]]) for row in rows)


def ask_upsert(client, name, new):
    expected = sorted([row for row in everything(client, name) if row[0] != 4] + [(4, 9, [40.0, 7.0])])
    client.upsert(name, [{"id": 4, "kind": 9, "vector": [40.0, 7.0]}])
    return everything(client, name) == expected


def ask_delete(client, name, new):
    client.delete(name, filter="kind == 3")
    return [row[0] for row in everything(client, name)] == [3, 4, 6]


def ask_grouping(client, name, new):
    (hits,) = client.search(name, data=[[0.0, 0.0]], limit=3, group_by_field="kind", output_fields=["kind"])
    return [hit["id"] for hit in hits] == [1, 3, 4]


def ask_order_by(client, name, new):
    rows = client.query(name, filter="id >= 0", output_fields=["kind"], limit=10, order_by=["kind:asc"])
    return [row["kind"] for row in rows] == sorted(KINDS.values())


def ask_num_partitions(client, name, new):
    parted = new(("kind", "INT64", {"is_partition_key": True}), num_partitions=5)
    return len(client.list_partitions(parted)) == 5


def ask_binary_vectors(client, name, new):
    bits = new(kind="BINARY_VECTOR", dim=8, index="BIN_FLAT", metric="HAMMING")
    rows = {2: 0b11101111, 3: 0b00000000, 1: 0b11110001, 4: 0b11000000}
    client.insert(bits, [{"id": id, "vector": bytes([value])} for id, value in rows.items()])
    (hits,) = client.search(bits, data=[bytes([0b11110000])], limit=4)
    return [hit["id"] for hit in hits] == [1, 4, 3, 2]


def ask_filter_templates(client, name, new):
    rows = client.query(name, filter="kind in {kinds}", filter_params={"kinds": [2, 3]}, output_fields=["id"])
    return sorted(row["id"] for row in rows) == [1, 2, 4, 5]


ASK = {
    "upsert": ask_upsert,
    "delete": ask_delete,
    "grouping": ask_grouping,
    "order_by": ask_order_by,
    "num_partitions": ask_num_partitions,
    "binary_vectors": ask_binary_vectors,
    "filter_templates": ask_filter_templates,
}


def control(client, name):
    """Raises unless an ordinary search and an ordinary query bring the right rows."""
    (hits,) = client.search(name, data=[[4.8, 0.0]], limit=2)
    if [hit["id"] for hit in hits] != [5, 4]:
        raise RuntimeError("an ordinary search does not work")
    rows = client.query(name, filter="kind == 1", output_fields=["id"])
    if sorted(row["id"] for row in rows) != [3, 6]:
        raise RuntimeError("an ordinary query does not work")


def probe(client, feature):
    """What this Milvus does with a feature: "works", "refused" or "ignored"."""
    made = []

    def new(*fields, **more):
        name = f"probe_{len(made)}"
        if client.has_collection(name):
            client.drop_collection(name)
        made.append(name)
        collection(client, name, *fields, **more)
        return name

    try:
        name = new(("kind", "INT64", {}))
        client.insert(name, [{"id": id, "kind": kind, "vector": [float(id), 0.0]} for id, kind in KINDS.items()])
        control(client, name)
        try:
            kept = ASK[feature](client, name, new)
        except Exception:
            return "refused"
        return "works" if kept else "ignored"
    finally:
        for name in made:
            if client.has_collection(name):
                client.drop_collection(name)
