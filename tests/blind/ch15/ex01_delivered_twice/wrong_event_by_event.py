# expect: failed|partial
# because: 'Return for how many offers the row has changed': an offer that comes with rising versions in one call is counted with each
def apply(client, name, events):
    """Bring the rows up to date; the number of offers that have changed."""
    ids = list({event["id"] for event in events})
    stored = {}
    for start in range(0, len(ids), 1000):
        stored |= {row["id"]: row["version"] for row in client.get(name, ids=ids[start:start + 1000], output_fields=["version"])}
    changed, rows = 0, {}
    for event in events:
        if event["id"] not in stored or event["version"] > stored[event["id"]]:
            stored[event["id"]] = event["version"]
            rows[event["id"]] = event
            changed += 1
    if rows:
        client.upsert(name, list(rows.values()))
    return changed
