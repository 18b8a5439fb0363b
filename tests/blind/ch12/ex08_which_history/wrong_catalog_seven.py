# expect: failed|partial
# because: 'Nothing stays longer than a promise needs it': a week of catalogs is kept
def history(collection, **given):
    """How the past of a collection is kept."""
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 7}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    raise ValueError(collection)
