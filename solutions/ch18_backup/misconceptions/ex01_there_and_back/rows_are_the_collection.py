# id: rows-are-the-collection
# check: test_the_collection_itself
# why: Data is what is backed up, and an index can be built again at any time. Which one, and with which metric, is nowhere in the rows.
# source: docs v3.0.x metric.md (the metric belongs to the index); zilliztech/milvus-backup restores indexes only when asked to: docs v3.0.x milvus_backup_cli.md (--restore_index)
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
    indexes.add_index(shape["index"]["field_name"], index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level=shape["level"])
    rows = 0
    for part in sorted(manifest["parts"]):
        page = [json.loads(line) for line in files[part].decode().split("\n")]
        client.insert(name, page)
        rows += len(page)
    return rows
# END SOLUTION
