# expect: failed|partial
# because: 'no more than budget embeddings in a night …; after nights nights': the first design of a collection is returned again, whatever is given later
DESIGNS = {}


def migrate(collection, **given):
    if collection not in DESIGNS:
        DESIGNS[collection] = design(collection, **given)
    return DESIGNS[collection]


def design(collection, **given):
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
            return {"way": "not at all"}
