# expect: passed
# because: the same, but every row of the budget is used ("budget is the largest number of rows"); no frame twice
import numpy as np


def chosen(videos, budget):
    """Pairs (title, second), the worst place of all videos first."""
    frames = {title: np.asarray(v, dtype=np.float64) for title, v in videos.items()}
    kept = [(title, 0) for title in frames]
    best = {title: v @ v[0] for title, v in frames.items()}
    for title in best:
        best[title][0] = 9  # kept
    while len(kept) < budget:
        title = min(best, key=lambda t: best[t].min())
        second = int(best[title].argmin())
        if best[title][second] > 2:
            break
        kept.append((title, second))
        best[title] = np.maximum(best[title], frames[title] @ frames[title][second])
        best[title][second] = 9
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
