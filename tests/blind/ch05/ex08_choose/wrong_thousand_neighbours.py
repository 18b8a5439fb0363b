# expect: failed|partial
# because: many neighbors are taken for 1,000, and not for 1 % of the rows
def choose(sheet):
    raw = sheet["rows"] * sheet["dim"] * 4
    if sheet["recall"] == 1.0 or sheet["filtered_out"] > 0.98:
        return "FLAT"
    memory = {"IVF_FLAT": 1.01 * raw, "IVF_SQ8": 0.26 * raw}
    if sheet["recall"] <= 0.9:
        memory["IVF_PQ"] = 0.04 * raw
    if sheet["ssd"]:
        memory["DISKANN"] = raw / 8
    memory["HNSW"] = raw + 128 * sheet["rows"]
    fits = {kind: size for kind, size in memory.items() if size <= sheet["ram"]}
    if sheet["k"] >= 1000:
        fits = {kind: size for kind, size in fits.items() if kind in ("IVF_FLAT", "IVF_SQ8")}
    if sheet["wants"] == "speed" and "HNSW" in fits:
        return "HNSW"
    return min(fits, key=fits.get)
