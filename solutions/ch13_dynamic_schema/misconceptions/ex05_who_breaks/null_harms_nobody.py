# id: null-harms-nobody
# check: test_missing_values
# why: A schema that allows more takes all that it took, so it is called compatible. That is the writers' side; a reader meets a value that there never was.
# source: docs v3.0.x nullable-and-default.md; run here on Milvus Lite 3.2.2: a nullable field gives a reader None
# BEGIN SOLUTION
    broken = set()
    before, after = old["fields"], new["fields"]
    gone = before.keys() - after.keys()
    for name, field in after.items():
        if name not in before:
            if required(field):
                broken.add("writer")
            continue
        was = before[name]
        if not required(was) and required(field):
            broken.add("writer")
        if not takes(field, was):
            broken.add("writer")
        if not same_kind(was, field):
            broken.add("reader")
    if gone:
        broken.add("reader")
    if not new["dynamic"] and (gone or old["dynamic"]):
        broken.add("writer")
    if gone and "writer" not in broken:
        broken.add("swallowed")
    return broken


def required(field):
    """Whether a row without it is refused."""
    return not field.get("nullable") and "default" not in field


def same_kind(was, field):
    """Whether a reader of the old type understands the new one."""
    same = field["type"] == was["type"] or field["type"] in WIDER.get(was["type"], [])
    return same and field.get("dim") == was.get("dim")


def takes(field, was):
    """Whether every value of the old field is stored in the new one."""
    return same_kind(was, field) and field.get("max_length", 0) >= was.get("max_length", 0)
# END SOLUTION
