"""A schema that refuses.

A library keeps its catalog in Milvus. Whatever is wrong with a row should be refused when it arrives, not found by a
reader a year later. Write `create(client, name)`, which creates the collection with these fields and no others:

| field | what it holds | when it is left out, or None |
|---|---|---|
| `isbn` | the key: text of up to 13 bytes | refused |
| `title` | text of up to 80 bytes | refused |
| `year` | a whole number that fits into 16 bits | stored as NULL: the year is unknown |
| `copies` | a whole number of 64 bits | stored as 1 |
| `embedding` | a vector of 32 floats, compared by COSINE | refused |

A row with a field that is not in the table is also refused. Keys are given by the library, not by Milvus. Afterwards the
collection has an index, is loaded, and can be searched right away. Return nothing.
"""

from pymilvus import DataType
from grader.learner import NotStarted


def create(client, name):
    """Create the collection `name`, ready for insert and search."""
    raise NotStarted("create")
