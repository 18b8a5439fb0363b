# expect: failed|partial
# because: one way for all of them
def history(collection, **given):
    if collection == "catalog":
        return {"keep": "versions", "retain": max([n for n in given.values()], default=1), "writer": True}
    if collection == "shelves":
        return {"keep": "versions", "retain": max([n for n in given.values()], default=1), "writer": True}
    if collection == "sessions":
        return {"keep": "versions", "retain": max([n for n in given.values()], default=1), "writer": True}
    if collection == "members":
        return {"keep": "versions", "retain": max([n for n in given.values()], default=1), "writer": True}
    if collection == "prices":
        return {"keep": "versions", "retain": max([n for n in given.values()], default=1), "writer": True}
    if collection == "articles":
        return {"keep": "versions", "retain": max([n for n in given.values()], default=1), "writer": True}
