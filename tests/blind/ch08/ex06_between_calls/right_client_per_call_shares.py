# expect: passed
# because: a client of its own for each call, closed afterwards, but without dedicated: the clients of one address share a connection, and Milvus hears one Connect
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

from pymilvus import MilvusClient


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    if notes:
        client = connected(uri)
        client.upsert(name, notes)
        client.close()


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    client = connected(uri)
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Session")[0]
    client.close()
    return [hit["entity"]["word"] for hit in hits]


def words_of(uri, name, ids):
    """The word of each id, None where there is none."""
    if not ids:
        return []
    client = connected(uri)
    rows = client.get(name, ids=list(ids), output_fields=["id", "word"], consistency_level="Session")
    client.close()
    words = {row["id"]: row["word"] for row in rows}
    return [words.get(id) for id in ids]


def connected(uri):
    """The client of this process."""
    return MilvusClient(uri)
