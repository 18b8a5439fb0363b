# expect: failed|partial
# because: 'stores **none of them**': all are stored first, others can read them, and then they are deleted again by id
import difflib
import math


def fits(value, kind):
    if kind.startswith("list of "):
        return isinstance(value, list) and all(fits(v, kind[8:]) for v in value)
    if kind == "bool" or isinstance(value, bool):
        return kind == "bool" and isinstance(value, bool)
    if kind == "float":
        return isinstance(value, (int, float)) and math.isfinite(value)
    return isinstance(value, {"text": str, "int": int}[kind])


def store(client, name, rows, agreed):
    client.insert(name, rows)
    try:
        for position, row in enumerate(rows):
            for key, value in row.items():
                if key in ("id", "vector") or key.startswith("x_"):
                    continue
                if key not in agreed:
                    near = difflib.get_close_matches(key, agreed)
                    raise ValueError(f"row {position}: {key}" + (f", rather {near[0]}" if near else ""))
                if not fits(value, agreed[key]):
                    raise ValueError(f"row {position}: {key} should be {agreed[key]}")
    except ValueError:
        client.delete(name, ids=[row["id"] for row in rows])
        raise
    return len(rows)
