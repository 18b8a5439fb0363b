# id: weights-by-place
# check: test_fused
# why: WeightedRanker takes weights in the order of the requests, so a dict of weights is read in its order too. Two dicts in different orders then swap the weights.
# source: docs v3.0.x weighted-ranker.md (weights correspond to the order of the searches)
# BEGIN SOLUTION fused
    scores = {}
    for weight, (metric, hits) in zip(weights.values(), parts.values()):
        for id, score in hits:
            scores[id] = scores.get(id, 0.0) + weight * normalized(score, metric)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
# END SOLUTION
