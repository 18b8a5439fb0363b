# id: leftovers-stay
# check: test_over_what_is_there
# why: Everything that should be there is written, and an upsert replaces what was there. Rows that should not be there are in nobody's list.
# source: docs v3.0.x upsert-entities.md (an upsert leaves other entities alone); run here on Lite 3.2.2
# BEGIN SOLUTION recover
    there = {"note": {}, "link": {}}
    for change in sorted(changes(client, log, before), key=lambda change: change["number"]):
        if change["op"] == "put":
            there[change["kind"]][change["item"]] = change
        else:
            there[change["kind"]].pop(change["item"], None)
    for name, kind, field in ((notes, "note", "text"), (links, "link", "target")):
        rows = [{"id": c["item"], field: c[field], "vector": c["vector"]} for c in there[kind].values()]
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
