# id: as-deep-as-the-page
# check: test_more
# why: To show places 21 to 30 a ranking has to be 30 long. Then every page is cut from another fusion, and rows that are good in both rankings come too late.
# source: docs v3.0.x multi-vector-search.md (limit of a request against limit of the whole)
# BEGIN SOLUTION request
    def part(field, query, limit=100, below=None):
        return {"field": field, "query": query, "limit": limit, "filter": "" if below is None else f"price < {below}"}

    if wish == "number":
        return {"parts": [part("words", given["text"], 5)], "limit": 5}
    if wish == "lookalike":
        return {"parts": [part("look", given["look"], 10, given["price"])], "limit": 10}
    if wish == "mood":
        parts = [part("meaning", given["meaning"]), part("look", given["look"])]
        return {"parts": parts, "ranker": {"weights": {"meaning": 0.75, "look": 0.25}, "normalized": True}, "limit": 10}
    parts = [part(field, given[key], 10 + 10 * given["page"] if "page" in given else 100, below=given.get("price")) for field, key in (("words", "text"), ("meaning", "meaning"))]
    return {"parts": parts, "ranker": {"rrf": 60}, "limit": 10, "offset": 10 * given.get("page", 0)}
# END SOLUTION
