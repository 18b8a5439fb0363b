# expect: failed|partial
# because: catalog: pieces are written where readers read
def history(collection, **given):
    if collection == "catalog":
        return {"keep": "versions", "retain": 1}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
