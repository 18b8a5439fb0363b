# id: the-last-to-arrive-wins
# check: test_within_one_delivery
# why: An upsert replaces, so the last one written stands, and that feels like the newest. In a log that is read by several, or read again, what comes last is not what happened last.
# source: run here on Milvus Lite 3.2.2 and 2.3.5: an upsert replaces a row whatever its version is; docs v3.0.x upsert-entities.md (no condition on what is there)
# BEGIN SOLUTION
    newest = {event["id"]: event for event in events}
    keys = list(newest)
    stored = {}
    for start in range(0, len(keys), 1000):
        rows = client.get(name, ids=keys[start : start + 1000], output_fields=["version"])
        stored.update({row["id"]: row["version"] for row in rows})
    late = [event for id, event in newest.items() if id not in stored or event["version"] != stored[id]]
    for start in range(0, len(late), 1000):
        client.upsert(name, late[start : start + 1000])
    return len(late)
# END SOLUTION
