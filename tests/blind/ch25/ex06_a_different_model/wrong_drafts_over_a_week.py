# expect: failed|partial
# because: 'from the first day on readers use the new model' and 'each document is found on each day': in place, but over a week
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given["back"], "both": True}
        case "wiki":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": 0, "both": False}
        case "drafts":
            return {"way": "in place", "per_day": max(1, given["documents"] // 7)}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "not at all"}
