"""A table of bytes a row and bytes once, with every floor of the graph and one byte more for rounding up a code."""

import math

FLOAT = 4


def index_bytes(index_type, rows, dim, nlist=0, m=0, nbits=8, M=0):
    """Bytes a row times rows, plus what is there once."""
    a_row = {
        "FLAT": dim * FLOAT,
        "IVF_FLAT": 2 + dim * FLOAT,
        "IVF_SQ8": 2 + dim,
        "IVF_PQ": 2 + math.ceil(m * nbits / 8),
        "HNSW": dim * FLOAT + (2 * M + M / max(M - 1, 1)) * FLOAT,
    }
    once = nlist * dim * FLOAT + (2**nbits * dim * FLOAT if index_type == "IVF_PQ" else 0)
    return int(a_row[index_type] * rows + once)


def what_fits(limit, rows, dim, choices):
    """As a set."""
    return {kind for kind in choices if index_bytes(kind, rows, dim, **choices[kind]) <= limit}
