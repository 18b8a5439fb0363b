# expect: passed
# because: drafts at a pace that is more than enough
def migrate(collection, **given):
    """How a collection comes to a different model."""
    if collection == "drafts":
        return {"way": "in place", "per_day": given["documents"] + given["arrivals"] + 1000}
    if collection == "sessions":
        return {"way": "as they come"}
    if collection == "archive":
        return {"way": "not at all"}
    back = given.get("back", 0)
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": back, "both": back > 0}
