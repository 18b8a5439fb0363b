"""A graph within its budget.

Store 4,000 word vectors of 128 numbers below an HNSW index, and search it so that recall@20 is at least 0.975.
With unlimited edges and time that is easy. Your budget:

- `M` at most 16: the lowest layer of the graph then takes 2 · 16 · 4 = 128 bytes per row
- `ef` at most 256 in every search

Write two functions.

`build(client, name, ids, vectors)`: create the collection `name` with the fields `id` (INT64, primary) and `vector`
(FLOAT_VECTOR), insert all rows, and build an HNSW index with metric L2. When `build` returns, the collection is
loaded and searches walk the graph.

- `client`: a MilvusClient; `ids`: list of int; `vectors`: list of lists of float, all of one length

`search(client, name, queries, k)` → for each query a list of k ids (int), nearest first

- `queries`: list of vectors
"""

from pymilvus import DataType


def build(client, name, ids, vectors):
    """Store the rows and put them below an HNSW index that searches use at once."""
    # BEGIN SOLUTION build
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    client.create_collection(name, schema=schema)
    rows = [{"id": i, "vector": v} for i, v in zip(ids, vectors)]
    for start in range(0, len(rows), 2000):
        client.insert(name, rows[start : start + 2000])
    client.flush(name)  # an index is built on sealed rows only

    index = client.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 16, "efConstruction": 200})
    client.create_index(name, index)
    client.load_collection(name)
    # END SOLUTION


def search(client, name, queries, k):
    """The ids of the k nearest rows of each query."""
    # BEGIN SOLUTION search
    answers = client.search(name, data=queries, limit=k, anns_field="vector", search_params={"params": {"ef": 200}})
    return [[hit["id"] for hit in hits] for hits in answers]
    # END SOLUTION
