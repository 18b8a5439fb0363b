# expect: failed|partial
# because: 'no second collection': a new one for what arrives
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given["back"], "both": True}
        case "wiki":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": 0, "both": False}
        case "drafts":
            return {"way": "in place", "per_day": max(1, given["documents"])}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "as they come"}
