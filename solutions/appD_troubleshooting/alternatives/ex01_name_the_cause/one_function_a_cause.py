"""Each cause is a function of its own that returns evidence or nothing."""


def _place(client, name):
    try:
        return client.describe_alias(name)["collection_name"]
    except Exception:
        return name


def _rows(client, name, wanted):
    step = client.query_iterator(name, filter="id >= -9000000000000000000", batch_size=500, output_fields=["*"])
    keys, text, absent = set(), [], []
    while True:
        page = step.next()
        if not page:
            break
        for row in page:
            keys.add(row["id"])
            if row.get(wanted["number"]) is None:
                absent.append(row["id"])
            elif type(row[wanted["number"]]) is str:
                text.append(row["id"])
    step.close()
    yield "missing", [id for id in wanted["ids"] if id not in keys]
    yield "text", text
    yield "absent", absent


def diagnose(client, complaint):
    name = complaint["name"]
    place = name if name in client.list_collections() else _place(client, name)
    if place not in client.list_collections():
        return {"nowhere": name}
    causes = {}
    if place != complaint["loader"]:
        causes["elsewhere"] = place
    described = client.describe_collection(place)
    field = {f["name"]: f for f in described["fields"]}[complaint["field"]]
    if int(field["params"]["dim"]) != int(complaint["dim"]):
        causes["dim"] = int(field["params"]["dim"])
    (index,) = client.list_indexes(place, field_name=complaint["field"])
    metric = client.describe_index(place, index_name=index)["metric_type"]
    if metric != complaint["metric"]:
        causes["metric"] = metric
    ttl = described["properties"].get("collection.ttl.seconds")
    if ttl is not None and int(ttl) > 0:
        causes["ttl"] = int(ttl)
    if str(client.get_load_state(place)["state"]) != "Loaded":
        causes["not loaded"] = True
    else:
        causes.update((cause, sorted(ids)) for cause, ids in _rows(client, place, complaint) if ids)
    return causes
