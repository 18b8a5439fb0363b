# expect: passed
# because: one case per collection, every key spelled out
def history(collection, **given):
    match collection, given:
        case "prices", {"days": days}:
            return {"keep": "versions", "retain": days, "writer": False, "ttl": None}
        case "articles", {"days": days}:
            return {"keep": "versions", "retain": days, "writer": True, "ttl": None}
        case "sessions", {"days": days}:
            return {"keep": "present", "ttl": days, "retain": None}
        case "members", {"midnights": n}:
            return {"keep": "versions", "retain": n - 1, "ttl": None}
        case "catalog", _:
            return {"keep": "editions", "last": 2, "every": 1}
        case "shelves", {"every": every, "back": back}:
            return {"keep": "editions", "last": back, "every": every}
