# id: scores-are-scores
# check: test_both, test_one_useless
# why: Both searches return a number called distance, so the numbers are added. One is a cosine, the other has no upper end, and on Lite it is negative.
# source: docs v3.0.x weighted-ranker.md (scores of different ranges have to be normalized)
# BEGIN SOLUTION tune
    return None
# END SOLUTION
# BEGIN SOLUTION rank
    scores = {}
    for field, query in (("words", text), ("vector", list(vector))):
        for hit in client.search(name, data=[query], anns_field=field, limit=DEPTH)[0]:
            scores[hit["id"]] = scores.get(hit["id"], 0.0) + hit["distance"]
    return sorted(scores, key=lambda id: -scores[id])[:k]
# END SOLUTION
