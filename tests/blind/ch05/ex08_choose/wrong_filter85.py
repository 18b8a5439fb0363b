# expect: failed|partial
# because: FLAT is taken from 85 % on, and the rule says 98 %
def choose(sheet):
    rows, dim, k = sheet["rows"], sheet["dim"], sheet["k"]
    raw = rows * dim * 4
    need = {"HNSW": raw + 128 * rows, "IVF_FLAT": 1.01 * raw, "IVF_SQ8": 0.26 * raw, "IVF_PQ": 0.04 * raw, "DISKANN": raw / 8}
    if sheet["recall"] >= 1.0 or sheet["filtered_out"] > 0.85:
        return "FLAT"
    ok = [i for i in need if need[i] <= sheet["ram"]]
    if not sheet["ssd"] and "DISKANN" in ok: ok.remove("DISKANN")
    if sheet["recall"] > 0.9 and "IVF_PQ" in ok: ok.remove("IVF_PQ")
    if k >= 0.01 * rows: ok = [i for i in ok if i in ("IVF_FLAT", "IVF_SQ8")]
    if sheet["wants"] == "memory": return min(ok, key=need.get)
    return ok[0]
