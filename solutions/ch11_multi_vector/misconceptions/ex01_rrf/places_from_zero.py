# id: places-from-zero
# check: test_rrf
# why: enumerate() counts from 0, and so do lists; the formula's ranks begin at 1. With k = 60 the order hardly changes, so nobody notices, and with small k it does.
# source: docs v3.0.x rrf-ranker.md (ranks begin at 1: 1/(60+1)+1/(60+2))
# BEGIN SOLUTION rrf
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking):
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
# END SOLUTION
