# id: scores-are-scores
# check: test_mood
# why: A score is a number between the best and the worst, so scores are weighted and added as they are. One of these is a distance, where small is near.
# source: docs v3.0.x weighted-ranker.md (scores of different metrics have to be normalized before they are added)
# BEGIN SOLUTION request
    def part(field, query, limit=100, below=None):
        return {"field": field, "query": query, "limit": limit, "filter": "" if below is None else f"price < {below}"}

    if wish == "number":
        return {"parts": [part("words", given["text"], 5)], "limit": 5}
    if wish == "lookalike":
        return {"parts": [part("look", given["look"], 10, given["price"])], "limit": 10}
    if wish == "mood":
        parts = [part("meaning", given["meaning"]), part("look", given["look"])]
        return {"parts": parts, "ranker": {"weights": {"meaning": 0.75, "look": 0.25}, "normalized": False}, "limit": 10}
    parts = [part(field, given[key], below=given.get("price")) for field, key in (("words", "text"), ("meaning", "meaning"))]
    return {"parts": parts, "ranker": {"rrf": 60}, "limit": 10, "offset": 10 * given.get("page", 0)}
# END SOLUTION
