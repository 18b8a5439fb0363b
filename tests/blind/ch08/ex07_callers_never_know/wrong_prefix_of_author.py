# expect: partial|failed
# because: finds the author with like "…%", so the notes of annabel are ann's as well
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

import functools

import grpc
from pymilvus import DataType, MilvusException


class StoreError(Exception):
    """The notes cannot be read or written now."""


def quoted(text):
    """A text of the filter language."""
    for plain, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(plain, written)
    return f'"{text}"'


def guarded(method):
    @functools.wraps(method)
    def wrapper(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except (MilvusException, grpc.RpcError) as error:
            raise StoreError(f"{method.__name__}: {type(error).__name__}") from error

    return wrapper


class Notes:
    """Notes that are found by meaning."""

    @guarded
    def __init__(self, client, name, embed):
        self.__client = client
        self.__name = name
        self.__embed = embed
        if not client.has_collection(name):
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=100 * 4)
            schema.add_field("text", DataType.VARCHAR, max_length=5000 * 4)
            schema.add_field("author", DataType.VARCHAR, max_length=100 * 4)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
            index = client.prepare_index_params()
            index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
            client.create_collection(name, schema=schema, index_params=index)

    @guarded
    def __read(self, filter, fields):
        return self.__client.query(self.__name, filter=filter, output_fields=fields, consistency_level="Strong")

    @guarded
    def add(self, id, text, author):
        vector = self.__embed([text])[0]
        self.__client.upsert(self.__name, [{"id": id, "text": text, "author": author, "vector": vector}])

    def get(self, id):
        rows = self.__read(f"id == {quoted(id)}", ["id", "text", "author"])
        for row in rows:
            return dict(id=row["id"], text=row["text"], author=row["author"])
        raise KeyError(id)

    @guarded
    def like(self, text, k, author=None):
        options = {} if author is None else {"filter": f"author like {quoted(author + '%')}"}
        found = self.__client.search(
            self.__name, data=self.__embed([text]), anns_field="vector", limit=k, output_fields=["id"], consistency_level="Strong", **options
        )
        return [(hit["id"], hit["distance"]) for hit in found[0]]

    @guarded
    def remove(self, id):
        there = bool(self.__read(f"id == {quoted(id)}", ["id"]))
        if there:
            self.__client.delete(self.__name, filter=f"id == {quoted(id)}")
        return there

    def __len__(self):
        return self.__read("", ["count(*)"])[0]["count(*)"]
