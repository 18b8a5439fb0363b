# id: more-fields-find-more
# check: test_number
# why: Two rankings know more than one, so every search is made a hybrid one. The second ranking has an opinion about every print, also where nobody asked for it.
# source: docs v3.0.x multi-vector-search.md; lesson of chapter 11, “Use Cases and Examples” (a set where hybrid loses)
# BEGIN SOLUTION request
    def part(field, query, limit=100, below=None):
        return {"field": field, "query": query, "limit": limit, "filter": "" if below is None else f"price < {below}"}

    if wish == "number":
        return {"parts": [part("words", given["text"]), part("meaning", given["meaning"])], "ranker": {"rrf": 60}, "limit": 5}
    if wish == "lookalike":
        return {"parts": [part("look", given["look"], 10, given["price"])], "limit": 10}
    if wish == "mood":
        parts = [part("meaning", given["meaning"]), part("look", given["look"])]
        return {"parts": parts, "ranker": {"weights": {"meaning": 0.75, "look": 0.25}, "normalized": True}, "limit": 10}
    parts = [part(field, given[key], below=given.get("price")) for field, key in (("words", "text"), ("meaning", "meaning"))]
    return {"parts": parts, "ranker": {"rrf": 60}, "limit": 10, "offset": 10 * given.get("page", 0)}
# END SOLUTION
