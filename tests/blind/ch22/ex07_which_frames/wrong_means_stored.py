# expect: failed|partial
# because: "the row of second 17 has the vector of second 17": the mean of the seconds around it is stored
import numpy as np


def chosen(videos, budget):
    """Pairs (title, second), the worst place of all videos first."""
    frames = {title: np.asarray(v, dtype=np.float64) for title, v in videos.items()}
    kept = [(title, 0) for title in frames]
    best = {title: v @ v[0] for title, v in frames.items()}
    while len(kept) < budget:
        title = min(best, key=lambda t: best[t].min())
        second = int(best[title].argmin())
        if best[title][second] > 0.96:
            break
        kept.append((title, second))
        best[title] = np.maximum(best[title], frames[title] @ frames[title][second])
    return kept


def store(client, name, videos, budget):
    """Store the frames that are worth a row; returns how many rows."""
    rows = [
        {"id": n, "video": title, "second": second, "vector": np.asarray(videos[title][max(0, second - 2) : second + 3]).mean(axis=0).tolist()}
        for n, (title, second) in enumerate(chosen(videos, budget))
    ]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
    return len(rows)
