# expect: failed|partial
# because: 'stores **none of them** and raises': the right rows are stored, then the error is raised
import difflib
import math


def fits(value, kind):
    if kind == "bool":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if kind == "text":
        return isinstance(value, str)
    if kind == "int":
        return isinstance(value, int)
    if kind == "float":
        return isinstance(value, (int, float)) and math.isfinite(value)
    return isinstance(value, list) and all(fits(item, kind[8:]) for item in value)


def store(client, name, rows, agreed):
    good, errors = [], []
    for position, row in enumerate(rows):
        wrong = None
        for key, value in row.items():
            if key in ("id", "vector") or key.startswith("x_"):
                continue
            if key not in agreed:
                wrong = f"row {position}: {key} is not agreed on; {difflib.get_close_matches(key, agreed)[:1]}"
            elif not fits(value, agreed[key]):
                wrong = f"row {position}: {key} must be {agreed[key]}"
        if wrong:
            errors.append(wrong)
        else:
            good.append(row)
    if good:
        client.insert(name, good)
    if errors:
        raise ValueError(errors[0])
    return len(rows)
