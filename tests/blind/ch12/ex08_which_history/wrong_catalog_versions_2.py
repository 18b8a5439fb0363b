# expect: failed|partial
# because: catalog: 'last night's can come back by one call': it is kept as versions, which are written in pieces
def history(collection, **given):
    """How the past of a collection is kept."""
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "catalog":
        return {"keep": "versions", "retain": 1}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    raise ValueError(collection)
