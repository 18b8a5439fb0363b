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


def store(client, name, rows, agreed):
    """Store all of the rows or none; returns how many there were."""
    # BEGIN SOLUTION
    for position, row in enumerate(rows):
        for key, value in row.items():
            if key in ("id", "vector") or key.startswith("x_"):
                continue
            if key not in agreed:
                near = difflib.get_close_matches(key, agreed)
                raise ValueError(f"row {position}: {key!r} is no agreed key" + (f"; is it {near[0]!r}?" if near else ""))
            if not fits(value, agreed[key]):
                raise ValueError(f"row {position}: {key!r} is {value!r}, and {agreed[key]} was agreed on")
    if rows:
        client.insert(name, rows)
    return len(rows)


def fits(value, kind):
    """Whether a value is of an agreed type."""
    if kind.startswith("list of "):
        return isinstance(value, list) and all(fits(item, kind.removeprefix("list of ")) for item in value)
    if isinstance(value, bool):
        return kind == "bool"
    if kind == "float":
        return isinstance(value, (int, float)) and math.isfinite(value)
    return isinstance(value, {"text": str, "int": int, "bool": bool}[kind])
    # END SOLUTION
