# expect: failed|partial
# because: 'documents, arrivals, budget, nights' are given: the numbers of the example are written into the design
def migrate(collection, **given):
    """How a collection comes to a different model."""
    match collection:
        case "articles":
            return {"way": "aside", "per_day": 10, "keep": 5, "both": True}
        case "wiki":
            return {"way": "aside", "per_day": 10, "keep": 0, "both": False}
        case "drafts":
            return {"way": "in place", "per_day": max(1, given["documents"])}
        case "sessions":
            return {"way": "as they come"}
        case "archive":
            return {"way": "not at all"}
