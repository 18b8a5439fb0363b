# expect: failed|partial
# because: '0 to 3,000 events': only the first thousand are compared
def apply(client, name, events):
    """Bring the rows up to date; the number of offers that have changed."""
    newest = {}
    for event in events:
        if event["id"] not in newest or event["version"] > newest[event["id"]]["version"]:
            newest[event["id"]] = event
    keys = list(newest)
    stored = {}
    for start in range(0, min(len(keys), 1000), 1000):
        rows = client.get(name, ids=keys[start : start + 1000], output_fields=["version"])
        stored.update({row["id"]: row["version"] for row in rows})
    late = [event for id, event in newest.items() if id not in stored or event["version"] > stored[id]]
    for start in range(0, len(late), 1000):
        client.upsert(name, late[start : start + 1000])
    return len(late)
