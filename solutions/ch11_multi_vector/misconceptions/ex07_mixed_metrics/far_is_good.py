# id: far-is-good
# check: test_normalized
# why: Every score is squeezed by the same arctan, and that L2 is a distance is forgotten. The farthest wines then have the highest scores.
# source: docs v3.0.x weighted-ranker.md (scores of different metrics have to be normalized before they are added)
# BEGIN SOLUTION normalized
    if metric == "COSINE":
        return (1 + score) / 2
    if metric == "IP":
        return 0.5 + math.atan(score) / math.pi
    return 2 * math.atan(score) / math.pi
# END SOLUTION
