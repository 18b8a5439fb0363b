# expect: passed
# because: keys are the hex digits of the id's UTF-8 bytes, which can be turned back; a private class speaks with Milvus
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

import grpc
from pymilvus import DataType, MilvusException


class StoreError(Exception):
    """The notes cannot be read or written now."""


class _Table:
    """Everything that is Milvus'."""

    def __init__(self, client, name):
        self.client, self.name = client, name

    def call(self, method, *args, **kwargs):
        try:
            return getattr(self.client, method)(*args, **kwargs)
        except (MilvusException, grpc.RpcError) as error:
            raise StoreError(f"{method} was not possible") from error

    def make(self):
        if self.call("has_collection", self.name):
            self.call("load_collection", self.name)
            return
        schema = self.client.create_schema(auto_id=False)
        schema.add_field("hex", DataType.VARCHAR, is_primary=True, max_length=800)
        schema.add_field("text", DataType.VARCHAR, max_length=20_000)
        schema.add_field("author", DataType.VARCHAR, max_length=800)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = self.client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
        self.call("create_collection", self.name, schema=schema, index_params=index)

    def read(self, filter, fields):
        return self.call("query", self.name, filter=filter, output_fields=fields, consistency_level="Strong")

    def write(self, row):
        self.call("upsert", self.name, data=row)

    def near(self, vector, k, filter):
        return self.call("search", self.name, data=[vector], limit=k, filter=filter, output_fields=["hex"], consistency_level="Strong")[0]

    def erase(self, key):
        self.call("delete", self.name, filter=f"hex == '{key}'")


def _pack(text):
    return text.encode().hex()


def _unpack(key):
    return bytes.fromhex(key).decode()


class Notes:
    """Notes that are found by meaning."""

    def __init__(self, client, name, embed):
        self._table, self._embed = _Table(client, name), embed
        self._table.make()

    def add(self, id, text, author):
        vector = [float(x) for x in self._embed([text])[0]]
        self._table.write({"hex": _pack(id), "text": text, "author": _pack(author), "vector": vector})

    def get(self, id):
        rows = self._table.read(f"hex == '{_pack(id)}'", ["text", "author"])
        if len(rows) == 0:
            raise KeyError(id)
        return {"id": id, "text": rows[0]["text"], "author": _unpack(rows[0]["author"])}

    def like(self, text, k, author=None):
        filter = f"author == '{_pack(author)}'" if author is not None else ""
        return [(_unpack(hit["hex"]), hit["distance"]) for hit in self._table.near(list(self._embed([text])[0]), k, filter)]

    def remove(self, id):
        try:
            self.get(id)
        except KeyError:
            return False
        self._table.erase(_pack(id))
        return True

    def __len__(self):
        return self._table.read("", ["count(*)"])[0]["count(*)"]
