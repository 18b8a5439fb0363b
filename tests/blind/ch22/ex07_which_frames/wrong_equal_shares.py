# expect: failed|partial
# because: "Of the seconds of each video 97 in 100": the budget is divided equally, a trailer gets no more rows than a lecture
import numpy as np


def chosen(videos, budget):
    """The same share for each video."""
    kept = []
    for title, v in videos.items():
        v = np.asarray(v, dtype=np.float64)
        share = budget // len(videos)
        own, best = [0], v @ v[0]
        while len(own) < share and best.min() <= 0.96:
            own.append(int(best.argmin()))
            best = np.maximum(best, v @ v[own[-1]])
        kept += [(title, s) for s in own]
    return kept


def store(client, name, videos, budget):
    """Store the frames that are worth a row; returns how many rows."""
    rows = [
        {"id": n, "video": title, "second": second, "vector": np.asarray(videos[title][second]).tolist()}
        for n, (title, second) in enumerate(chosen(videos, budget))
    ]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
    return len(rows)
