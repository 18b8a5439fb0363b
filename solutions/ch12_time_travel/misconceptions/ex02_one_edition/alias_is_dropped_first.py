# id: alias-is-dropped-first
# check: test_readers_meanwhile
# why: An alias that exists cannot be created, so one drops it first. Between the two calls every reader gets an error.
# source: the lesson's section “Time-based Recovery” (86 of 200 reads failed on Lite 3.2.2); docs v3.0.x manage-aliases.md (alter an alias)
# BEGIN SOLUTION publish
    kept = editions(client, alias)
    number = int(kept[-1].rpartition("_")[2]) + 1 if kept else 1
    name = f"{alias}_{number}"
    try:
        create(client, name)
        for start in range(0, len(rows), 500):
            client.insert(name, rows[start : start + 500])
        if kept:
            client.drop_alias(alias)
        client.create_alias(name, alias)
    except Exception:
        client.drop_collection(name)
        raise
    for older in kept[:-1]:
        client.drop_collection(older)
    return name


def editions(client, alias):
    """The collections of a catalog, oldest first."""
    names = [n for n in client.list_collections() if re.fullmatch(re.escape(alias) + r"_\d+", n)]
    return sorted(names, key=lambda n: int(n.rpartition("_")[2]))


def create(client, name):
    """An empty collection."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("edition", DataType.INT64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
# END SOLUTION
