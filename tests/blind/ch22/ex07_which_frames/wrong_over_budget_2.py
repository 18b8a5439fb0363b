# expect: failed|partial
# because: "budget is the largest number of rows": every frame with a cosine under 0.98 to all kept ones is stored, flicker included, and nobody counts
import numpy as np


def chosen(videos, budget):
    """Every frame that is not a copy of a kept one."""
    kept = []
    for title, v in videos.items():
        v, own = np.asarray(v, dtype=np.float64), []
        for s in range(len(v)):
            if not own or (v[own] @ v[s]).max() < 0.98:
                own.append(s)
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
