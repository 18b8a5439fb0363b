# expect: failed|partial
# because: "Of the seconds of each video 97 in 100": each video gets the same number of rows, evenly spread over its seconds
import numpy as np


def chosen(videos, budget):
    """The same number of seconds of each video."""
    share = budget // len(videos)
    return [(title, int(s)) for title, v in videos.items() for s in np.unique(np.linspace(0, len(v) - 1, min(share, len(v))).round())]


def store(client, name, videos, budget):
    """Store the frames that are worth a row; returns how many rows."""
    rows = [
        {"id": n, "video": title, "second": second, "vector": np.asarray(videos[title][second]).tolist()}
        for n, (title, second) in enumerate(chosen(videos, budget))
    ]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
    return len(rows)
