# expect: passed
# because: the candidates are narrowed by promise after promise, then ranked
FASTEST = ["HNSW", "IVF_FLAT", "IVF_SQ8", "IVF_PQ", "DISKANN"]


def choose(sheet):
    if sheet["recall"] >= 1 or sheet["filtered_out"] > 0.98:
        return "FLAT"
    raw = 4 * sheet["rows"] * sheet["dim"]
    size = {
        "HNSW": raw + 128 * sheet["rows"],
        "IVF_FLAT": 1.01 * raw,
        "IVF_SQ8": 0.26 * raw,
        "IVF_PQ": 0.04 * raw,
        "DISKANN": raw / 8,
    }
    left = {kind for kind in size if size[kind] <= sheet["ram"]}
    left.discard(None if sheet["ssd"] else "DISKANN")
    left.discard("IVF_PQ" if sheet["recall"] > 0.9 else None)
    if sheet["k"] * 100 >= sheet["rows"]:
        left = left & {"IVF_FLAT", "IVF_SQ8"} or left
    rank = FASTEST.index if sheet["wants"] == "speed" else size.get
    return min(left, key=rank)
