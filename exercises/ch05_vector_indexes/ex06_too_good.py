"""Bug hunt: too good to be true.

A colleague measured an IVF_FLAT index and reports: "recall is 1.0 for every nprobe, so we take nprobe = 1". The report is
wrong, because the script below is. It runs without an error. Three things are wrong with it; mend them.

`benchmark(client, name, ids, vectors, queries, nprobes, k)` → dict that maps each nprobe to recall@k

- creates the collection `name` (fields `id` and `vector`, metric L2), stores the rows, and builds an IVF_FLAT index with
  64 cells; the collection stays, so that others can repeat the measurement
- `ids`: list of int; `vectors`, `queries`: float32 arrays of shape (n, dim) and (queries, dim); `nprobes`: list of int
- recall@k: the share of each query's k *true* nearest neighbors that the search found, averaged over the queries. When
  `benchmark` returns, a search with that nprobe by anybody else has the same recall.

A right report looks like {1: 0.21, 4: 0.45, 16: 0.76, 64: 1.0}.
"""

from pymilvus import DataType


def benchmark(client, name, ids, vectors, queries, nprobes, k):
    """Recall of an IVF_FLAT index at each nprobe."""
    create(client, name, ids, vectors)
    truth = search(client, name, queries, max(nprobes), k)
    return {nprobe: recall(search(client, name, queries, nprobe, k), truth) for nprobe in nprobes}


def create(client, name, ids, vectors):
    """Store the rows and index them."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
    client.create_collection(name, schema=schema)
    rows = [{"id": i, "vector": v} for i, v in zip(ids, vectors.tolist())]
    for start in range(0, len(rows), 2000):
        client.insert(name, rows[start : start + 2000])

    index = client.prepare_index_params()
    index.add_index("vector", index_type="IVF_FLAT", metric_type="L2", params={"nlist": 64})
    client.create_index(name, index)
    client.load_collection(name)


def search(client, name, queries, nprobe, k):
    """Ids of the k hits of each query."""
    params = {"metric_type": "L2", "params": {"nlist": nprobe}}
    answers = client.search(name, data=queries.tolist(), limit=k, anns_field="vector", search_params=params)
    return [[hit["id"] for hit in hits] for hits in answers]


def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)
