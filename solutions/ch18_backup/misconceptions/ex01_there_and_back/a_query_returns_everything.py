# id: a-query-returns-everything
# check: test_every_type
# why: A query without a filter sounds like the whole collection, and wants a limit, so one writes a round one. It returns as many rows as that without a word about the rest.
# source: docs v3.0.x get-and-scalar-query.md (limit; iterators for what is larger); run here on Lite 3.2.2
# BEGIN SOLUTION export
    about = client.describe_collection(name)
    index = client.describe_index(name, client.list_indexes(name)[0])
    fields = [
        {"name": f["name"], "type": int(f["type"]), "primary": bool(f.get("is_primary")), "nullable": bool(f.get("nullable")), "params": dict(f["params"]), "element": int(f.get("element_type") or 0)}
        for f in about["fields"]
    ]
    shape = {"fields": fields, "dynamic": about["enable_dynamic_field"], "level": about["consistency_level_name"], "index": {k: index[k] for k in ("field_name", "index_type", "metric_type")}}
    rows = client.query(name, filter="", output_fields=["*"], limit=1000)
    files = {"rows-0000.jsonl": "\n".join(json.dumps(dict(row)) for row in rows).encode()}
    text = json.dumps({"shape": shape, "parts": {part: digest(data) for part, data in files.items()}}).encode()
    files["manifest.json"] = digest(text).encode() + b"\n" + text
    return files


def digest(data):
    """A SHA-256, as text."""
    return hashlib.new("sha256", data).hexdigest()
# END SOLUTION
