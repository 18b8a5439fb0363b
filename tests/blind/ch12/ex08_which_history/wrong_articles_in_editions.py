# expect: failed|partial
# because: articles: 'what one writer did can be taken back, and what others did stays': an edition takes back everybody's work
def history(collection, **given):
    """How the past of a collection is kept."""
    if collection == "prices":
        return {"keep": "versions", "retain": given["days"]}
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "articles":
        return {"keep": "editions", "every": 1, "last": given["days"] + 1}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    raise ValueError(collection)
