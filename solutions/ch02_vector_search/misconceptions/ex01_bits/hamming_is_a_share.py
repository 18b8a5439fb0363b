# id: hamming-is-a-share
# check: test_hamming
# why: SciPy and scikit-learn define the Hamming distance as the proportion of places that differ; the ranking is the same, so nothing looks wrong until a threshold is set.
# source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.spatial.distance.hamming.html ("the proportion of disagreeing components")
# BEGIN SOLUTION
    rows, asked = np.unpackbits(fingerprints, axis=1), np.unpackbits(query)
    if metric == "HAMMING":
        distances = (rows != asked).mean(axis=1)
    else:
        distances = 1 - (rows & asked).sum(axis=1) / (rows | asked).sum(axis=1)
    order = np.argsort(distances, kind="stable")[:k]
    return [(int(i), float(distances[i])) for i in order]
# END SOLUTION
