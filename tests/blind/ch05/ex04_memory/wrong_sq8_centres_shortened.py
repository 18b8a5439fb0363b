# expect: failed|partial
# because: the centers of IVF_SQ8 are counted with one byte a number, too, and they keep four
def index_bytes(index_type, rows, dim, nlist=0, m=0, nbits=0, M=0):
    if index_type == "FLAT":
        return rows * dim * 4
    if index_type == "IVF_FLAT":
        return (rows + nlist) * dim * 4 + rows * 2
    if index_type == "IVF_SQ8":
        return (rows + nlist) * dim * 1 + rows * 2
    if index_type == "IVF_PQ":
        return rows * m * nbits / 8 + nlist * dim * 4 + rows * 2 + m * 2**nbits * (dim / m) * 4
    if index_type == "HNSW":
        return rows * dim * 4 + rows * 2 * M * 4


def what_fits(limit, rows, dim, choices):
    return [kind for kind, params in choices.items() if index_bytes(kind, rows, dim, **params) <= limit]
