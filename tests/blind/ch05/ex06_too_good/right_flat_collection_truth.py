# expect: passed
# because: truth from a second, temporary FLAT collection that is dropped again; rewritten

from pymilvus import DataType

CELLS = 64

def benchmark(client, name, ids, vectors, queries, nprobes, k):
    make(client, name, ids, vectors, "IVF_FLAT", {"nlist": CELLS})
    flat = name + "_truth"
    make(client, flat, ids, vectors, "FLAT", {})
    try:
        truth = ask(client, flat, queries, k, {})
    finally:
        client.drop_collection(flat)
    report = {}
    for nprobe in nprobes:
        found = ask(client, name, queries, k, {"nprobe": nprobe})
        right = sum(len(f & t) for f, t in zip(found, truth))
        report[nprobe] = right / (k * len(truth))
    return report

def make(client, name, ids, vectors, kind, params):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
    client.create_collection(name, schema=schema)
    for start in range(0, len(ids), 1000):
        client.insert(name, [{"id": int(i), "vector": v.tolist()} for i, v in zip(ids[start:start + 1000], vectors[start:start + 1000])])
    client.flush(name)
    index = client.prepare_index_params()
    index.add_index(field_name="vector", index_type=kind, metric_type="L2", params=params)
    client.create_index(name, index)
    client.load_collection(name)

def ask(client, name, queries, k, params):
    answers = client.search(name, data=[q.tolist() for q in queries], limit=k, search_params={"metric_type": "L2", "params": params})
    return [{hit["id"] for hit in hits} for hits in answers]
