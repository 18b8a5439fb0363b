# expect: failed|partial
# because: "if a stored row of the same video has a cosine of 0.9 or more": compared with the kept frames of all videos, a view that another video has gets no row here
import numpy as np


def chosen(videos, budget):
    """The worst second of all, compared with all that is kept."""
    where = [(title, s) for title, v in videos.items() for s in range(len(v))]
    v = np.concatenate([np.asarray(v, dtype=np.float64) for v in videos.values()])
    kept, best = [0], v @ v[0]
    while len(kept) < budget and best.min() <= 0.96:
        kept.append(int(best.argmin()))
        best = np.maximum(best, v @ v[kept[-1]])
    return [where[n] for n in kept]


def store(client, name, videos, budget):
    """Store the frames that are worth a row; returns how many rows."""
    rows = [
        {"id": n, "video": title, "second": second, "vector": np.asarray(videos[title][second]).tolist()}
        for n, (title, second) in enumerate(chosen(videos, budget))
    ]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
    return len(rows)
