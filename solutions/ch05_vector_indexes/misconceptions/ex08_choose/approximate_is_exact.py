# id: approximate-is-exact
# check: test_exact_means_exact
# why: Measured recall of a well-tuned graph prints as 1.00, and that is read as a guarantee. It is the mean of a sample of queries.
# source: docs v2.2.x index.md: FLAT "is the only index that can guarantee exact search results"; run here: HNSW with ef=200 prints .998 and 1.000
# BEGIN SOLUTION
    if sheet["filtered_out"] > 0.98:
        return "FLAT"
    raw = sheet["rows"] * sheet["dim"] * 4
    if sheet["k"] >= 0.01 * sheet["rows"]:
        return "IVF_FLAT" if 1.01 * raw <= sheet["ram"] else "IVF_SQ8"
    if sheet["wants"] == "speed" and raw + 128 * sheet["rows"] <= sheet["ram"]:
        return "HNSW"
    if sheet["wants"] == "memory" and sheet["recall"] <= 0.9:
        return "IVF_PQ"
    if 0.26 * raw <= sheet["ram"]:
        return "IVF_SQ8"
    return "DISKANN" if sheet["ssd"] else "IVF_PQ"
# END SOLUTION
