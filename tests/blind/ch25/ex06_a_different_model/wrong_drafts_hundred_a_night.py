# expect: failed|partial
# because: 'each document is found on each day': a hundred a night, which is enough for few drafts only
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given["back"], "both": True}
        case "wiki":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": 0, "both": False}
        case "drafts":
            return {"way": "in place", "per_day": 100}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "not at all"}
