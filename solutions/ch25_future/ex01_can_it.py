"""Can it, or does it only say so?

A page says that a feature is there. Does the Milvus in front of you have it? `probe(client, feature)` finds out by asking, and returns one of three words:

- `"works"`: what the feature promises is what comes back,
- `"refused"`: a call that asks for the feature raises,
- `"ignored"`: nothing raises, and what comes back is not what was promised.

| `feature` | what it promises |
|:---|:---|
| `"upsert"` | an upsert of a row whose key is there replaces the row |
| `"delete"` | `delete(name, filter=…)` takes the matching rows away, and no others |
| `"grouping"` | `search(…, limit=n, group_by_field="kind")` finds the nearest row of each of `n` kinds, although one kind has the nearest rows of all |
| `"order_by"` | `query(…, order_by=["kind:asc"])` returns the rows ordered by `kind`, whatever order they were written in |
| `"num_partitions"` | a collection with a partition key, made with `num_partitions=n`, has `n` partitions |
| `"binary_vectors"` | a BINARY_VECTOR field with a BIN_FLAT index is searched by HAMMING distance |
| `"filter_templates"` | `query(name, filter="kind in {kinds}", filter_params={"kinds": [2, 3]})` finds those rows |

An experiment needs a **control**. Before it asks for a feature, each call of `probe` makes sure that ordinary things work: rows of a collection of its own, with a vector of floats, are found by a search and by a query with a filter, the right ones. If one of the
two fails or brings anything else, `probe` raises an error (any), because then nothing was learned about the feature.

Afterwards Milvus is as before, whatever happened: what `probe` made is gone, what was there is untouched, even a collection that has the name of one that `probe` would make. Nothing is remembered from one call to the next: each asks again. `collection()` is given.
"""

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


def probe(client, feature):
    """What this Milvus does with a feature: "works", "refused" or "ignored"."""
    # BEGIN SOLUTION probe
    made = []

    def new(*fields, **more):
        name = f"probe_{uuid.uuid4().hex}"
        made.append(name)
        collection(client, name, *fields, **more)
        return name

    def found(name, filter):
        return sorted((row["id"], row["kind"]) for row in client.query(name, filter=filter, output_fields=["kind"]))

    def nearest(name, query, limit, **more):
        (hits,) = client.search(name, data=[query], limit=limit, **more)
        return [hit["id"] for hit in hits]

    try:
        plain = new(("kind", "INT64", {}))
        kinds = [3, 3, 1, 2, 3, 1]  # in no order, and the two nearest rows are of one kind
        client.insert(plain, [{"id": n, "kind": kind, "vector": [float(n), 0.0]} for n, kind in enumerate(kinds)])
        if nearest(plain, [0.2, 0.0], 3) != [0, 1, 2] or found(plain, "kind == 1") != [(2, 1), (5, 1)]:
            raise RuntimeError("an ordinary search or query fails here: nothing can be said about a feature")
        try:
            if feature == "upsert":
                client.upsert(plain, [{"id": 2, "kind": 7, "vector": [-1.0, 0.0]}])
                right = found(plain, "id in [1, 2]") == [(1, 3), (2, 7)] and nearest(plain, [-1.0, 0.0], 1) == [2]
            elif feature == "delete":
                client.delete(plain, filter="kind == 1")
                right = [n for n, _ in found(plain, "id >= 0")] == [0, 1, 3, 4]
            elif feature == "grouping":
                right = nearest(plain, [0.2, 0.0], 3, group_by_field="kind") == [0, 2, 3]
            elif feature == "order_by":
                rows = client.query(plain, filter="id >= 0", output_fields=["kind"], limit=6, order_by=["kind:asc"])
                right = [row["kind"] for row in rows] == sorted(kinds)
            elif feature == "num_partitions":
                right = len(client.list_partitions(new(("kind", "INT64", {"is_partition_key": True}), num_partitions=5))) == 5
            elif feature == "binary_vectors":
                bits = new(vector="bits", kind="BINARY_VECTOR", dim=8, index="BIN_FLAT", metric="HAMMING")
                client.insert(bits, [{"id": n, "bits": bytes([byte])} for n, byte in enumerate((0b11110000, 0b00001111, 0b00000111))])
                right = nearest(bits, bytes([0b00001111]), 3) == [1, 2, 0]
            else:
                rows = client.query(plain, filter="kind in {kinds}", filter_params={"kinds": [2, 3]}, output_fields=["kind"])
                right = sorted(row["id"] for row in rows) == [0, 1, 3, 4]
        except Exception:
            return "refused"
        return "works" if right else "ignored"
    finally:
        for name in made:
            if client.has_collection(name):
                client.drop_collection(name)
    # END SOLUTION
