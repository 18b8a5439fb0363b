# expect: failed|partial
# because: a second collection where there is no room
def migrate(collection, **given):
    """How a collection comes to a different model."""
    if collection == "drafts":
        return {"way": "aside", "per_day": given["documents"], "keep": 0, "both": False}
    if collection == "sessions":
        return {"way": "as they come"}
    if collection == "archive":
        return {"way": "not at all"}
    back = given.get("back", 0)
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": back, "both": back > 0}
