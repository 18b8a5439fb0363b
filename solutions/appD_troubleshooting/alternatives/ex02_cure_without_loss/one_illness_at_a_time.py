"""A function for each illness; rows are asked for by key and cured one page at a time."""


def _as_number(text):
    try:
        return int(text)
    except ValueError:
        pass
    try:
        value = float(text)
    except ValueError:
        return None
    return None if value != value or value in (float("inf"), float("-inf")) else value


def _lead(client, name, real):
    if name == real:
        return
    if name in client.list_aliases(real)["aliases"]:
        return
    (client.alter_alias if client.has_collection(name) else client.create_alias)(real, name)


def _metric(client, real, field, metric):
    was = client.describe_index(real, index_name=field)
    if was["metric_type"] == metric:
        return
    params = client.prepare_index_params()
    params.add_index(field_name=field, index_name=was["index_name"], index_type=was["index_type"], metric_type=metric, params=dict(was.get("params") or {}))
    client.release_collection(collection_name=real)
    client.drop_index(collection_name=real, index_name=was["index_name"])
    client.create_index(collection_name=real, index_params=params)


def cure(client, complaint):
    real, key = complaint["loader"], complaint["number"]
    _lead(client, complaint["name"], real)
    _metric(client, real, complaint["field"], complaint["metric"])
    if str(client.get_load_state(real)["state"]) != "Loaded":
        client.load_collection(real)

    seen, texts = set(), {}
    iterator = client.query_iterator(real, batch_size=1000, output_fields=["id", key])
    while rows := iterator.next():
        seen.update(row["id"] for row in rows)
        texts.update((row["id"], row[key]) for row in rows if type(row.get(key)) is str)
    iterator.close()

    numbers = {id: _as_number(text) for id, text in texts.items()}
    curable = [id for id, number in numbers.items() if number is not None]
    while curable:
        some, curable = curable[:300], curable[300:]
        rows = client.get(real, ids=some, output_fields=["*"])
        for row in rows:
            row[key] = numbers[row["id"]]
        client.upsert(real, data=rows)
    return {"again": sorted(set(complaint["ids"]) - seen), "by hand": sorted(set(numbers) - {i for i, n in numbers.items() if n is not None})}
