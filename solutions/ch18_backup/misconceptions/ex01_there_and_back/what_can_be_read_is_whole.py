# id: what-can-be-read-is-whole
# check: test_files_that_changed
# why: A file that is cut or missing makes an error by itself, so errors seem to come by themselves. A changed digit reads like any other digit.
# source: run here: of single changed bytes in a Parquet file of Lite 3.2.2, none was reported (lesson, section Disaster Recovery Planning)
# BEGIN SOLUTION restore
    seal, _, text = files.get("manifest.json", b"").partition(b"\n")
    if not text:
        raise ValueError("the manifest is not what was written; use another backup")
    manifest = json.loads(text)
    for part, seal in manifest["parts"].items():
        if part not in files or not files[part].endswith(b"}"):
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
