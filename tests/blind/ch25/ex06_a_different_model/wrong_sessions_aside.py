# expect: failed|partial
# because: sessions are embedded twice
def migrate(collection, **given):
    """How a collection comes to a different model."""
    if collection == "drafts":
        return {"way": "in place", "per_day": given["documents"]}
    if collection == "sessions":
        return {"way": "aside", "per_day": given["documents"], "keep": 0, "both": False}
    if collection == "archive":
        return {"way": "not at all"}
    back = given.get("back", 0)
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": back, "both": back > 0}
