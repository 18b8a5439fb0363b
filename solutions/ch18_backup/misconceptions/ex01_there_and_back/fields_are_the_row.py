# id: fields-are-the-row
# check: test_every_type
# why: The schema lists the fields, so one exports the fields that it lists. Keys of the dynamic field are in no schema.
# source: docs v3.0.x enable-dynamic-field.md; run here on Lite 3.2.2, which returns them only to a read that asks for them or for *
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
        files[f"rows-{len(files):04}.jsonl"] = "\n".join(json.dumps({f["name"]: row.get(f["name"]) for f in fields}) for row in page).encode()
    pages.close()
    text = json.dumps({"shape": shape, "parts": {part: digest(data) for part, data in files.items()}}).encode()
    files["manifest.json"] = digest(text).encode() + b"\n" + text
    return files


def digest(data):
    """A SHA-256, as text."""
    return hashlib.new("sha256", data).hexdigest()
# END SOLUTION
