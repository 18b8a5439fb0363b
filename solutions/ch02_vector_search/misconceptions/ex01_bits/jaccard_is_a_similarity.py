# id: jaccard-is-a-similarity
# check: test_jaccard
# why: The Jaccard index, common over all, is what school teaches and what libraries mean by "jaccard"; Milvus returns the distance, one minus it.
# source: docs v3.0.x metric.md, "JACCARD distance"; https://github.com/milvus-io/milvus/issues/53132 works through both readings; faiss users ask for popc(a and b) / popc(a or b), the similarity: https://github.com/facebookresearch/faiss/issues/1856
# BEGIN SOLUTION
    rows, asked = np.unpackbits(fingerprints, axis=1), np.unpackbits(query)
    if metric == "HAMMING":
        distances = (rows != asked).sum(axis=1)
        order = np.argsort(distances, kind="stable")[:k]
    else:
        distances = (rows & asked).sum(axis=1) / (rows | asked).sum(axis=1)
        order = np.argsort(-distances, kind="stable")[:k]
    return [(int(i), float(distances[i])) for i in order]
# END SOLUTION
