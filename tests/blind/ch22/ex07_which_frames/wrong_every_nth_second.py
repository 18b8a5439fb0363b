# expect: failed|partial
# because: "Of the seconds of each video 97 in 100 have to be found", "a trailer has a cut every two seconds": every nth second of all videos is kept
import numpy as np


def chosen(videos, budget):
    """Every nth second, so that all fits into the budget."""
    step = 1
    while sum(-(-len(v) // step) for v in videos.values()) > budget:
        step += 1
    return [(title, second) for title, v in videos.items() for second in range(0, len(v), step)]


def store(client, name, videos, budget):
    """Store the frames that are worth a row; returns how many rows."""
    rows = [
        {"id": n, "video": title, "second": second, "vector": np.asarray(videos[title][second]).tolist()}
        for n, (title, second) in enumerate(chosen(videos, budget))
    ]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
    return len(rows)
