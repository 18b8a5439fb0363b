# expect: passed
# because: versions are read by a filter, in parts of 500
def apply(client, name, events):
    best = {}
    for event in events:
        known = best.get(event["id"])
        if known is None or known["version"] < event["version"]:
            best[event["id"]] = event
    changed, everybody = 0, sorted(best)
    for at in range(0, len(everybody), 500):
        part = everybody[at : at + 500]
        rows = client.query(name, filter=f"id in {part}", output_fields=["id", "version"], limit=500, consistency_level="Strong")
        versions = {row["id"]: row["version"] for row in rows}
        due = [best[i] for i in part if best[i]["version"] > versions.get(i, -1)]
        if due:
            client.upsert(name, due)
            changed += len(due)
    return changed
