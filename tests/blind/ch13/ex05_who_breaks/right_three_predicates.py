# expect: passed
# because: three functions, one for each word, made of any() over pairs of fields
ORDER = ["INT8", "INT16", "INT32", "INT64"]


def optional(field):
    return bool(field.get("nullable", False)) or "default" in field


def reads(was, now):
    """Does a reader of the one type understand the other?"""
    if was.get("dim") != now.get("dim"):
        return False
    a, b = was["type"], now["type"]
    if a in ORDER and b in ORDER:
        return ORDER.index(a) <= ORDER.index(b)
    return a == b or (a, b) == ("FLOAT", "DOUBLE")


def holds(was, now):
    """Can the new field hold all values of the old one?"""
    if not reads(was, now):
        return False
    if was["type"] == "VARCHAR":
        return was["max_length"] <= now["max_length"]
    return was.get("dim") == now.get("dim")


def refused(old, new):
    pairs = [(was, new["fields"].get(name)) for name, was in old["fields"].items()]
    return (
        any(not optional(f) for name, f in new["fields"].items() if name not in old["fields"])
        or any(now is None and not new.get("dynamic", False) for _, now in pairs)
        or any(now is not None and (not holds(was, now) or optional(was) and not optional(now)) for was, now in pairs)
        or (old.get("dynamic", False) and not new.get("dynamic", False))
    )


def unreadable(old, new):
    for name, was in old["fields"].items():
        now = new["fields"].get(name)
        if now is None or not reads(was, now) or (now.get("nullable", False) and not was.get("nullable", False)):
            return True
    return False


def who_breaks(old, new):
    words = set()
    if refused(old, new):
        words.add("writer")
    elif set(old["fields"]) - set(new["fields"]):
        words.add("swallowed")
    if unreadable(old, new):
        words.add("reader")
    return words
