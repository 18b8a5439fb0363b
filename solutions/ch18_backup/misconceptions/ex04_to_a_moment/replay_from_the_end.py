# id: replay-from-the-end
# check: test_an_export_while_others_wrote
# why: An export has a time in its name, usually the one at which it was finished, and the log is read from there on.
# source: PostgreSQL replays from the start of a base backup for this reason, and writes it into a file, backup_label: https://www.postgresql.org/docs/current/continuous-archiving.html
# BEGIN SOLUTION
    numbered = {change["number"]: change for change in log}
    whole = [e for e in exports if e["ended"] is not None and e["ended"] <= before and all(n in numbered for n in range(e["began"], before))]
    if not whole:
        raise LookupError(f"no export leads to just before {before}; the changes that are missing are lost")
    export = max(whole, key=lambda e: e["began"])
    there = {row["id"]: {k: row[k] for k in ("id", "text", "vector")} for row in export["rows"]}
    for number in range(export["ended"], before):
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
