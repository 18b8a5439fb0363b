# id: normalise-first
# check: test_rows
# why: "L2, IP and COSINE agree on normalised vectors" is true and well known, so normalising looks like the way from one to the other. It answers with COSINE, and what the lengths said is gone.
# source: docs v3.0.x metric.md, "If you use IP to calculate similarities between embeddings, you must normalize your embeddings"; https://github.com/nmslib/hnswlib/issues/74 (index built on normalised vectors, though IP was wanted); https://github.com/nmslib/hnswlib/issues/570
# BEGIN SOLUTION rows
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.column_stack([unit, np.zeros(len(unit))])
# END SOLUTION
