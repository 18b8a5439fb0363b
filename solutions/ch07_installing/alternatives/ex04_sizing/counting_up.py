"""Tries one node more until everything fits; the sums are comprehensions."""


def grown(c, days):
    return c["rows"] + days * c["per_day"]


def file_and_index(c, n):
    raw = 4 * n * c["dim"]
    if c["index"] == "DISKANN":
        return 1.3 * raw, raw * 0.125
    if c["index"] == "HNSW":
        raw += 8 * c["M"] * n
    if c["index"] == "IVF_SQ8":
        raw *= 0.26
    return raw, raw


def size(collections, node, days):
    full = [(c, grown(c, days)) for c in collections]
    copies = [(c["replicas"], file_and_index(c, n)[1] + n * c["scalars"]) for c, n in full if c["loaded"]]
    memory = sum(k * b for k, b in copies)
    disk = sum(2 * (4 * n * c["dim"] + n * c["scalars"] + file_and_index(c, n)[0]) for c, n in full)
    capacity = node * 1024**3
    nodes = 1
    while (
        any(k > nodes for k, b in copies)
        or memory > 0.8 * capacity * nodes
        or sum(b for k, b in copies) > 0.9 * capacity * (nodes - 1)
    ):
        nodes += 1
    return {"memory": memory, "nodes": nodes, "disk": disk}
