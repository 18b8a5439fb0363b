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
- An id or an author is any text of 1 to 100 characters, a note one of 0 to 5,000: quotes, backslashes, line breaks and emoji included.
  A character has up to four bytes, and two texts that differ in anything are two.
- `add` replaces a note that has the same id, in one step: there is no moment at which neither is found. `get` of an unknown id raises `KeyError`; `remove` of one returns `False`.
- Each call sees all that was done before it, also by other processes with the same `name`. A second `Notes` on the same `name`
  finds the notes of the first.
- When Milvus refuses or cannot be reached, `StoreError` is raised, by `Notes(…)` too, whatever came from below; `raise StoreError(…) from error`
  is fine. What `embed` raises is not Milvus', and is no `StoreError`.

How the rows look is yours to decide.
"""

import grpc
from pymilvus import DataType, MilvusException


class StoreError(Exception):
    """The notes cannot be read or written now."""


class Notes:
    """Notes that are found by meaning."""

    # BEGIN SOLUTION
    def __init__(self, client, name, embed):
        self._client, self._name, self._embed = client, name, embed
        self._ask(self._prepare)

    def add(self, id, text, author):
        row = {"id": id, "text": text, "author": author, "vector": self._embed([text])[0]}
        self._ask(lambda: self._client.upsert(self._name, [row]))

    def get(self, id):
        rows = self._rows(id)
        if not rows:
            raise KeyError(id)
        return {"id": rows[0]["id"], "text": rows[0]["text"], "author": rows[0]["author"]}

    def like(self, text, k, author=None):
        vector = self._embed([text])[0]
        filter = "" if author is None else f"author == {quoted(author)}"
        hits = self._ask(
            lambda: self._client.search(self._name, data=[vector], limit=k, filter=filter, consistency_level="Strong")[0]
        )
        return [(hit["id"], float(hit["distance"])) for hit in hits]

    def remove(self, id):
        was_there = bool(self._rows(id))
        if was_there:
            self._ask(lambda: self._client.delete(self._name, filter=f"id == {quoted(id)}"))
        return was_there

    def __len__(self):
        return self._query("", ["count(*)"])[0]["count(*)"]

    def _prepare(self):
        client, name = self._client, self._name
        if not client.has_collection(name):
            schema = client.create_schema(auto_id=False)
            schema.add_field("id", DataType.VARCHAR, max_length=400, is_primary=True)
            schema.add_field("text", DataType.VARCHAR, max_length=20_000)
            schema.add_field("author", DataType.VARCHAR, max_length=400)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
            index = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
            client.create_collection(name, schema=schema, index_params=index)
        client.load_collection(name)

    def _rows(self, id):
        return self._query(f"id == {quoted(id)}", ["id", "text", "author"])

    def _query(self, filter, fields):
        return self._ask(
            lambda: self._client.query(self._name, filter=filter, output_fields=fields, consistency_level="Strong")
        )

    def _ask(self, call):
        """What the call returns; an error of pymilvus or gRPC becomes ours."""
        try:
            return call()
        except (MilvusException, grpc.RpcError) as error:
            raise StoreError("the store does not answer as it should") from error

    # END SOLUTION


# BEGIN SOLUTION quoted
def quoted(text):
    """A text as a value in a filter."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


# END SOLUTION
# BEGIN STARTER
# END STARTER
