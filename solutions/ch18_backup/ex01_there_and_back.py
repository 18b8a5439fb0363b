"""There and back.

An export that was never read back is a hope. Write both halves, and the second one has to prove that it got everything.

`export(client, name)` returns the collection as files: a dict of file names to `bytes`, as an object store would keep them. It only reads.

`restore(client, files, name)` makes the collection `name` from such files, in another process and perhaps on another day, and returns how many rows it has. `name` does not exist before.

- The collection has a primary key `id` (INT64, or VARCHAR without quotation marks, backslashes and line breaks), up to 10,000 rows, one FLOAT_VECTOR field, scalar fields of the types BOOL, INT8, INT16, INT32, INT64, FLOAT, DOUBLE, VARCHAR, JSON (always an object) and ARRAY
  of INT64, some of them nullable, and perhaps a dynamic field. Nothing has a default value.
- What comes back is what was there: the fields with their types, lengths, dimension and nullability, whether there is a dynamic field, the type and metric of the index, the collection's consistency level, and every value of every row. A row
  without a dynamic key has none afterwards either. The new collection is loaded.
- How many files there are and what is in them is up to you. Names are plain texts without a slash.
- `restore` **proves** them: if a file is missing, cut short, or differs in a single byte, whichever file it is, it raises `ValueError`, and makes no collection.
"""

import hashlib
import json

from pymilvus import DataType


def export(client, name):
    """The collection as files."""
    # BEGIN SOLUTION export
    about = client.describe_collection(name)
    index = client.describe_index(name, client.list_indexes(name)[0])
    fields = [
        {"name": f["name"], "type": int(f["type"]), "primary": bool(f.get("is_primary")), "nullable": bool(f.get("nullable")), "params": dict(f["params"]), "element": int(f.get("element_type") or 0)}
        for f in about["fields"]
    ]
    shape = {"fields": fields, "dynamic": about["enable_dynamic_field"], "level": about["consistency_level_name"], "index": {k: index[k] for k in ("field_name", "index_type", "metric_type")}}
    files, pages = {}, client.query_iterator(name, batch_size=500, output_fields=["*"])
    while page := pages.next():
        files[f"rows-{len(files):04}.jsonl"] = "\n".join(json.dumps(dict(row)) for row in page).encode()
    pages.close()
    text = json.dumps({"shape": shape, "parts": {part: digest(data) for part, data in files.items()}}).encode()
    files["manifest.json"] = digest(text).encode() + b"\n" + text
    return files


def digest(data):
    """A SHA-256, as text."""
    return hashlib.new("sha256", data).hexdigest()
    # END SOLUTION


def restore(client, files, name):
    """Make the collection from its files; how many rows it has."""
    # BEGIN SOLUTION restore
    seal, _, text = files.get("manifest.json", b"").partition(b"\n")
    if digest(text).encode() != seal:
        raise ValueError("the manifest is not what was written; use another backup")
    manifest = json.loads(text)
    for part, seal in manifest["parts"].items():
        if part not in files or digest(files[part]) != seal:
            raise ValueError(f"{part} is not what was written; use another backup")
    shape = manifest["shape"]
    schema = client.create_schema(auto_id=False, enable_dynamic_field=shape["dynamic"])
    for field in shape["fields"]:
        more = dict(field["params"]) | ({"element_type": DataType(field["element"])} if field["element"] else {}) | ({"nullable": True} if field["nullable"] else {})
        schema.add_field(field["name"], DataType(field["type"]), is_primary=field["primary"], **more)
    indexes = client.prepare_index_params()
    indexes.add_index(**shape["index"])
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level=shape["level"])
    rows = 0
    for part in sorted(manifest["parts"]):
        page = [json.loads(line) for line in files[part].decode().split("\n")]
        client.insert(name, page)
        rows += len(page)
    return rows
    # END SOLUTION
