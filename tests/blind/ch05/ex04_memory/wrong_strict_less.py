# expect: failed|partial
# because: an index of just the limit is left out, and "at most" takes it in
def index_bytes(index_type, rows, dim, **p):
    raw = rows * dim * 4; cells = p.get("nlist", 0) * dim * 4 + rows * 2
    return {"FLAT": lambda: raw, "IVF_FLAT": lambda: raw + cells, "IVF_SQ8": lambda: rows*dim+cells,
     "IVF_PQ": lambda: rows*p["m"]*p["nbits"]/8 + cells + 2**p["nbits"]*dim*4, "HNSW": lambda: raw + rows*p["M"]*8}[index_type]()
def what_fits(limit, rows, dim, choices): return [t for t, p in choices.items() if index_bytes(t, rows, dim, **p) < limit]
