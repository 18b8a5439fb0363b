"""Bug hunt: the count that lies.

A colleague loads a catalogue of words into Milvus, in batches, and can go on where a load was interrupted. It has worked on
her machine for weeks. On the server two people complain:

1. the dashboard shows 0 rows for hours while searches find hundreds, and after a clean-up it still shows the old number;
2. after an interrupted load some words are in the collection twice, and after a clean-up some are never loaded.

Nothing raises an error. Find what is wrong, and mend it. Change no function's name or arguments, and do not let a function
flush: that is seconds for every call, and a small segment each time.

- `live_rows(client, name)` → how many rows a reader would find now: everything acknowledged before the call, without what
  was deleted
- `purge(client, name, ids)` → deletes the rows with these ids, and returns how many rows are left
- `resume(client, name, rows, batch=200)` → inserts those of `rows` that are not in the collection, in batches of at most
  `batch`, and returns how many that were. `rows` are dicts with `id`, `vector` and `word`, at most 5,000; no id comes twice
  among them. Any of them may be there already, in any order, from an earlier load or from somebody else; what is there
  stays as it is. The collection may hold any number of rows.
"""


def live_rows(client, name):
    """How many rows a reader would find now."""
    return int(client.get_collection_stats(name)["row_count"])


def purge(client, name, ids):
    """Delete rows; how many are left."""
    before = live_rows(client, name)
    client.delete(name, ids=ids)
    return before - len(ids)


def resume(client, name, rows, batch=200):
    """Insert the rows that are not there yet; how many that were."""
    done = live_rows(client, name)
    missing = rows[done:]
    for start in range(0, len(missing), batch):
        client.insert(name, missing[start : start + batch])
    return len(missing)
