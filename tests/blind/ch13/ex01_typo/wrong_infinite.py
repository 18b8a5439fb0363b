# expect: failed|partial
# because: 'a `float` that is **finite**': inf and nan pass
import difflib
import math


def fits(value, kind):
    if kind == "text":
        return isinstance(value, str)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "float":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "bool":
        return isinstance(value, bool)
    return isinstance(value, list) and all(fits(item, kind.removeprefix("list of ")) for item in value)


def store(client, name, rows, agreed):
    for position, row in enumerate(rows):
        for key, value in row.items():
            if key in ("id", "vector") or key.startswith("x_"):
                continue
            if key not in agreed:
                close = difflib.get_close_matches(key, agreed)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                raise ValueError(f"row {position}: the key {key!r} was not agreed on{hint}")
            if not fits(value, agreed[key]):
                raise ValueError(f"row {position}: {key!r} has to be {agreed[key]}, and is {value!r}")
    if rows:
        client.insert(name, rows)
    return len(rows)
