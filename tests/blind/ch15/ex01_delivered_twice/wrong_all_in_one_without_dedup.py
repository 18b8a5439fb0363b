# expect: failed|partial
# because: 'One write names each id once': the delivery goes into one upsert, sorted by version
def apply(client, name, events):
    """Bring the rows up to date; the number of offers that have changed."""
    newest = {}
    for event in events:
        if event["id"] not in newest or event["version"] > newest[event["id"]]["version"]:
            newest[event["id"]] = event
    keys = list(newest)
    stored = {}
    for start in range(0, len(keys), 1000):
        rows = client.get(name, ids=keys[start : start + 1000], output_fields=["version"])
        stored.update({row["id"]: row["version"] for row in rows})
    late = sorted((e for e in events if e["version"] > stored.get(e["id"], 0)), key=lambda e: e["version"])
    for start in range(0, len(late), 1000):
        client.upsert(name, late[start : start + 1000])
    return len(late)
