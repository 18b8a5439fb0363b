# id: time-is-the-order
# check: test_the_order_of_the_log
# why: A log has times, so one sorts by the time. Two machines have two clocks, and the one that runs behind puts its later change before the earlier one of the other.
# source: Lamport, *Time, Clocks, and the Ordering of Events in a Distributed System*, 1978; the lesson's section “Time-based Recovery”
# BEGIN SOLUTION recover
    there = {"note": {}, "link": {}}
    for change in sorted(changes(client, log, before), key=lambda change: (change["at"], change["number"])):
        if change["op"] == "put":
            there[change["kind"]][change["item"]] = change
        else:
            there[change["kind"]].pop(change["item"], None)
    for name, kind, field in ((notes, "note", "text"), (links, "link", "target")):
        rows = [{"id": c["item"], field: c[field], "vector": c["vector"]} for c in there[kind].values()]
        leftover = [id for id in ids(client, name) if id not in there[kind]]
        if leftover:
            client.delete(name, ids=leftover)
        for start in range(0, len(rows), 500):
            client.upsert(name, rows[start : start + 500])
    return len(there["note"]), len(there["link"])


def changes(client, log, before):
    """Every change up to there."""
    found, pages = [], client.query_iterator(log, batch_size=1000, filter=f"number < {before}", output_fields=["*"])
    while batch := pages.next():
        found += batch
    pages.close()
    return found


def ids(client, name):
    """The ids of all rows."""
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["id"])
    while batch := pages.next():
        found += [row["id"] for row in batch]
    pages.close()
    return found
# END SOLUTION
