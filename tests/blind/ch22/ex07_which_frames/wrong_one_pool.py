# expect: failed|partial
# because: a view that another video has already shown gets no row of its own
import numpy as np


def store(client, name, videos, budget):
    every = [(t, s) for t, v in videos.items() for s in range(len(v))]
    x = np.concatenate(list(videos.values()))
    picked, best = [0], x @ x[0]
    while len(picked) < budget and best.min() < 0.93:
        picked.append(int(best.argmin()))
        best = np.maximum(best, x @ x[picked[-1]])
    chosen = [every[i] for i in picked]
    rows = [{"id": n, "video": t, "second": int(s), "vector": videos[t][s].tolist()} for n, (t, s) in enumerate(chosen)]
    client.insert(name, rows)
    return len(rows)
