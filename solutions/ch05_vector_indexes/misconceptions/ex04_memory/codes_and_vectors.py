# id: codes-and-vectors
# check: test_shortened_vectors, test_codebooks_count_when_rows_are_few
# why: People think that the codes are an index beside the data, and that the vectors stay in memory for the result. They stay on disk, unless a refiner or with_raw_data asks for them.
# source: docs v3.0.x index-explained.md lists "IVF-PQ (no refinement)" with 11 MB and "+ 10% raw refinement" apart with 62.2 MB; scann.md: with_raw_data "whether to store the original vector data alongside"
# BEGIN SOLUTION
    vectors = rows * dim * 4
    if index_type == "FLAT":
        return vectors
    if index_type == "HNSW":
        return vectors + rows * 2 * params["M"] * 4
    cells = params["nlist"] * dim * 4 + rows * 2
    if index_type == "IVF_FLAT":
        return cells + vectors
    if index_type == "IVF_SQ8":
        return cells + rows * dim + vectors
    codebooks = 2 ** params["nbits"] * dim * 4
    return cells + codebooks + rows * params["m"] * params["nbits"] / 8 + vectors
# END SOLUTION
