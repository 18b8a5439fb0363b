# id: pq-keeps-recall
# check: test_bigger_than_memory
# why: The documentation says "marginally reduced recall" of PQ; that is so with many codes or a refiner. With 16 bytes for 128 numbers and no refiner it is lost.
# source: docs v3.0.x index-explained.md ("4-32x at the cost of marginally reduced recall") against the run: IVF_PQ m 16 on 10,000 x 128 words has recall .53 with every cell open (server 2.3.5)
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
    if 0.26 * raw > sheet["ram"]:
        return "IVF_PQ"
    return fits[0] if sheet["wants"] == "speed" else fits[-1]
# END SOLUTION
