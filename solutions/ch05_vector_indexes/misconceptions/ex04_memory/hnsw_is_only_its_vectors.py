# id: hnsw-is-only-its-vectors
# check: test_a_graph
# why: "The index" is thought of as a lookup beside the data, of no size worth counting. In a graph index the edges are a quarter of the memory at 128 dimensions, and most of it at 16.
# source: https://github.com/milvus-io/milvus/issues/2005 ("the estimated raw vector size should be 4 byte * 1024 * 10M = 40GB … why is the index file size greater?")
# BEGIN SOLUTION
    if index_type == "FLAT":
        return rows * dim * 4
    if index_type == "HNSW":
        return rows * dim * 4
    cells = params["nlist"] * dim * 4 + rows * 2
    if index_type == "IVF_FLAT":
        return cells + rows * dim * 4
    if index_type == "IVF_SQ8":
        return cells + rows * dim
    codebooks = 2 ** params["nbits"] * dim * 4
    return cells + codebooks + rows * params["m"] * params["nbits"] / 8
# END SOLUTION
