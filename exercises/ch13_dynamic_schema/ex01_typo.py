"""The typo that no schema refuses.

A collection of recordings has the fields `id` and `vector`; whatever else a row says goes into its dynamic field. A row with the key
`titel` is stored as readily as one with `title`, and only a search that finds nothing shows it. So the team has agreed on the keys:

    agreed = {"title": "text", "year": "int", "length": "float", "live": "bool", "players": "list of text"}

Write `store(client, name, rows, agreed)`, which stores the rows and returns how many there were, or stores **none of them** and raises
`ValueError`:

- Each row has `id` and `vector`, which Milvus checks itself, and any of the agreed keys. None of them has to be there.
- A key that begins with `x_` belongs to its writer, and holds any value.
- Any other key is refused. The message names the position of the row in `rows`, counted from 0, and the key. If
  `difflib.get_close_matches(key, agreed)` finds an agreed key, the message also names the first one that it finds.
- A value of a type that was not agreed on is refused, and the message names the position, the key and the type that was agreed on.

| agreed | what is one |
|:---|:---|
| `"text"` | a `str`, which may be empty |
| `"int"` | an `int`: neither `True` nor `3.0` is one |
| `"float"` | an `int` or a `float` that is finite, and no `bool` |
| `"bool"` | `True` or `False` |
| `"list of text"` and so on | a list, which may be empty, of such values |

`None` is a value of none of these types: if there is nothing to say, the key is left out. If several things are wrong, one of them is named. The rows
are many, and `store` gets them as a list.
"""

import difflib
import math
from grader.learner import NotStarted


def store(client, name, rows, agreed):
    """Store all of the rows or none; returns how many there were."""
    raise NotStarted("store")
