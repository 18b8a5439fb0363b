# expect: failed|partial
# because: 'It returns a **set** of words': a sorted list
WIDER = {"INT8": ["INT16", "INT32", "INT64"], "INT16": ["INT32", "INT64"], "INT32": ["INT64"], "FLOAT": ["DOUBLE"]}


def who_breaks(old, new):
    broken, lost = set(), False
    before, after = old["fields"], new["fields"]
    if old.get("dynamic") and not new.get("dynamic"):
        broken.add("writer")
    for name, field in after.items():
        needed = not field.get("nullable") and "default" not in field
        could_miss = name not in before or before[name].get("nullable") or "default" in before[name]
        if needed and could_miss:
            broken.add("writer")
    for name, was in before.items():
        now = after.get(name)
        if now is None:
            broken.add("reader")
            if new.get("dynamic"):
                lost = True
            else:
                broken.add("writer")
            continue
        same = now["type"] == was["type"]
        wider = now["type"] in WIDER.get(was["type"], ())
        if not (same or wider):
            broken |= {"writer", "reader"}
        if same and (now.get("dim") != was.get("dim") or now.get("max_length", 0) < was.get("max_length", 0)):
            broken.add("writer")
        if now.get("nullable") and not was.get("nullable"):
            broken.add("reader")
    if lost and "writer" not in broken:
        broken.add("swallowed")
    return sorted(broken)
