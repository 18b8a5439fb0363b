# expect: failed|partial
# because: 'a document that arrives is embedded with both models': arrivals are counted once
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": given["budget"] - given["arrivals"], "keep": given["back"], "both": True}
        case "wiki":
            return {"way": "aside", "per_day": given["budget"] - given["arrivals"], "keep": 0, "both": False}
        case "drafts":
            return {"way": "in place", "per_day": max(1, given["documents"])}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "not at all"}
