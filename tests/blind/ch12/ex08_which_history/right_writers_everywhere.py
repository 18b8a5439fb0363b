# expect: passed
# because: who wrote a version is recorded where nobody asked for it, too
def history(collection, **given):
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "members":
        return dict(keep="versions", retain=given["midnights"] - 1, writer=True)
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"], "writer": True}
    if collection == "articles":
        return {"keep": "versions", "retain": given["days"], "writer": True}
