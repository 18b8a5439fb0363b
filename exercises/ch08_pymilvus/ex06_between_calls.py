"""Bug hunt: between calls.

A reading room remembers what its readers look at. The collection `name` has `id` (INT64, primary key), `vector` (32 numbers, COSINE)
and `word` (VARCHAR, empty for some), was loaded when the room opened, and stays. Three functions serve the readers:

- `remember(uri, name, notes)` → None. Stores the notes, dicts with these three fields, up to 1,000 of them; a note whose id is there already is replaced.
  The next `similar` and the next `words_of` of this process find them. No id comes twice in one call. Other processes replace
  notes too, and a moment later their words are found here.
- `similar(uri, name, vector, k)` → the words of the k nearest notes, nearest first.
- `words_of(uri, name, ids)` → their words, in the order of the ids; `None` for an id that is not there. Up to 200 ids.

No wrong answer has been seen so far. But the page takes seconds, and the colleague who wrote the code below blames Milvus. The
server is bored: a search takes it two milliseconds. Find out what happens **between** the calls that do the work, and fix it:

- a search that has been made ready costs one call: `similar`, called again and again, sends one Search each time and nothing else,
- `remember` sends one message, `words_of` one question,
- nothing is flushed, loaded, counted or described that need not be, and no connection is made twice.

The functions are called thousands of times in one process, with the same `uri` and `name`.
"""

from pymilvus import MilvusClient


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    for note in notes:
        client = connected(uri, name)
        client.upsert(name, [note])
        client.flush(name)  # so that it can be found
        client.close()


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    client = connected(uri, name)
    hits = client.search(name, data=[vector], limit=k)[0]
    client.close()
    return words_of(uri, name, [hit["id"] for hit in hits])


def words_of(uri, name, ids):
    """The word of each id, None where there is none."""
    words = []
    for id in ids:
        client = connected(uri, name)
        rows = client.get(name, ids=[id], output_fields=["word"])
        words.append(rows[0]["word"] if rows else None)
        client.close()
    return words


def connected(uri, name):
    """A client that is ready for anything."""
    client = MilvusClient(uri, dedicated=True)  # a connection of its own, so that calls do not disturb each other
    if not client.has_collection(name):
        raise LookupError(name)
    client.load_collection(name)
    return client
