# expect: failed|partial
# because: 'A node is filled to 80% at most': it is filled whole
import math

GIB = 2**30


def size(collections, node, days):
    """Memory, nodes and disk of a plan."""
    memory = copies = disk = 0.0
    most = 1
    for c in collections:
        rows = c["rows"] + c["per_day"] * days
        raw = rows * c["dim"] * 4
        scalars = rows * c["scalars"]
        index = in_memory(c, rows, raw)
        file = 1.3 * raw if c["index"] == "DISKANN" else index
        disk += 2 * (raw + scalars + file)
        if c["loaded"]:
            copy = index + scalars
            copies += copy
            memory += c["replicas"] * copy
            most = max(most, c["replicas"])
    room = node * GIB
    nodes = max(most, math.ceil(memory / room), 1 + math.ceil(copies / (0.9 * room)) if copies else 1)
    return {"memory": memory, "nodes": nodes, "disk": disk}


def in_memory(c, rows, raw):
    """Bytes of an index in memory."""
    if c["index"] == "FLAT":
        return raw
    if c["index"] == "IVF_SQ8":
        return 0.26 * raw
    if c["index"] == "HNSW":
        return raw + rows * 2 * c["M"] * 4
    return raw / 8
