# id: a-deletion-is-a-delete
# check: test_an_older_event_after_the_tombstone
# why: The event says delete, so one calls delete(). The row is gone, and with it the only knowledge that the offer was ever deleted: the next old event looks like a new offer.
# source: run here on Milvus Lite 3.2.2 and 2.3.5: an upsert of a key that was deleted makes the row anew; docs v3.0.x upsert-entities.md
# BEGIN SOLUTION apply
    newest = {}
    for event in events:
        if event["id"] not in newest or event["version"] > newest[event["id"]]["version"]:
            newest[event["id"]] = event
    keys, stored = list(newest), {}
    for start in range(0, len(keys), 1000):
        rows = client.get(name, ids=keys[start : start + 1000], output_fields=["version"])
        stored.update({row["id"]: row["version"] for row in rows})
    due = [event for id, event in newest.items() if id not in stored or event["version"] > stored[id]]
    late = [row_of(event) for event in due if event["op"] == "put"]
    for start in range(0, len(late), 1000):
        client.upsert(name, late[start : start + 1000])
    gone = [event["id"] for event in due if event["op"] == "delete"]
    if gone:
        client.delete(name, ids=gone)


def row_of(event):
    """The row that an event leaves."""
    return {**{k: v for k, v in event.items() if k != "op"}, "deleted": False}
# END SOLUTION
