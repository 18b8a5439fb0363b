# expect: failed|partial
# because: 'whether there is a dynamic field': always with one
import hashlib
import json

from pymilvus import DataType


def shape_of(client, name):
    """What a collection is besides its rows, as plain JSON."""
    facts = client.describe_collection(name)
    fields = []
    for f in facts["fields"]:
        more = {key: int(f["params"][key]) for key in ("dim", "max_length", "max_capacity") if key in f.get("params", {})}
        if f["type"] == DataType.ARRAY:
            more["element_type"] = int(f["element_type"])
        if f.get("nullable"):
            more["nullable"] = True
        fields.append({"name": f["name"], "type": int(f["type"]), "primary": bool(f.get("is_primary")), "more": more})
    index = client.describe_index(name, client.list_indexes(name)[0])
    return {
        "fields": fields,
        "dynamic": bool(facts.get("enable_dynamic_field")),
        "level": int(facts["consistency_level"]),
        "index": {"field": index["field_name"], "type": index["index_type"], "metric": index["metric_type"], "params": index.get("params") or {k: int(index[k]) for k in ("nlist", "M", "efConstruction") if k in index}},
    }


def make(client, name, shape):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    for f in shape["fields"]:
        more = dict(f["more"])
        if "element_type" in more:
            more["element_type"] = DataType(more["element_type"])
        schema.add_field(f["name"], DataType(f["type"]), is_primary=f["primary"], **more)
    indexes = client.prepare_index_params()
    indexes.add_index(shape["index"]["field"], index_type=shape["index"]["type"], metric_type=shape["index"]["metric"], params=shape["index"]["params"])
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level=shape["level"])


def ready(rows, shape):
    """Rows as insert() wants them: a str in a JSON field is taken for JSON text, so that a text has to be quoted once more."""
    fields = {f["name"]: f["more"] for f in shape["fields"] if f["type"] == DataType.JSON}
    return [{k: json.dumps(v) if k in fields and (isinstance(v, str) or v is None and not fields[k].get("nullable")) else v for k, v in row.items()} for row in rows]


def everything(client, name):
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found


def export(client, name):
    """The collection as files."""
    text = json.dumps({"shape": shape_of(client, name), "rows": everything(client, name)}).encode()
    return {"collection.json": hashlib.sha256(text).hexdigest().encode() + b"\n" + text}


def restore(client, files, name):
    """Make the collection from its files; how many rows it has."""
    if "collection.json" not in files:
        raise ValueError("collection.json is missing")
    digest, _, text = files["collection.json"].partition(b"\n")
    if digest != hashlib.sha256(text).hexdigest().encode():
        raise ValueError("collection.json is not what was written")
    whole = json.loads(text)
    make(client, name, whole["shape"])
    rows = whole["rows"]
    for start in range(0, len(rows), 1000):
        client.insert(name, ready(rows[start : start + 1000], whole["shape"]))
    return len(rows)
