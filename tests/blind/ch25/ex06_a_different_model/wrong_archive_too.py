# expect: failed|partial
# because: the archive like all others
def migrate(collection, **given):
    """How a collection comes to a different model."""
    if collection == "drafts":
        return {"way": "in place", "per_day": given["documents"]}
    if collection == "sessions":
        return {"way": "as they come"}
    if collection == "archive":
        return {"way": "in place", "per_day": given["documents"]}
    back = given.get("back", 0)
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": back, "both": back > 0}
