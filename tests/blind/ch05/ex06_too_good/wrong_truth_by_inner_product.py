# expect: failed|partial
# because: the truth is ranked by the inner product; the collection is L2, and nothing says that the vectors have length 1
import numpy as np
from pymilvus import DataType


def benchmark(client, name, ids, vectors, queries, nprobes, k):
    create(client, name, ids, vectors)
    truth = exact(ids, vectors, queries, k)
    return {nprobe: recall(search(client, name, queries, nprobe, k), truth) for nprobe in nprobes}


def exact(ids, vectors, queries, k):
    best = np.argsort(-(queries @ vectors.T), axis=1)[:, :k]
    return [[ids[j] for j in row] for row in best]


def create(client, name, ids, vectors):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
    client.create_collection(name, schema=schema)
    rows = [{"id": i, "vector": v} for i, v in zip(ids, vectors.tolist())]
    for start in range(0, len(rows), 2000):
        client.insert(name, rows[start : start + 2000])
    client.flush(name)

    index = client.prepare_index_params()
    index.add_index("vector", index_type="IVF_FLAT", metric_type="L2", params={"nlist": 64})
    client.create_index(name, index)
    client.load_collection(name)


def search(client, name, queries, nprobe, k):
    params = {"metric_type": "L2", "params": {"nprobe": nprobe}}
    answers = client.search(name, data=queries.tolist(), limit=k, anns_field="vector", search_params=params)
    return [[hit["id"] for hit in hits] for hits in answers]


def recall(found, truth):
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)
