# expect: passed
# because: clients in a dict behind a lock, the existence of the collection looked at once as before, everything read at Strong
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

import threading

from pymilvus import MilvusClient

_lock = threading.Lock()
_clients = {}


def connected(uri, name):
    """A client that is ready, made and looked at once."""
    with _lock:
        if (uri, name) not in _clients:
            client = next((c for (u, _), c in _clients.items() if u == uri), None) or MilvusClient(uri)
            if not client.has_collection(name):
                raise LookupError(name)
            _clients[uri, name] = client
        return _clients[uri, name]


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    if not notes:
        return
    newest = {note["id"]: note for note in notes}  # the last one of an id counts, as it did one by one
    connected(uri, name).upsert(name, list(newest.values()))


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    found = connected(uri, name).search(
        name, data=[vector], limit=k, output_fields=["word"], consistency_level="Strong"
    )
    return [hit.get("word") for hit in found[0]]


def words_of(uri, name, ids):
    """The word of each id, None where there is none."""
    if len(ids) == 0:
        return []
    known = dict.fromkeys(ids)
    for row in connected(uri, name).query(name, filter=f"id in {list(known)}", output_fields=["word"], consistency_level="Strong"):
        known[row["id"]] = row["word"]
    return [known[id] for id in ids]
