"""After the crash.

A loader was writing words into a collection when the server was killed with SIGKILL. The loader kept a journal. The server
is up again. Say what has become of the rows.

`after_the_crash(client, name, journal)` → dict of three sorted lists of ids:

- `"lost"`: acknowledged, and not in the collection
- `"changed"`: in the collection, with another `word` than the journal says
- `"send_again"`: sent without an answer, and not in the collection

`journal`: a list of dicts with `id` (int), `word` (str) and `state`. `"acknowledged"`: the insert returned. `"sent"`: the
insert was sent, and the connection broke before an answer came. Such a row may be in the collection or not. Either is
right. One that is there must not be sent again: Milvus would keep it twice.

The collection has the fields `id` (the primary key), `vector` and `word`. It also holds rows of other programs; the journal
does not name them, and they are none of your business. A journal has up to 2,000 rows, each with an id of its own. Read so
that every write that was acknowledged before the call is seen, deletes included.
"""


def after_the_crash(client, name, journal):
    """What became of the rows of a journal."""
    # BEGIN SOLUTION
    ids = [row["id"] for row in journal]
    there = {}
    for start in range(0, len(ids), 500):
        found = client.query(name, filter=f"id in {ids[start : start + 500]}", output_fields=["id", "word"], consistency_level="Strong")
        there.update((row["id"], row["word"]) for row in found)
    gone = [row for row in journal if row["id"] not in there]
    return {
        "lost": sorted(row["id"] for row in gone if row["state"] == "acknowledged"),
        "changed": sorted(row["id"] for row in journal if there.get(row["id"], row["word"]) != row["word"]),
        "send_again": sorted(row["id"] for row in gone if row["state"] == "sent"),
    }
    # END SOLUTION
