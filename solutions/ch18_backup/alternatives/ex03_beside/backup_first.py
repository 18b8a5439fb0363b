"""The backup goes in first and the living rows over it, as upserts; what has to win is decided in batches, and the shape comes from the living collection itself."""


def clone(client, old, new):
    about = client.describe_collection(old)
    schema = client.create_schema(auto_id=False)
    for field in about["fields"]:
        schema.add_field(field["name"], field["type"], is_primary=bool(field.get("is_primary")), **field["params"])
    indexes = client.prepare_index_params()
    for field in client.list_indexes(old):
        was = client.describe_index(old, field)
        indexes.add_index(was["field_name"], index_type=was["index_type"], metric_type=was["metric_type"])
    client.create_collection(new, schema=schema, index_params=indexes, consistency_level=about["consistency_level_name"])


def recover(client, alias, rows, count, erased):
    if len(rows) != count:
        raise ValueError("a short backup")
    old = client.describe_alias(alias)["collection_name"]
    prefix, _, number = old.rpartition("_")
    new, gone = f"{prefix}_{int(number) + 1}", frozenset(erased)
    client.drop_collection(new)
    try:
        clone(client, old, new)
        versions = {}
        for start in range(0, len(rows), 800):
            page = [row for row in rows[start : start + 800] if row["id"] not in gone]
            versions.update((row["id"], row["version"]) for row in page)
            if page:
                client.upsert(new, page)
        pages = client.query_iterator(old, batch_size=300, output_fields=["*"])
        while page := pages.next():
            newer = [row for row in page if row["id"] not in gone and versions.get(row["id"], row["version"] - 1) < row["version"]]
            versions.update((row["id"], row["version"]) for row in newer)
            if newer:
                client.upsert(new, newer)
        pages.close()
        client.alter_alias(new, alias)
    except BaseException:
        client.drop_collection(new)
        raise
    return new
