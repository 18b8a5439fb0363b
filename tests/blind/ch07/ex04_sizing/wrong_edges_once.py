# expect: failed|partial
# because: M edges per row instead of 2 M
import math


def size(collections, node, days):
    memory = once = disk = 0.0
    copies = 1
    for c in collections:
        rows = c["rows"] + c["per_day"] * days
        raw, scalars = rows * c["dim"] * 4, rows * c["scalars"]
        index = {"FLAT": raw, "IVF_SQ8": 0.26 * raw, "HNSW": raw + rows * c.get("M", 0) * 4, "DISKANN": raw / 8}[c["index"]]
        disk += 2 * (raw + scalars + (1.3 * raw if c["index"] == "DISKANN" else index))
        if c["loaded"]:
            memory += c["replicas"] * (index + scalars)
            once += index + scalars
            copies = max(copies, c["replicas"])
    one = node * 2**30
    spare = 1 + math.ceil(once / (0.9 * one)) if once else 1
    return {"memory": memory, "nodes": max(copies, math.ceil(memory / (0.8 * one)), spare), "disk": disk}
