# id: rrf-is-always-safe
# check: test_one_useless
# why: RRF needs no tuning and is said to be a safe default. It gives each field the same vote, also the one that knows nothing.
# source: docs v3.0.x rrf-ranker.md (equal importance of all fields)
# BEGIN SOLUTION tune
    return None
# END SOLUTION
# BEGIN SOLUTION rank
    scores = {}
    for field, query in (("words", text), ("vector", list(vector))):
        for place, hit in enumerate(client.search(name, data=[query], anns_field=field, limit=DEPTH)[0], 1):
            scores[hit["id"]] = scores.get(hit["id"], 0.0) + 1 / (60 + place)
    return sorted(scores, key=lambda id: -scores[id])[:k]
# END SOLUTION
