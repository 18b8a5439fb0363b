# expect: partial|failed
# because: the rows of a collection are read once and remembered

SEEN = {}


def diagnose(client, complaint):
    """Causes and their evidence."""
    name, key = complaint["name"], complaint["number"]
    if not client.has_collection(name):
        return {"nowhere": name}
    found = {}
    facts = client.describe_collection(name)
    real = facts["collection_name"]
    if real != complaint["loader"]:
        found["elsewhere"] = real
    dim = next(int(f["params"]["dim"]) for f in facts["fields"] if f["name"] == complaint["field"])
    if dim != complaint["dim"]:
        found["dim"] = dim
    for index in client.list_indexes(real):
        described = client.describe_index(real, index)
        if described["field_name"] == complaint["field"] and described["metric_type"] != complaint["metric"]:
            found["metric"] = described["metric_type"]
    seconds = int(facts["properties"].get("collection.ttl.seconds", 0))
    if seconds > 0:
        found["ttl"] = seconds
    if client.get_load_state(real)["state"].name != "Loaded":
        found["not loaded"] = True
        return found

    values = SEEN.setdefault(real, {})
    if values:
        return told(found, complaint, values)
    pages = client.query_iterator(real, batch_size=1000, output_fields=["id", key])
    while page := pages.next():
        values |= {row["id"]: row.get(key) for row in page}
    pages.close()
    return told(found, complaint, values)


def told(found, complaint, values):
    rows = {
        "missing": set(complaint["ids"]) - values.keys(),
        "text": {id for id, value in values.items() if isinstance(value, str)},
        "absent": {id for id, value in values.items() if value is None},
    }
    return found | {cause: sorted(ids) for cause, ids in rows.items() if ids}
