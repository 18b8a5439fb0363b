"""A decision tree, with early answers."""


def choose(sheet):
    """Guarantee, filter, k, memory, disk: in this order."""
    if sheet["recall"] >= 1 or sheet["filtered_out"] > 0.98:
        return "FLAT"
    whole = 4 * sheet["rows"] * sheet["dim"]
    room = sheet["ram"] / whole
    if sheet["k"] / sheet["rows"] >= 0.01:
        return "IVF_FLAT" if room >= 1.01 and sheet["wants"] == "speed" else "IVF_SQ8"
    if sheet["wants"] == "speed" and sheet["ram"] >= whole + 128 * sheet["rows"]:
        return "HNSW"
    if sheet["wants"] == "memory" and sheet["recall"] <= 0.9 and room >= 0.04:
        return "IVF_PQ"
    if sheet["ssd"] and room >= 1 / 8:
        return "DISKANN"
    if room >= 0.26:
        return "IVF_SQ8"
    return "IVF_PQ"
