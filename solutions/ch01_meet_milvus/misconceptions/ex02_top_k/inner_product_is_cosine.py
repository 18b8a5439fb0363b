# id: inner-product-is-cosine
# check: test_cosine
# why: On vectors of length 1 the two are the same, and most examples use such vectors; on others the long ones win.
# source: docs v3.0.x metric.md, "Inner product (IP)": normalise first if you want the cosine
# BEGIN SOLUTION
    if metric == "L2":
        scores = -((vectors - query) ** 2).sum(axis=1)
    else:
        scores = vectors @ query
    return [int(i) for i in np.argsort(-scores)[:k]]
# END SOLUTION
