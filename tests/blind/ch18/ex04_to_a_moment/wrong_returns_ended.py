# expect: failed|partial
# because: 'returns the `began` of the export that it has used': its `ended`
from pymilvus import DataType


def make(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=60)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")


def recover(client, name, exports, log, before):
    numbers = {change["number"]: change for change in log}
    usable = [x for x in exports if x["ended"] is not None and x["ended"] <= before]
    for export in sorted(usable, key=lambda x: -x["began"]):
        if any(n not in numbers for n in range(export["began"], before)):
            continue
        notes = {row["id"]: row for row in export["rows"]}
        for n in range(export["began"], before):
            change = numbers[n]
            if change["op"] == "put":
                notes[change["id"]] = {"id": change["id"], "text": change["text"], "vector": change["vector"]}
            else:
                notes.pop(change["id"], None)
        make(client, name)
        rows = list(notes.values())
        for start in range(0, len(rows), 1000):
            client.insert(name, rows[start : start + 1000])
        return export["ended"]
    raise LookupError(f"change {before} cannot be reached")
