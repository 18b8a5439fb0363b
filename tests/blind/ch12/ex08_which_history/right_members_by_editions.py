# expect: passed
# because: members as editions where their copies are gone in time
def history(collection, **given):
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "members":
        return {"keep": "editions", "every": 1, "last": given["midnights"]} if given["erased"] > given["midnights"] else {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
