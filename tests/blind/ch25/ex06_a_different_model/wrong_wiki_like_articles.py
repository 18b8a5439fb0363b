# expect: failed|partial
# because: 'no reader will ever want to go back: the old collection goes in the night of the move': kept for some days
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given["back"], "both": True}
        case "wiki":
            return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given.get("back", 3), "both": True}
        case "drafts":
            return {"way": "in place", "per_day": max(1, given["documents"])}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "not at all"}
