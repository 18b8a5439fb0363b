# expect: failed|partial
# because: 'found nowhere from the erased-th midnight after': an edition for each midnight keeps who was erased until it is dropped itself
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
        return {"keep": "editions", "every": 1, "last": given["midnights"]}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    raise ValueError(collection)
