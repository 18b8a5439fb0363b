"""A model for an archive.

A radio archive wants its recordings in Milvus. You decide which fields there are; the four questions below decide whether
you decided well. A recording is a dict:

    {"number": 4711, "keywords": ["harbour", "strike"], "seconds": 95, "speaker": "Ada Null", "vector": [...]}

`number` is its key, a whole number. `keywords` are up to 8 texts of up to 30 bytes, perhaps none; any character may stand
in one, such as `steam_train` or `50% off`, only no quotation mark and no backslash. `seconds` is a whole number up to
1,000,000. `speaker` is a name of up to 60 bytes, or None when nobody speaks. The vector has 32 floats of any length; near
means COSINE.

- `create(client, name)` makes the collection.
- `store(client, name, recordings)` puts a list of recordings into it.
- `with_keyword(client, name, keyword)`: the numbers of all recordings that have exactly this keyword among theirs.
- `shorter_than(client, name, seconds)`: the numbers of all recordings that take fewer seconds.
- `without_speaker(client, name)`: the numbers of all recordings in which nobody speaks.
- `nearest_with(client, name, vector, keyword, k)`: the numbers of the `k` recordings nearest to the vector among those with
  the keyword, nearest first; fewer when there are fewer.

The first three return a list of ints in any order. There are at most 1,000 recordings. What store() stored is found at once.
"""

from pymilvus import DataType
from grader.learner import NotStarted


def create(client, name):
    """Make the collection, ready for store and search."""
    raise NotStarted("create")


def store(client, name, recordings):
    """Put all recordings in."""
    raise NotStarted("store")


def with_keyword(client, name, keyword):
    """The numbers of the recordings that have the keyword."""
    raise NotStarted("with_keyword")


def shorter_than(client, name, seconds):
    """The numbers of the recordings that take fewer seconds."""
    raise NotStarted("shorter_than")


def without_speaker(client, name):
    """The numbers of the recordings in which nobody speaks."""
    raise NotStarted("without_speaker")


def nearest_with(client, name, vector, keyword, k):
    """The numbers of the k nearest recordings with the keyword, nearest first."""
    raise NotStarted("nearest_with")
