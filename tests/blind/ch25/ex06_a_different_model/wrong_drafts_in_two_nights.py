# expect: failed|partial
# because: half of the drafts each night
def migrate(collection, **given):
    """How a collection comes to a different model."""
    if collection == "drafts":
        return {"way": "in place", "per_day": given["documents"] // 2}
    if collection == "sessions":
        return {"way": "as they come"}
    if collection == "archive":
        return {"way": "not at all"}
    back = given.get("back", 0)
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": back, "both": back > 0}
