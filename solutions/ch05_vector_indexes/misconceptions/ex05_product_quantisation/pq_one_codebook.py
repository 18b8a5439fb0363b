# id: pq-one-codebook
# check: test_a_codebook_for_each_part
# why: "A codebook with 256 centroids" is read as one codebook for all parts. The product in the name is the product of m sets: each part has its own.
# source: faiss has that as a special mode (ProductQuantizer::Train_shared), which tutorials quote without saying that it is not the default; docs v3.0.x ivf-pq.md: "within each subspace … a codebook for that subspace"
# BEGIN SOLUTION train
    parts = np.concatenate(np.split(vectors, m, axis=1))
    rng = np.random.default_rng(0)
    book = kmeans(parts[rng.choice(len(parts), min(len(parts), 3000), replace=False)], 2**nbits)
    return np.stack([book] * m)
# END SOLUTION
