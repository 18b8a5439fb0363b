# id: ties-turned
# check: test_ties
# why: NumPy sorts upwards only, so people sort by likeness and reverse the result; kind="stable" is then of no use, because reversing turns the ties over, too.
# source: https://github.com/numpy/numpy/issues/6217 ("argsort(kind='mergesort')[::-1] does not give a stable reversed indirect sort")
# BEGIN SOLUTION
    rows, asked = np.unpackbits(fingerprints, axis=1), np.unpackbits(query)
    if metric == "HAMMING":
        distances = (rows != asked).sum(axis=1)
    else:
        distances = 1 - (rows & asked).sum(axis=1) / (rows | asked).sum(axis=1)
    order = np.argsort(-distances.astype(float), kind="stable")[::-1][:k]
    return [(int(i), float(distances[i])) for i in order]
# END SOLUTION
