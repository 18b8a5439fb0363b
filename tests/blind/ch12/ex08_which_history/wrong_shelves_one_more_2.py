# expect: failed|partial
# because: shelves: 'in at most `back` times as many rows': one edition more is kept, as for a catalog
def history(collection, **given):
    """How the past of a collection is kept."""
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"] + 1}
    raise ValueError(collection)
