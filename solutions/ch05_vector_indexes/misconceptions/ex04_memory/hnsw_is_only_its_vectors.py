# id: hnsw-is-only-its-vectors
# check: test_a_graph
# why: "The index" is thought of as a lookup beside the data, of no size worth counting. In a graph index the edges are a quarter of the memory at 128 dimensions, and most of it at 16.
# source: https://github.com/milvus-io/milvus/issues (sizing questions that multiply rows by dim by 4 and stop); docs v3.0.x index-explained.md counts the graph apart, because it is forgotten
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
