# id: encodes-with-dot-product
# check: test_encode_nearest_piece
# why: With vectors of length 1 the largest inner product belongs to the nearest vector, so people use it everywhere. Parts of unit vectors do not have length 1, and neither do pieces.
# source: the Lloyd condition, Jégou et al. 2011, eq. 4: q(x) is the centroid at the smallest Euclidean distance; docs v3.0.x ivf-pq.md: "its nearest centroid"
# BEGIN SOLUTION encode
    parts = np.split(vectors, len(codebooks), axis=1)
    return np.stack([(part @ book.T).argmax(axis=1) for part, book in zip(parts, codebooks)], axis=1).astype(np.uint8)
# END SOLUTION
