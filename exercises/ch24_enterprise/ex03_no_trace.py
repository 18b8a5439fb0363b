"""Erasure that leaves no trace.

A person asks to be erased. Their documents lie in several collections, and other people's documents name them as a reader. Write

    traces(client, login, names)      # {"letters": [17, 4711], …}: for each name, the ids of the rows that mention the login, ascending
    erase(client, login, names)       # {"letters": {"deleted": 3, "changed": 2}, …}: erase them, and say what was done

Every collection has `id` (INT64, the key), `owner` (VARCHAR), `readers` (ARRAY of VARCHAR, up to 20), `title`, `vector`, and a dynamic field; it reads at the level Strong. There may be 5,000 rows of a person, and 5,000 that they read.

- A row **mentions** a login if `owner` is equal to it, or `readers` has it. `"ada"`, `"Ada"`, `"ada2"` and `"ada "` are four people. A login is any text of up to 60 bytes, with quotes and backslashes too. Titles do not count.
- `erase` deletes a row that the person owns. A row of someone else that names them as a reader stays, without the login among its readers (wherever it stands and however often), the other readers in their order, and everything else as it was: title, every number of the vector, whatever stands in the dynamic field.
- `names` are names of collections or aliases. They are done one after the other, and each receipt says what was found at that time: an alias of a collection that has been done already gives `{"deleted": 0, "changed": 0}`, and so do a second call and a name that stands in `names` twice, whose last receipt counts.
- No names: `{}`. `traces` only reads, and neither touches a collection that is not among the names.
"""

import json
from grader.learner import NotStarted


def traces(client, login, names):
    """Where a login is mentioned."""
    raise NotStarted("traces")


def erase(client, login, names):
    """Erase a person; a receipt for each name."""
    raise NotStarted("erase")
