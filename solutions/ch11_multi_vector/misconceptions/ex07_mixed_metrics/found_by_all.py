# id: found-by-all
# check: test_fused
# why: A sum of three scores seems to need all three, so rows that a field did not find are dropped. They were only not among its nearest.
# source: docs v3.0.x weighted-ranker.md (what a search did not find counts 0)
# BEGIN SOLUTION fused
    scores, count = {}, {}
    for field, (metric, hits) in parts.items():
        for id, score in hits:
            scores[id] = scores.get(id, 0.0) + weights[field] * normalized(score, metric)
            count[id] = count.get(id, 0) + 1
    whole = [pair for pair in scores.items() if count[pair[0]] == len(parts)]
    return sorted(whole, key=lambda pair: (-pair[1], pair[0]))
# END SOLUTION
