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
from grader.learner import NotStarted


class StoreError(Exception):
    """The notes cannot be read or written now."""


class Notes:
    """Notes that are found by meaning."""

    raise NotStarted("Notes")
