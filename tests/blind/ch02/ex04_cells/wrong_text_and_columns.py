# expect: failed|partial
# because: cells as text in columns, and read() asked with text: no whole numbers
import numpy as np
def assign(v, c): return [[f"{x}"] for x in ((v[:, None] - c[None]) ** 2).sum(2).argmin(1).tolist()]
def search(query, centers, read, k, nprobe):
    got = []
    for c in np.argsort(((centers - query) ** 2).sum(1))[:nprobe]:
        ids, vs = read(f" {c} ")
        got += [(float(((v - query) ** 2).sum()), int(i)) for i, v in zip(ids, vs)]
    return [i for _, i in sorted(got)[:k]]
