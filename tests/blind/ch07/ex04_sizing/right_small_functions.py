# expect: passed
# because: a function for each line of the statement
from math import ceil

RAM = {"FLAT": lambda v, n, m: v, "IVF_SQ8": lambda v, n, m: v * 0.26, "HNSW": lambda v, n, m: v + 8 * m * n, "DISKANN": lambda v, n, m: v / 8}


def parts(c, days):
    n = c["rows"] + c["per_day"] * days
    v = n * c["dim"] * 4
    ram = RAM[c["index"]](v, n, c.get("M"))
    return v, n * c["scalars"], ram, 1.3 * v if c["index"] == "DISKANN" else ram


def size(collections, node, days):
    loaded = [(c["replicas"], sum(parts(c, days)[1:3])) for c in collections if c["loaded"]]
    memory = sum(r * b for r, b in loaded)
    one_copy = sum(b for _, b in loaded)
    room = node * 2**30
    return {
        "memory": memory,
        "disk": sum(2 * (v + s + f) for v, s, _, f in (parts(c, days) for c in collections)),
        "nodes": max([1, ceil(memory / 0.8 / room), ceil(one_copy / 0.9 / room) + (one_copy > 0)] + [r for r, _ in loaded]),
    }
