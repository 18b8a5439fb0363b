# expect: passed
# because: plays it: sample values that each type can hold are sent and read, instead of comparing types
BITS = {"INT8": 8, "INT16": 16, "INT32": 32, "INT64": 64}


def samples(field):
    """(kind, size) of the largest value of a field."""
    kind = field["type"]
    if kind in BITS:
        return ("whole", BITS[kind])
    if kind in ("FLOAT", "DOUBLE"):
        return ("real", {"FLOAT": 4, "DOUBLE": 8}[kind])
    if kind == "VARCHAR":
        return ("text", field["max_length"])
    return (kind, field.get("dim"))


def stores(field, value):
    kind, size = samples(field)
    if kind != value[0]:
        return False
    return size >= value[1] if kind in ("whole", "real", "text") else size == value[1]


def may_miss(field):
    return field.get("nullable", False) or "default" in field


def rows(schema):
    """A row with everything, and rows with one thing missing."""
    full = {name: samples(field) for name, field in schema["fields"].items()}
    yield full
    for name, field in schema["fields"].items():
        if may_miss(field):
            yield {k: v for k, v in full.items() if k != name}
    if schema.get("dynamic"):
        yield {**full, "\0 a key that nobody has": ("any", 0)}


def takes(schema, row):
    for name, value in row.items():
        if name in schema["fields"]:
            if not stores(schema["fields"][name], value):
                return False
        elif not schema.get("dynamic"):
            return False
    return all(name in row or may_miss(field) for name, field in schema["fields"].items())


def who_breaks(old, new):
    result = set()
    if not all(takes(new, row) for row in rows(old)):
        result.add("writer")
    elif any(name not in new["fields"] for name in old["fields"]):
        result.add("swallowed")
    for name, was in old["fields"].items():
        now = new["fields"].get(name)
        if not now:
            result.add("reader")
            continue
        longer = {**now, "max_length": was.get("max_length")}
        if not stores(longer, samples(was)):
            result.add("reader")
        if now.get("nullable", False) and not was.get("nullable", False):
            result.add("reader")
    return result
