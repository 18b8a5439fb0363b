# expect: failed|partial
# because: members: as many days as midnights keep one night too many
def history(collection, **given):
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"]}
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
