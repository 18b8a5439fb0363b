# id: always-smallest-first
# check: test_inner_product, test_cosine
# why: The word "distance" suggests that smaller is better, whatever the metric; an inner product is a similarity.
# source: docs v3.0.x metric.md, the table of metric types and what their values mean
# BEGIN SOLUTION
    if metric == "L2":
        scores = ((vectors - query) ** 2).sum(axis=1)
    elif metric == "IP":
        scores = vectors @ query
    else:
        scores = vectors @ query / np.linalg.norm(vectors, axis=1)
    return [int(i) for i in np.argsort(scores)[:k]]
# END SOLUTION
