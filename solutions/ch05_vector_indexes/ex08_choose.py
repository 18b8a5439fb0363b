"""The right index for the job.

Write `choose(sheet)` → one of "FLAT", "IVF_FLAT", "IVF_SQ8", "IVF_PQ", "HNSW", "DISKANN".

`sheet` is a dict:

- `rows`, `dim`: how many vectors (float32) of how many numbers
- `ram`: bytes of memory that the index may take
- `ssd`: True if there is a fast local disk with room for everything
- `recall`: the share of true neighbors that is promised; 1.0 means a guarantee
- `k`: neighbors a query
- `filtered_out`: the share of rows that a filter removes before the search, from 0.0 to 1.0
- `wants`: among the indexes that keep all the promises, "speed" wants the fastest, "memory" the smallest

What each takes, in bytes of memory, `raw` being rows * dim * 4:

    FLAT raw · IVF_FLAT 1.01 raw · IVF_SQ8 0.26 raw · IVF_PQ 0.04 raw (16 bytes for each 128 numbers)
    HNSW raw + 128 rows · DISKANN raw / 8, with vectors and graph on the disk

And the rules of thumb of Milvus' documentation, as the lesson's section “Choosing the Right Index” gives them:

- a guarantee of 1.0, or more than 98% filtered out: FLAT (here its memory is taken for granted)
- otherwise FLAT is too slow for these sheets, which have 200,000 rows and more
- an index that does not fit into `ram` is no candidate; DISKANN needs the disk
- IVF_PQ without a refiner promises no more than 0.9
- `k` of 1% of the rows or more: cells (IVF_FLAT, IVF_SQ8) rather than graphs
- speed: HNSW where it fits

Often more than one choice is right; any of them will do.

    >>> choose({"rows": 2_000_000, "dim": 128, "ram": 4_000_000_000, "ssd": False, "recall": 0.95, "k": 10,
    ...         "filtered_out": 0.0, "wants": "speed"})
    'HNSW'
"""


def choose(sheet):
    """An index type that keeps every promise of the sheet."""
    # BEGIN SOLUTION
    if sheet["recall"] == 1.0 or sheet["filtered_out"] > 0.98:
        return "FLAT"
    raw = sheet["rows"] * sheet["dim"] * 4
    memory = {
        "HNSW": raw + 128 * sheet["rows"],
        "IVF_FLAT": 1.01 * raw,
        "IVF_SQ8": 0.26 * raw,
        "DISKANN": raw / 8,
        "IVF_PQ": 0.04 * raw,
    }
    fits = [kind for kind, size in memory.items() if size <= sheet["ram"]]  # fastest first
    if not sheet["ssd"] and "DISKANN" in fits:
        fits.remove("DISKANN")
    if sheet["recall"] > 0.9 and "IVF_PQ" in fits:
        fits.remove("IVF_PQ")
    if sheet["k"] >= 0.01 * sheet["rows"]:
        fits = [kind for kind in fits if kind in ("IVF_FLAT", "IVF_SQ8")]
    return fits[0] if sheet["wants"] == "speed" else fits[-1]
    # END SOLUTION
