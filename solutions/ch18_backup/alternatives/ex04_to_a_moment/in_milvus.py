"""The base goes into Milvus first, and the last change of each note over it: one upsert and one delete for each batch."""

from pymilvus import DataType


def unbroken(numbers, first, before):
    return len([n for n in numbers if first <= n < before]) == before - first


def recover(client, name, exports, log, before):
    numbers = {c["number"] for c in log}
    for export in sorted(exports, key=lambda e: -e["began"]):
        if export["ended"] and export["ended"] <= before and unbroken(numbers, export["began"], before):
            break
    else:
        raise LookupError("no way leads there")
    last = {}
    for change in sorted(log, key=lambda c: c["number"]):
        if export["began"] <= change["number"] < before:
            last[change["id"]] = change
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True, auto_id=False)
    schema.add_field("text", DataType.VARCHAR, max_length=60)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params()
    index.add_index(field_name="vector", metric_type="COSINE", index_type="FLAT")
    client.create_collection(collection_name=name, schema=schema, consistency_level=0)
    client.create_index(name, index)
    client.load_collection(name)
    for start in range(0, len(export["rows"]), 1000):
        client.insert(name, export["rows"][start : start + 1000])
    gone = [id for id, change in last.items() if change["op"] == "delete"]
    kept = [{"id": id, "text": change["text"], "vector": change["vector"]} for id, change in last.items() if change["op"] == "put"]
    for start in range(0, len(gone), 500):
        client.delete(name, ids=gone[start : start + 500])
    for start in range(0, len(kept), 500):
        client.upsert(name, kept[start : start + 500])
    return export["began"]
