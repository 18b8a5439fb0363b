# expect: failed|partial
# because: "budget is the largest number of rows", "Views come back": compared with the last kept frame only, views that return cost rows again, and what is over the budget is cut off at the last videos
import numpy as np


def chosen(videos, budget):
    """A frame that differs from the last one kept."""
    kept = []
    for title, v in videos.items():
        last = None
        for s, frame in enumerate(np.asarray(v, dtype=np.float64)):
            if last is None or frame @ last < 0.95:
                kept.append((title, s))
                last = frame
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
