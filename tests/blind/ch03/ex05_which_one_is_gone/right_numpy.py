# expect: passed
# because: NumPy matrix with NaN-like zeros; sign of the product
import numpy as np

NAMES = np.array(["datacoord", "datanode", "etcd", "indexnode", "log", "proxy", "querycoord", "querynode", "rootcoord"])
COLUMN = {w: i for i, w in enumerate(["port", "search", "strong_read", "insert", "create", "flush", "load", "release", "index"])}
SIGN = {"+": 1, "-": -1, ".": 0}
ROWS = ["+++----+-", "+++++-++.", "++++----.", "++++++++-", "++------.", "---------", "+--+++--+", "+--+++-++", "+--------"]
MATRIX = np.array([[SIGN[c] for c in row] for row in ROWS])


def suspects(seen):
    fits = np.ones(len(NAMES), dtype=bool)
    for o in seen:
        sign = 1 if o["outcome"] == "ok" else -1
        fits &= MATRIX[:, COLUMN[o["what"]]] * sign >= 0
    return [str(n) for n in NAMES[fits]]
