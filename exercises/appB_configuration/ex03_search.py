"""Find a parameter by what it does.

The reference has six hundred names, and you know only what is wrong. Put it into Milvus and make it answer.

`store(client, name, rows)` creates the collection `name`, whose schema is yours to choose, and fills it. A row is a dict with

- `id`: a whole number
- `name`: a parameter such as `proxy.maxFieldNum`, none twice
- `note`: what it does, in words; may be empty
- `versions`: the versions that have it, one or both of `"2.3.5"` and `"3.0"`

There are up to 3,000 rows. No name is longer than 200 characters, no note longer than 500.

`find(client, name, text, version, k)` returns the names of at most `k` parameters (1 to 50) that `version` has, best first:

1. If `text` is the name of a parameter, in any spelling, this one comes first. Capitals, dots, underscores and slashes do not count, and neither do blanks around it.
2. Then come those that share a word with `text`, in the order of Milvus' full text search (BM25) over the words of the name and of the note together. Of words that all parameters of a collection have alike, nothing is asked.

The words of a name: it is cut at dots and underscores, and before each capital letter that follows a small letter or a digit. `proxy.maxFieldNum` has the words proxy, max, field, num. Capitals do not matter in any word. Whether `text` is also cut before its capitals is yours.

A parameter that shares no word and is not the one that is named is not in the answer, and none stands in it twice. If nothing is found, or `text` is empty or blank, the answer is an empty list. `text` may hold any characters.

Each collection is searched by itself, and `find` may run in a different process than `store`. Do not read the whole collection for one answer.
"""

import re

from pymilvus import DataType, Function, FunctionType
from grader.learner import NotStarted


def store(client, name, rows):
    """Create the collection and fill it."""
    raise NotStarted("store")


def find(client, name, text, version, k):
    """Names of parameters, best first."""
    raise NotStarted("find")
