# expect: failed|partial
# because: 'from the first day on readers use the new model': the drafts stay with the old one
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given["back"], "both": True}
        case "wiki":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": 0, "both": False}
        case "drafts":
            return {"way": "not at all"}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "not at all"}
