"""How much memory will it take?

Before you buy a machine, you estimate. Write `index_bytes(index_type, rows, dim, **params)` → bytes (int or
float), right within 10%, for five index types. What each keeps in memory:

- FLAT: the vectors, 4 bytes per number
- IVF_FLAT (`nlist`): the vectors; `nlist` centers of `dim` numbers; 2 bytes per row for the number of its cell
- IVF_SQ8 (`nlist`): as IVF_FLAT, but 1 byte per number for the vectors (the centers stay as they are)
- IVF_PQ (`nlist`, `m`, `nbits`): centers and cell numbers as IVF_FLAT; in place of each vector `m` codes of `nbits`
  bits, packed; and `m` codebooks, each with 2^nbits pieces of dim/m numbers of 4 bytes
- HNSW (`M`): the vectors; and in the lowest layer 2·M edges per row, 4 bytes each (the layers above may be left out:
  they hold few rows)

A million vectors of 128 numbers, the case that the documentation calculates: IVF_PQ with nlist 2000, m 8, nbits 8 takes
about 11 MB, IVF_SQ8 131 MB, IVF_FLAT 515 MB, HNSW with 32 edges per row (M 16) 640 MB. MB are millions of bytes. (Follow
this count. Others differ: faiss, for one, keeps 8 bytes per row for the row's number where the documentation counts 2.)

Then write `what_fits(limit, rows, dim, choices)` → list of the index types in `choices` that take at most `limit`
bytes, in any order. `choices` maps an index type to its params: {"HNSW": {"M": 16}, "FLAT": {}}.

    >>> round(index_bytes("FLAT", 1_000_000, 128) / 1e6)
    512
"""

from grader.learner import NotStarted


def index_bytes(index_type, rows, dim, **params):
    """Bytes that the index keeps in memory."""
    raise NotStarted("index_bytes")


def what_fits(limit, rows, dim, choices):
    """The index types among the choices that take at most `limit` bytes."""
    raise NotStarted("what_fits")
