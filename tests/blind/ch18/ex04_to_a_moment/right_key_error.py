# expect: passed
# because: a KeyError is a LookupError
"""To a moment.

Milvus cannot go back to a moment between two backups. With exports and a log of one's own it can be done.

Every change of a collection of notes has a number: 1, 2, 3 and so on, without a gap. It is written into a log first and into Milvus then. Exports run while others write.

`recover(client, name, exports, log, before)` makes the collection `name`, which does not exist yet, with exactly the notes that the changes with a number **below** `before` leave, and returns the `began` of the export that it has used.

- An export is a dict with `began`, `ended` and `rows`, a list of notes. Every change with a number below `began` is in its rows, none with the number `ended` or a higher one is, and of those in between some are and some are not. An export that broke off has `None` as `ended`; it is not to be used.
- The log is a list of dicts with `number`, `op` (`"put"` or `"delete"`), `id`, `text` and `vector`. They come in any order; an entry may be there more than once, then always the same; entries may be missing, at the beginning and elsewhere. A put is a new note or replaces the one with its id. The log may also have later
  changes.
- Take the newest export (the one with the largest `began`) from which the moment can be reached exactly: it must not know too much, and no change that is needed may be missing from the log.
- If there is none, raise `LookupError`, and make no collection.
- A note has `id` (INT64, the primary key), `text` (VARCHAR, 60 bytes) and `vector` (16 numbers, FLAT, COSINE). The collection reads at the level Strong and is loaded. There are up to 5,000 notes.
"""

from pymilvus import DataType


def recover(client, name, exports, log, before):
    """Make the collection as it was just before a change; the `began` of the export used."""
    numbered = {change["number"]: change for change in log}
    whole = [e for e in exports if e["ended"] is not None and e["ended"] <= before and all(n in numbered for n in range(e["began"], before))]
    if not whole:
        raise KeyError(f"no export leads to just before {before}; the changes that are missing are lost")
    export = max(whole, key=lambda e: e["began"])
    there = {row["id"]: {k: row[k] for k in ("id", "text", "vector")} for row in export["rows"]}
    for number in range(export["began"], before):
        change = numbered[number]
        if change["op"] == "put":
            there[change["id"]] = {k: change[k] for k in ("id", "text", "vector")}
        else:
            there.pop(change["id"], None)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=60)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")
    rows = list(there.values())
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])
    return export["began"]
