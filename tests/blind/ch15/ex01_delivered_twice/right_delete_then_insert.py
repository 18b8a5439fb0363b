# expect: passed
# because: each stale row is deleted first, then inserted
def apply(client, name, events):
    best = {}
    for event in sorted(events, key=lambda e: (e["id"], e["version"])):
        best[event["id"]] = event
    if not best:
        return 0
    ids = list(best)
    stored = {}
    for at in range(0, len(ids), 1000):
        stored |= {r["id"]: r["version"] for r in client.get(name, ids=ids[at : at + 1000], output_fields=["version"])}
    due = {i: e for i, e in best.items() if i not in stored or stored[i] < e["version"]}
    stale = [i for i in due if i in stored]
    if stale:
        client.delete(name, ids=stale)
    rows = list(due.values())
    for at in range(0, len(rows), 1000):
        client.insert(name, rows[at : at + 1000])
    return len(rows)
