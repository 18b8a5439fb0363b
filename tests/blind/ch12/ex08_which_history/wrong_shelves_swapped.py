# expect: failed|partial
# because: shelves: 'the last `back` inventories, which are made every `every`-th midnight': the two numbers are exchanged
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
        return {"keep": "editions", "every": given["back"], "last": given["every"]}
    raise ValueError(collection)
