# id: make-it-anew
# check: test_metric
# why: A wrong index is a wrong collection: read it, drop it, make it again. Between the calls there is no collection, and its aliases, levels and settings do not come along.
# source: quick starts that begin with drop_collection(); chapter 8, “Drop the collection first, to start clean”
    # BEGIN SOLUTION
    name, real, field, key = (complaint[k] for k in ("name", "loader", "field", "number"))
    if not client.has_collection(name):
        client.create_alias(collection_name=real, alias=name)
    elif client.describe_collection(name)["collection_name"] != real:
        client.alter_alias(collection_name=real, alias=name)

    described = client.describe_index(real, field)
    if described["metric_type"] != complaint["metric"]:
        rows, index = client.query(real, filter="", limit=16384, output_fields=["*"]) if client.get_load_state(real)["state"].name == "Loaded" else [], client.prepare_index_params()
        schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
        for f in client.describe_collection(real)["fields"]:
            schema.add_field(f["name"], f["type"], is_primary=f.get("is_primary", False), **f["params"])
        for each in client.list_indexes(real):
            index.add_index(each, index_type=client.describe_index(real, each)["index_type"], metric_type=complaint["metric"] if each == field else client.describe_index(real, each)["metric_type"])
        client.drop_collection(real)
        client.create_collection(real, schema=schema, index_params=index)
        client.insert(real, rows)
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
        client.upsert(real, changed[start : start + 500])
    return {"again": sorted(set(complaint["ids"]) - keys), "by hand": sorted(by_hand)}
    # END SOLUTION
