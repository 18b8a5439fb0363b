# id: in-every-ranking
# check: test_rrf
# why: Fusion sounds like agreement, so only what all rankings have is kept. A thing that one ranking puts first and another does not know is lost.
# source: docs v3.0.x rrf-ranker.md (an id that one search alone has found keeps the score of that one)
# BEGIN SOLUTION rrf
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    both = {id: score for id, score in scores.items() if all(id in ranking for ranking in rankings)}
    return sorted(both.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
# END SOLUTION
