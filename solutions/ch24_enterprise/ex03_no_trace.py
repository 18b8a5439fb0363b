"""Erasure that leaves no trace.

A person asks to be erased. Their documents lie in several collections, and other people's documents name them as a reader. Write

    traces(client, login, names)      # {"letters": [17, 4711], …}: for each name, the ids of the rows that mention the login, ascending
    erase(client, login, names)       # {"letters": {"deleted": 3, "changed": 2}, …}: erase them, and say what was done

Every collection has `id` (INT64, the key), `owner` (VARCHAR), `readers` (ARRAY of VARCHAR, up to 20), `title`, `vector`, and a dynamic field; it reads at the level Strong. There may be 5,000 rows of a person, and 5,000 that they read.

- A row **mentions** a login if `owner` is equal to it, or `readers` has it. `"ada"`, `"Ada"`, `"ada2"` and `"ada "` are four people. A login is any text of up to 60 bytes, with quotes and backslashes too. Titles do not count.
- `erase` deletes a row that the person owns. A row of someone else that names them as a reader stays, without the login among its readers (wherever it stands and however often), the other readers in their order, and everything else as it was: title, every number of the vector, whatever stands in the dynamic field.
- `names` are names of collections or aliases. They are done one after the other, and each receipt says what was found at that time: an alias of a collection that has been done already gives `{"deleted": 0, "changed": 0}`, and so do a second call and a name that stands in `names` twice, whose last receipt counts.
- No names: `{}`. `traces` only reads, and neither touches a collection that is not among the names.
"""

import json


def traces(client, login, names):
    """Where a login is mentioned."""
    # BEGIN SOLUTION traces
    return {name: sorted(row["id"] for row in mentions(client, login, name, ["id"])) for name in names}


def mentions(client, login, name, fields):
    """Every row that mentions the login, however many there are."""
    text = json.dumps(login, ensure_ascii=False)
    found = []
    pages = client.query_iterator(name, batch_size=500, filter=f"owner == {text} or array_contains(readers, {text})", output_fields=fields)
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found
    # END SOLUTION


def erase(client, login, names):
    """Erase a person; a receipt for each name."""
    # BEGIN SOLUTION erase
    receipts = {}
    for name in names:
        rows = mentions(client, login, name, ["*"])
        own = [row["id"] for row in rows if row["owner"] == login]
        others = [row | {"readers": [r for r in row["readers"] if r != login]} for row in rows if row["owner"] != login]
        for start in range(0, len(own), 500):
            client.delete(name, ids=own[start : start + 500])
        for start in range(0, len(others), 500):
            client.upsert(name, others[start : start + 500])
        receipts[name] = {"deleted": len(own), "changed": len(others)}
    return receipts
    # END SOLUTION
