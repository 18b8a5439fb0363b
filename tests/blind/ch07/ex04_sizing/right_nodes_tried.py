# expect: passed
# because: numbers of nodes are tried from one on until the three conditions hold
from itertools import count

PER_NUMBER = {"FLAT": (4, 4), "IVF_SQ8": (1.04, 1.04), "HNSW": (4, 4), "DISKANN": (0.5, 5.2)}  # bytes in memory, bytes in the file


def parts(c, days):
    """Rows, bytes of a copy, bytes in the storage."""
    rows = c["rows"] + c["per_day"] * days
    numbers, edges, other = rows * c["dim"], rows * c["M"] * 8 if c["index"] == "HNSW" else 0, rows * c["scalars"]
    inside, file = PER_NUMBER[c["index"]]
    return inside * numbers + edges + other, 2 * (4 * numbers + other + file * numbers + edges)


def size(collections, node, days):
    """Memory, nodes and disk of a plan."""
    one = node * 2**30
    loaded = [(c["replicas"], parts(c, days)[0]) for c in collections if c["loaded"]]
    memory, single = sum(n * copy for n, copy in loaded), sum(copy for _, copy in loaded)

    def will_do(nodes):
        apart = all(n <= nodes for n, _ in loaded)
        return apart and memory <= nodes * one * 0.8 and single <= (nodes - 1) * one * 0.9

    nodes = 1 if not loaded else next(n for n in count(1) if will_do(n))
    return {"memory": memory, "nodes": nodes, "disk": sum(parts(c, days)[1] for c in collections)}
