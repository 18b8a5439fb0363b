# expect: passed
# because: one client per address, one call per function, the level Session
"""Bug hunt: between calls.

A reading room remembers what its readers look at. The collection `name` has `id` (INT64, primary key), `vector` (32 numbers, COSINE)
and `word` (VARCHAR), and was loaded when the room opened. Three functions serve the readers:

- `remember(uri, name, notes)` → None. Stores the notes, dicts with these three fields, up to 1,000 of them; a note whose id is there already is replaced.
  The next `similar` and the next `words_of` of this process find them.
- `similar(uri, name, vector, k)` → the words of the k nearest notes, nearest first.
- `words_of(uri, name, ids)` → their words, in the order of the ids; `None` for an id that is not there. Up to 200 ids.

No wrong answer has been seen so far. But the page takes seconds, and the colleague who wrote the code below blames Milvus. The
server is bored: a search takes it two milliseconds. Find out what happens **between** the calls that do the work, and fix it:

- a search that has been made ready costs one call: `similar`, called again and again, sends one Search each time and nothing else,
- `remember` sends one message, `words_of` one question,
- nothing is flushed, loaded, counted or described that need not be, and no connection is made twice.

The functions are called thousands of times in one process, with the same `uri` and `name`.
"""

import functools

from pymilvus import MilvusClient


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    if notes:
        connected(uri).upsert(name, notes)


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    hits = connected(uri).search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Session")[0]
    return [hit["entity"]["word"] for hit in hits]


def words_of(uri, name, ids):
    """The word of each id, None where there is none."""
    if not ids:
        return []
    rows = connected(uri).get(name, ids=list(ids), output_fields=["id", "word"], consistency_level="Session")
    words = {row["id"]: row["word"] for row in rows}
    return [words.get(id) for id in ids]


@functools.lru_cache(maxsize=None)
def connected(uri):
    """The client of this process."""
    return MilvusClient(uri)
