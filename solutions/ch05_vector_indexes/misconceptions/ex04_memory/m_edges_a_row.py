# id: m-edges-a-row
# check: test_a_graph
# why: M is described as "the maximum number of connections of a node", so M links are counted. The ground floor, where every row is, allows twice as many.
# source: https://github.com/facebookresearch/faiss/issues/2268 (what is the 2 in 4·d + M·2·4?); faiss wiki, Guidelines to choose an index: (d * 4 + M * 2 * 4) bytes a vector; measured: faiss files of 20,000 x 64 with M 8, 16, 32 are within 6% of that
# BEGIN SOLUTION
    if index_type == "FLAT":
        return rows * dim * 4
    if index_type == "HNSW":
        return rows * dim * 4 + rows * params["M"] * 4
    cells = params["nlist"] * dim * 4 + rows * 2
    if index_type == "IVF_FLAT":
        return cells + rows * dim * 4
    if index_type == "IVF_SQ8":
        return cells + rows * dim
    codebooks = 2 ** params["nbits"] * dim * 4
    return cells + codebooks + rows * params["m"] * params["nbits"] / 8
# END SOLUTION
