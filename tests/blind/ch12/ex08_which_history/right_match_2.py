# expect: passed
# because: match with patterns; prices say explicitly that no writer is named
def history(collection, **given):
    """How the past of a collection is kept."""
    match collection, given:
        case "prices", {"days": days}:
            return {"keep": "versions", "retain": days, "writer": False}
        case "articles", {"days": days}:
            return {"keep": "versions", "retain": days, "writer": True}
        case "members", {"midnights": midnights}:
            return {"keep": "versions", "retain": midnights - 1, "writer": False}
        case "sessions", {"days": days}:
            return {"keep": "present", "ttl": days}
        case "catalog", _:
            return {"keep": "editions", "every": 1, "last": 2}
        case "shelves", {"every": every, "back": back}:
            return {"keep": "editions", "every": every, "last": back}
