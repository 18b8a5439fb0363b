"""The longest row with everything, and one row for each field that may be left out, are pushed through the new schema."""

LADDER = ("INT8", "INT16", "INT32", "INT64")


def fits(was, now):
    if was["type"] in LADDER and now["type"] in LADDER:
        return LADDER.index(was["type"]) <= LADDER.index(now["type"])
    if was["type"] == "FLOAT":
        return now["type"] in ("FLOAT", "DOUBLE")
    return (was["type"], was.get("dim")) == (now["type"], now.get("dim"))


def accepted(row, old, new):
    """None if the row is refused, else the names that land outside of all fields."""
    for name, now in new["fields"].items():
        if name in row:
            was = old["fields"].get(name)
            if was is None or not fits(was, now) or was.get("max_length", 0) > now.get("max_length", 0):
                return None
        elif not (now.get("nullable") or "default" in now):
            return None
    outside = row - new["fields"].keys()
    return None if outside and not new["dynamic"] else outside


def who_breaks(old, new):
    whole = set(old["fields"])
    rows = [whole] + [whole - {n} for n, f in old["fields"].items() if f.get("nullable") or "default" in f]
    if old["dynamic"]:
        rows.append(whole | {object()})
    results = [accepted(row, old, new) for row in rows]
    words = []
    if None in results:
        words.append("writer")
    elif any(outside & whole for outside in results):
        words.append("swallowed")
    for name, was in old["fields"].items():
        now = new["fields"].get(name)
        if now is None or not fits(was, now) or (now.get("nullable", False) and not was.get("nullable", False)):
            words.append("reader")
    return set(words)
