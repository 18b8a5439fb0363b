# expect: failed|partial
# because: stores every frame that differs from all kept ones, and does not count the budget
import numpy as np


def store(client, name, videos, budget):
    chosen = []
    for t, v in videos.items():
        kept = []
        for s in range(len(v)):
            if not kept or (v[kept] @ v[s]).max() < 0.985:
                kept.append(s)
        chosen += [(t, s) for s in kept]
    rows = [{"id": n, "video": t, "second": int(s), "vector": videos[t][s].tolist()} for n, (t, s) in enumerate(chosen)]
    client.insert(name, rows)
    return len(rows)
