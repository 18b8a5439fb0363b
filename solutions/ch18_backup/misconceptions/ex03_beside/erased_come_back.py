# id: erased-come-back
# check: test_who_was_erased
# why: The ids are deleted in the living collection, so the erasure is done. That the backup is older than the request is easily forgotten.
# source: the lesson's runbook, with the step “repeat the erasures” left out; EDPB, Guidelines on the right of access, and many a data protection authority on backups
# BEGIN SOLUTION
    if len(rows) != count:
        raise ValueError(f"the backup has {len(rows)} of {count} rows; take an older one")
    living = client.describe_alias(alias)["collection_name"]
    merged = {row["id"]: row for row in rows}
    for row in everything(client, living):
        if row["id"] not in merged or row["version"] > merged[row["id"]]["version"]:
            merged[row["id"]] = row
    wanted = [merged[id] for id in merged.keys()]
    name = f"{alias}_{int(living.rsplit('_', 1)[1]) + 1}"
    if client.has_collection(name):
        client.drop_collection(name)
    try:
        make(client, name)
        for start in range(0, len(wanted), 500):
            client.insert(name, wanted[start : start + 500])
        there = client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
        if there != len(wanted):
            raise RuntimeError(f"{name} has {there} rows instead of {len(wanted)}; the alias stays at {living}")
        client.alter_alias(name, alias)
    except Exception:
        client.drop_collection(name)
        raise
    return name


def everything(client, name):
    """All rows."""
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found


def make(client, name):
    """An empty collection of goods."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("version", DataType.INT64)
    schema.add_field("name", DataType.VARCHAR, max_length=80)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")
# END SOLUTION
