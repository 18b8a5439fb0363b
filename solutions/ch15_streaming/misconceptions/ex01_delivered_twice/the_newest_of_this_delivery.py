# id: the-newest-of-this-delivery
# check: test_across_deliveries
# why: The batch is sorted by version and looks clean. That an older event may come again tomorrow, after the newer one is stored, shows only in production, after a consumer was restarted.
# source: run here on Milvus Lite 3.2.2 and 2.3.5: an upsert replaces a row whatever its version is; docs v3.0.x upsert-entities.md (no condition on what is there)
# BEGIN SOLUTION
    newest = {}
    for event in events:
        if event["id"] not in newest or event["version"] > newest[event["id"]]["version"]:
            newest[event["id"]] = event
    keys = list(newest)
    stored = {}
    for start in range(0, len(keys), 1000):
        rows = client.get(name, ids=keys[start : start + 1000], output_fields=["version"])
        stored.update({row["id"]: row["version"] for row in rows})
    late = [event for id, event in newest.items() if event["version"] != stored.get(id)]
    for start in range(0, len(late), 1000):
        client.upsert(name, late[start : start + 1000])
    return len(late)
# END SOLUTION
