# expect: failed|partial
# because: 'A delivery that has nothing new ... returns 0': the number of offers named in the call is returned
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
    return len(newest)


def versions(client, name, ids):
    """The version of each of the rows that are there."""
    found = {}
    for start in range(0, len(ids), 1000):
        for row in client.get(name, ids=ids[start:start + 1000], output_fields=["version"]):
            found[row["id"]] = row["version"]
    return found
