# id: a-code-is-a-byte
# check: test_shortened_vectors
# why: nbits is 8 in nearly every example, and there m codes are m bytes; the documentation itself says "8 subquantizers = 8 bytes". With 4 or 12 bits that is wrong by half.
# source: docs v3.0.x index-explained.md ("Using PQ with 8 subquantizers: 1,000,000 vectors × 8 bytes") beside ivf-pq.md ("m × nbits bits")
# BEGIN SOLUTION
    if index_type == "FLAT":
        return rows * dim * 4
    if index_type == "HNSW":
        return rows * dim * 4 + rows * 2 * params["M"] * 4
    cells = params["nlist"] * dim * 4 + rows * 2
    if index_type == "IVF_FLAT":
        return cells + rows * dim * 4
    if index_type == "IVF_SQ8":
        return cells + rows * dim
    codebooks = 2 ** params["nbits"] * dim * 4
    return cells + codebooks + rows * params["m"]
# END SOLUTION
