# expect: partial|failed
# because: counts what the log has
"""Before the damage.

A notebook keeps notes, and links from note to note, in two collections. Every change of either goes into a third one first, an append-only log. At change number 2,417 a job began
to write nonsense, and you bring both collections to where they were just before.

A row of the log has `id` (INT64, the primary key, drawn at random), `number` (INT64: the order in which the changes happened, with gaps), `at` (INT64, the clock of the machine that made it; the clocks disagree), `kind` (`"note"` or `"link"`),
`op` (`"put"` or `"delete"`), `item` (INT64, the id of the note or link), `target` (INT64, for a link the note that it leads to, else 0), `text` (VARCHAR) and `vector` (32 numbers). A put
is a new item or replaces the one with its id, and an item may come back after its deletion.

`recover(client, log, notes, links, before)` makes `notes` and `links` hold exactly what the changes with a number **below** `before` leave, and returns how many rows each of them has: `(notes, links)`.

- A row of `notes` has `id`, `text` and `vector`; one of `links` has `id`, `target` and `vector`. Both collections are there and loaded.
- They may hold anything: rows of today, or what an attempt left that broke off.
- The log has some thousands of changes and is only read. All collections read at the level Strong. In which order a read returns rows is not promised.
"""


def recover(client, log, notes, links, before):
    """Bring both collections to just before a change; how many rows each has."""
    there = {"note": {}, "link": {}}
    for change in sorted(changes(client, log, before), key=lambda change: change["number"]):
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
    return sum(1 for c in changes(client, log, before) if c["kind"] == "note"), len(there["link"])


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
