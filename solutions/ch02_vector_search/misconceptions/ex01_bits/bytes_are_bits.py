# id: bytes-are-bits
# check: test_hamming
# why: The array has one number for eight traits, and comparing numbers with != is the shortest code. It runs, gives small whole numbers, and even ranks a little.
# source: docs v3.0.x binary-vector.md: a binary vector travels as bytes, eight dimensions in each; OpenCV's ORB descriptors are packed the same way and are wrong under any norm but HAMMING (https://github.com/opencv/opencv/pull/8030 mends a count of bits)
# BEGIN SOLUTION
    if metric == "HAMMING":
        distances = (fingerprints != query).sum(axis=1)
    else:
        rows, asked = np.unpackbits(fingerprints, axis=1), np.unpackbits(query)
        distances = 1 - (rows & asked).sum(axis=1) / (rows | asked).sum(axis=1)
    order = np.argsort(distances, kind="stable")[:k]
    return [(int(i), float(distances[i])) for i in order]
# END SOLUTION
