# expect: failed|partial
# because: shelves: a copy a night, thrown away before the inventory is asked for
def history(collection, **given):
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "shelves":
        return {"keep": "editions", "every": 1, "last": given["back"]}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
