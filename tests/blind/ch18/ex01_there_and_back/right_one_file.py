# expect: passed
# because: one file with everything in it
"""One pickle-free file: a digest, then JSON."""
import hashlib
import json

from pymilvus import DataType


def export(client, name):
    about = client.describe_collection(collection_name=name)
    about["fields"] = [{**{k: f[k] for k in ("name", "params")}, "type": f["type"].value, "pk": f.get("is_primary", False), "nul": f.get("nullable", False), "el": f["element_type"].value if f.get("element_type") else None} for f in about["fields"]]
    rows, pages = [], client.query_iterator(name, output_fields=["*"], batch_size=2000)
    while True:
        page = pages.next()
        if not page:
            break
        rows.extend(page)
    ix = client.describe_index(name, "vector") if "vector" in client.list_indexes(name) else client.describe_index(name, client.list_indexes(name)[0])
    doc = json.dumps([about["fields"], about["enable_dynamic_field"], about["consistency_level"], ix["index_type"], ix["metric_type"], rows]).encode()
    return {"all.json": hashlib.blake2b(doc).digest() + doc}


def restore(client, files, name):
    if set(files) != {"all.json"}:
        raise ValueError("expected one file")
    sealed = files["all.json"]
    if hashlib.blake2b(sealed[64:]).digest() != sealed[:64]:
        raise ValueError("damaged")
    fields, dynamic, level, kind, metric, rows = json.loads(sealed[64:])
    schema = client.create_schema(enable_dynamic_field=dynamic)
    vector = ""
    for f in fields:
        schema.add_field(f["name"], DataType(f["type"]), is_primary=f["pk"], nullable=f["nul"], element_type=f["el"] and DataType(f["el"]), **f["params"])
        vector = f["name"] if "dim" in f["params"] else vector
    client.create_collection(name, schema=schema, consistency_level=level)
    ix = client.prepare_index_params()
    ix.add_index(vector, index_type=kind, metric_type=metric)
    client.create_index(name, ix)
    client.load_collection(name)
    for i in range(0, len(rows), 250):
        client.insert(name, rows[i : i + 250])
    return len(rows)
