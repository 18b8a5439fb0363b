# id: the-newest-export-is-best
# check: test_which_export
# why: The newest backup is the best one, as everywhere. That it may be newer than the moment that one wants is the case in which one wants a moment.
# source: PostgreSQL's documentation of continuous archiving: a base backup cannot be used to recover to a time when it was still in progress
# BEGIN SOLUTION
    numbered = {change["number"]: change for change in log}
    whole = [e for e in exports if e["ended"] is not None and e["began"] <= before and all(n in numbered for n in range(e["began"], before))]
    if not whole:
        raise LookupError(f"no export leads to just before {before}; the changes that are missing are lost")
    export = max(whole, key=lambda e: e["began"])
    there = {row["id"]: {k: row[k] for k in ("id", "text", "vector")} for row in export["rows"]}
    for number in range(export["began"], before):
        change = numbered[number]
        if change["op"] == "put":
            there[change["id"]] = {k: change[k] for k in ("id", "text", "vector")}
        else:
            there.pop(change["id"], None)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=60)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")
    rows = list(there.values())
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])
    return export["began"]
# END SOLUTION
