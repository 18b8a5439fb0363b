# expect: failed|partial
# because: 'id (INT64, primary key)': a key below zero is not found among the stored ones, so an old event of it replaces the newer row
def apply(client, name, events):
    """Bring the rows up to date; the number of offers that have changed."""
    newest = {}
    for event in events:
        known = newest.get(event["id"])
        if known is None or event["version"] > known["version"]:
            newest[event["id"]] = event
    stored = versions(client, name, list(newest))
    late = [event for id, event in newest.items() if id not in stored or event["version"] > stored[id]]
    for start in range(0, len(late), 1000):
        client.upsert(name, late[start:start + 1000])
    return len(late)


def versions(client, name, ids):
    """The version of each of the rows that are there."""
    found = {}
    wanted = set(ids)
    pages = client.query_iterator(name, batch_size=1000, filter="id >= 0", output_fields=["id", "version"])
    while page := pages.next():
        found.update({row["id"]: row["version"] for row in page if row["id"] in wanted})
    pages.close()
    return found
