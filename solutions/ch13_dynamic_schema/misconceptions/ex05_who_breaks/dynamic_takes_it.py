# id: dynamic-takes-it
# check: test_a_field_less
# why: A dynamic field takes every key, so a field that is dropped seems to live on in it. No reader that asks for the field gets it, and nothing checks its type any more.
# source: docs v3.0.x enable-dynamic-field.md (keys that the schema does not have go into $meta); run here on Milvus Lite 3.2.2
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
    if gone and not new["dynamic"]:
        broken.add("reader")
    if not new["dynamic"] and (gone or old["dynamic"]):
        broken.add("writer")
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
