# id: checks-as-it-goes
# check: test_all_or_nothing
# why: One loop that checks a batch and sends it reads well. The rows before the wrong one are stored by then, and stored again when the sender tries anew.
# source: docs v3.0.x insert-update-delete.md (an insert is a call of its own; there is no transaction over several)
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
        client.insert(name, [row])
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
