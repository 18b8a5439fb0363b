# id: shared-zeros-count
# check: test_jaccard
# why: "The share that differs" is divided by all bits, because the array has them all. That is simple matching: two nearly empty sets are then nearly equal, whatever is in them.
# source: https://github.com/qdrant/qdrant/issues/1319 asks for Jaccard because Hamming counts shared absences ("asymmetric binary vectors"); SciPy keeps the two apart as hamming() and jaccard()
# BEGIN SOLUTION
    rows, asked = np.unpackbits(fingerprints, axis=1), np.unpackbits(query)
    distances = (rows != asked).sum(axis=1)
    if metric == "JACCARD":
        distances = distances / rows.shape[1]
    order = np.argsort(distances, kind="stable")[:k]
    return [(int(i), float(distances[i])) for i in order]
# END SOLUTION
