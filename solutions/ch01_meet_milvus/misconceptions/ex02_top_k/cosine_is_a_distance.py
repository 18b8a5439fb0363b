# id: cosine-is-a-distance
# check: test_cosine
# why: Many libraries (SciPy among them) call 1 - cos the "cosine distance", where smaller is better; Milvus' COSINE is the cosine itself.
# source: docs v3.0.x metric.md, "COSINE": a larger value means a greater similarity
# BEGIN SOLUTION
    if metric == "L2":
        scores = -((vectors - query) ** 2).sum(axis=1)
    elif metric == "IP":
        scores = vectors @ query
    else:
        scores = -(vectors @ query / np.linalg.norm(vectors, axis=1))
    return [int(i) for i in np.argsort(-scores)[:k]]
# END SOLUTION
