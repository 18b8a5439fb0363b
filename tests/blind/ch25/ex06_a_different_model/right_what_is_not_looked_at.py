# expect: passed
# because: with keys that belong to a different way
def migrate(collection, **given):
    """How a collection comes to a different model."""
    if collection == "drafts":
        return {"way": "in place", "per_day": given["documents"]}
    if collection == "sessions":
        return {"way": "as they come", "per_day": 3, "both": True}
    if collection == "archive":
        return {"way": "not at all", "keep": 9}
    back = given.get("back", 0)
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": back, "both": back > 0}
