# id: absent-is-last
# check: test_rrf
# why: Whoever is not in a list must come behind its last, it seems, and gets that place. But a short list then gives more to strangers than a long one gives to its own.
# source: docs v3.0.x rrf-ranker.md (N/A counts nothing)
# BEGIN SOLUTION rrf
    everyone = {id for ranking in rankings for id in ranking}
    scores = {id: sum(1 / (k + (ranking.index(id) if id in ranking else len(ranking)) + 1) for ranking in rankings) for id in everyone}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
# END SOLUTION
