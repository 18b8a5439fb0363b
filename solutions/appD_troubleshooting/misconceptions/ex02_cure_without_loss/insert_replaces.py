# id: insert-replaces
# check: test_texts
# why: A row with a key that is there takes its place, as in a dict. On Milvus Lite it does; a server keeps both rows.
# source: chapter 4: the same rows inserted twice; docs v3.0.x primary-field.md
    # BEGIN SOLUTION
    name, real, field, key = (complaint[k] for k in ("name", "loader", "field", "number"))
    if not client.has_collection(name):
        client.create_alias(collection_name=real, alias=name)
    elif client.describe_collection(name)["collection_name"] != real:
        client.alter_alias(collection_name=real, alias=name)

    described = client.describe_index(real, field)
    if described["metric_type"] != complaint["metric"]:
        client.release_collection(real)
        client.drop_index(real, field)
        index = client.prepare_index_params()
        index.add_index(field, index_type=described["index_type"], metric_type=complaint["metric"], params=described.get("params", {}))
        client.create_index(real, index)
    if client.get_load_state(real)["state"].name != "Loaded":
        client.load_collection(real)

    keys, by_hand, changed = set(), [], []
    pages = client.query_iterator(real, batch_size=500, output_fields=["*"])
    while page := pages.next():
        for row in page:
            keys.add(row["id"])
            if isinstance(row.get(key), str):
                value = _number(row[key])
                if value is None:
                    by_hand.append(row["id"])
                else:
                    changed.append({**row, key: value})
    pages.close()
    for start in range(0, len(changed), 500):
        client.insert(real, changed[start : start + 500])
    return {"again": sorted(set(complaint["ids"]) - keys), "by hand": sorted(by_hand)}
    # END SOLUTION
