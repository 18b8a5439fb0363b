# expect: passed
# because: bits of a row and of the whole, counted in one place
def index_bytes(index_type, rows, dim, **params):
    bits_a_row = 32 * dim
    whole = 0
    match index_type, params:
        case "FLAT", _:
            pass
        case "HNSW", {"M": m}:
            bits_a_row += 32 * 2 * m
        case kind, {"nlist": nlist}:
            whole = 4 * dim * nlist
            if kind == "IVF_SQ8":
                bits_a_row = 8 * dim
            elif kind == "IVF_PQ":
                bits_a_row = params["m"] * params["nbits"]
                whole += 4 * dim * 2 ** params["nbits"]
            bits_a_row += 16
    return rows * bits_a_row / 8 + whole


def what_fits(limit, rows, dim, choices):
    return list(filter(lambda kind: index_bytes(kind, rows, dim, **choices[kind]) <= limit, choices))
