# expect: failed|partial
# because: twice as much instead of three times
def request(wish, **given):
    """The parts, the ranker and the limits."""
    def part(field, query, limit=100, below=None):
        return {"field": field, "query": query, "limit": limit, "filter": "" if below is None else f"price < {below}"}

    if wish == "number":
        return {"parts": [part("words", given["text"], 5)], "limit": 5}
    if wish == "lookalike":
        return {"parts": [part("look", given["look"], 10, given["price"])], "limit": 10}
    if wish == "mood":
        parts = [part("meaning", given["meaning"]), part("look", given["look"])]
        return {"parts": parts, "ranker": {"weights": {"meaning": 0.66, "look": 0.33}, "normalized": True}, "limit": 10}
    parts = [part(field, given[key], below=given.get("price")) for field, key in (("words", "text"), ("meaning", "meaning"))]
    return {"parts": parts, "ranker": {"rrf": 60}, "limit": 10, "offset": 10 * given.get("page", 0)}
