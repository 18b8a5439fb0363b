# expect: failed|partial
# because: "A camera turns so slowly that no frame differs from the one before, and in the end shows something else": only frames that differ from the frame before are kept
import numpy as np


def chosen(videos, budget):
    """The first frame of each shot."""
    kept = []
    for title, v in videos.items():
        v = np.asarray(v, dtype=np.float64)
        kept += [(title, s) for s in range(len(v)) if s == 0 or v[s] @ v[s - 1] < 0.9]
    return kept[:budget]


def store(client, name, videos, budget):
    """Store the frames that are worth a row; returns how many rows."""
    rows = [
        {"id": n, "video": title, "second": second, "vector": np.asarray(videos[title][second]).tolist()}
        for n, (title, second) in enumerate(chosen(videos, budget))
    ]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
    return len(rows)
