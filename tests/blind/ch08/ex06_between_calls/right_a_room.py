# expect: passed
# because: an object per room that keeps its client; the three functions hand on to it
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


class Room:
    """The notes of one collection, and the connection to them."""

    rooms = {}

    def __init__(self, uri, name):
        self.client, self.name = MilvusClient(uri), name

    @classmethod
    def at(cls, uri, name):
        try:
            return cls.rooms[uri, name]
        except KeyError:
            return cls.rooms.setdefault((uri, name), cls(uri, name))

    def store(self, notes):
        self.client.upsert(collection_name=self.name, data=notes)

    def near(self, vector, k):
        (hits,) = self.client.search(self.name, data=[vector], anns_field="vector", limit=k, output_fields=["word"], consistency_level="Session")
        return hits

    def rows(self, ids):
        return self.client.get(self.name, ids=ids, output_fields=["word"], consistency_level="Session")


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    if len(notes) > 0:
        Room.at(uri, name).store(list(notes))


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    return [hit["entity"]["word"] for hit in Room.at(uri, name).near(vector, k)]


def words_of(uri, name, ids):
    """The word of each id, None where there is none."""
    rows = Room.at(uri, name).rows(sorted(set(ids))) if ids else []
    return list(map({row["id"]: row["word"] for row in rows}.get, ids))
