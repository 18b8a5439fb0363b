# id: a-bool-is-a-number
# check: test_a_wrong_value
# why: isinstance(value, int) reads as "a whole number", and True passes: bool is a subclass of int.
# source: docs.python.org/3.11, Numeric Types ("Booleans are a subtype of integers"); run here: Milvus Lite 3.2.2 finds a row with year: true by `year < 1980`
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
    if kind == "float":
        return isinstance(value, (int, float)) and math.isfinite(value)
    return isinstance(value, {"text": str, "int": int, "bool": bool}[kind])
# END SOLUTION
