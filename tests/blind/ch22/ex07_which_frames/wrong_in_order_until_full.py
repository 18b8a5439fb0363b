# expect: failed|partial
# because: "Of the seconds of each video": the first video takes what it likes, down to flicker, and the last get what is left
import numpy as np


def chosen(videos, budget):
    """First come, first served."""
    kept = []
    for title, v in videos.items():
        v = np.asarray(v, dtype=np.float64)
        if len(kept) >= budget:
            break
        share = budget - len(kept)
        own, best = [0], v @ v[0]
        while len(own) < share and best.min() <= 0.99:
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
