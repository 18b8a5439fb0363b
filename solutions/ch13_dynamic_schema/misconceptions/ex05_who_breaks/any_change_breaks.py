# id: any-change-breaks
# check: test_types
# why: A type is a contract, so any other type breaks it. But a reader of INT16 reads what an INT64 holds, and every old value fits.
# source: docs v3.0.x schema.md (supported data types); the statement's rule 3
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
        if not same_kind(was, field) or (field.get("nullable") and not was.get("nullable")):
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
    return field["type"] == was["type"] and field.get("dim") == was.get("dim")


def takes(field, was):
    """Whether every value of the old field is stored in the new one."""
    return same_kind(was, field) and field.get("max_length", 0) >= was.get("max_length", 0)
# END SOLUTION
