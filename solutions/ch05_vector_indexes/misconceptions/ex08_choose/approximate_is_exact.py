# id: approximate-is-exact
# check: test_exact_means_exact
# why: Measured recall of a well-tuned graph prints as 1.00, and that is read as a guarantee. It is the mean of a sample of queries.
# source: docs v2.2.x index.md: FLAT "is the only index that can guarantee exact search results"; run here: HNSW with ef=200 prints .998 and 1.000
# BEGIN SOLUTION
    if sheet["filtered_out"] > 0.98:
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
