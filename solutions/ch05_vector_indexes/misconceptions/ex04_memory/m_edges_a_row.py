# id: m-edges-a-row
# check: test_a_graph
# why: M is described as "the maximum number of connections of a node", so M links are counted. The ground floor, where every row is, allows twice as many.
# source: docs v3.0.x hnsw.md ("up to 30 outgoing and 30 incoming edges per node" for M = 30) beside index-explained.md, which calculates with a "graph degree" of 32; measured: an HNSW file of 20,000 rows has room for 2·M links a row
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
