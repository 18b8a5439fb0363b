"""A table, its numbers put in where they are given; members by editions where these are old soon enough."""


def history(collection, **given):
    table = {
        "prices": ("versions", {"retain": given.get("days")}),
        "articles": ("versions", {"retain": given.get("days"), "writer": True}),
        "catalog": ("editions", {"every": 1, "last": 2}),
        "sessions": ("present", {"ttl": given.get("days")}),
        "shelves": ("editions", {"every": given.get("every"), "last": given.get("back")}),
    }
    if collection == "members":
        few = given["midnights"]
        table["members"] = ("editions", {"every": 1, "last": few}) if few <= given["erased"] else ("versions", {"retain": few - 1})
    keep, more = table[collection]
    return {"keep": keep, **more}
