# expect: partial|failed
# because: lengths as in the statement, 100 and 5,000; Milvus counts bytes, and a character has up to four
"""Callers never know.

A program keeps notes and finds them by meaning. Today they are in Milvus. No caller of your class should be able to tell: no
client, collection, vector, filter, hit or exception of pymilvus gets out. Design the class `Notes`.

    notes = Notes(client, name, embed)            # makes the collection if there is none
    notes.add("tea", "Green tea wants 70 degrees.", "ann")
    notes.get("tea")                              # {"id": "tea", "text": "Green tea wants 70 degrees.", "author": "ann"}
    notes.like("how hot for tea?", 3)             # [("tea", 0.83), …]: id and cosine similarity, best first
    notes.like("how hot for tea?", 3, author="bob")
    notes.remove("tea")                           # True: it was there
    len(notes)

- `embed` gets a list of texts and returns a list of vectors, 32 numbers each.
- An id or an author is any text of 1 to 100 characters, a note one of up to 5,000: quotes, backslashes, line breaks and emoji included.
  A character has up to four bytes.
- `add` replaces a note that has the same id. `get` of an unknown id raises `KeyError`; `remove` of one returns `False`.
- Each call sees all that was done before it, also by other processes with the same `name`. A second `Notes` on the same `name`
  finds the notes of the first.
- When Milvus refuses or cannot be reached, `StoreError` is raised, whatever came from below.

How the rows look is yours to decide.
"""

import hashlib
from contextlib import contextmanager

import grpc
from pymilvus import DataType, MilvusException


class StoreError(Exception):
    """The notes cannot be read or written now."""


@contextmanager
def ours():
    """What comes from below becomes a StoreError."""
    try:
        yield
    except (MilvusException, grpc.RpcError) as error:
        raise StoreError(str(error)) from None


def digest(text):
    """A key that needs no quoting, the same in each process."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class Notes:
    """Notes that are found by meaning."""

    FIELDS = ["id", "text", "author"]

    def __init__(self, client, name, embed):
        self._client, self._name, self._embed = client, name, embed
        with ours():
            if not client.has_collection(name):
                self._make()

    def _make(self):
        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=64)
        schema.add_field("id", DataType.VARCHAR, max_length=100)
        schema.add_field("text", DataType.VARCHAR, max_length=5_000)
        schema.add_field("author", DataType.VARCHAR, max_length=100)
        schema.add_field("author_key", DataType.VARCHAR, max_length=64)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = self._client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
        self._client.create_collection(self._name, schema=schema, index_params=index, consistency_level="Strong")

    def _find(self, id):
        with ours():
            return self._client.query(self._name, filter=f'key == "{digest(id)}"', output_fields=self.FIELDS, consistency_level="Strong")

    def add(self, id, text, author):
        """Store a note; one that has the id already is replaced."""
        (vector,) = self._embed([text])
        row = {"key": digest(id), "id": id, "text": text, "author": author, "author_key": digest(author), "vector": list(vector)}
        with ours():
            self._client.upsert(self._name, [row])

    def get(self, id):
        """The note as a dict; KeyError if there is none."""
        rows = self._find(id)
        if not rows:
            raise KeyError(id)
        return {field: rows[0][field] for field in self.FIELDS}

    def like(self, text, k, author=None):
        """(id, cosine similarity) of the k most similar notes, best first."""
        (vector,) = self._embed([text])
        filter = "" if author is None else f'author_key == "{digest(author)}"'
        with ours():
            hits = self._client.search(
                self._name, data=[list(vector)], limit=k, filter=filter, output_fields=["id"], consistency_level="Strong"
            )[0]
        return [(hit["entity"]["id"], float(hit["distance"])) for hit in hits]

    def remove(self, id):
        """Remove a note; whether it was there."""
        if not self._find(id):
            return False
        with ours():
            self._client.delete(self._name, ids=[digest(id)])
        return True

    def __len__(self):
        with ours():
            rows = self._client.query(self._name, filter="", output_fields=["count(*)"], consistency_level="Strong")
        return int(rows[0]["count(*)"])
