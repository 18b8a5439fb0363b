# expect: failed|partial
# because: 'there is no room for a second collection, not for a night': a second one for one night
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given["back"], "both": True}
        case "wiki":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": 0, "both": False}
        case "drafts":
            return {"way": "aside", "per_day": max(1, given["documents"]), "keep": 0, "both": False}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "not at all"}
