# expect: failed|partial
# because: 'A call gets 0 to 3,000 events, in any order': the last event of an offer in the list is taken for its newest
def apply(client, name, events):
    """Bring the rows up to date; the number of offers that have changed."""
    newest = {}
    for event in events:
        newest[event["id"]] = event
    stored = versions(client, name, list(newest))
    late = [event for id, event in newest.items() if id not in stored or event["version"] > stored[id]]
    for start in range(0, len(late), 1000):
        client.upsert(name, late[start:start + 1000])
    return len(late)


def versions(client, name, ids):
    """The version of each of the rows that are there."""
    found = {}
    for start in range(0, len(ids), 1000):
        for row in client.get(name, ids=ids[start:start + 1000], output_fields=["version"]):
            found[row["id"]] = row["version"]
    return found
