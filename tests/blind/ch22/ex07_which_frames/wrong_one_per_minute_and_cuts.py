# expect: failed|partial
# because: "A camera turns so slowly" and "a lecture": a row per cut, then the rest of the budget goes to the longest shots' middles by length
import numpy as np


def chosen(videos, budget):
    """Cuts first, then the middles of the longest pieces."""
    pieces = []
    for title, v in videos.items():
        v = np.asarray(v, dtype=np.float64)
        cuts = [0] + [s for s in range(1, len(v)) if v[s] @ v[s - 1] < 0.5] + [len(v)]
        pieces += [(title, a, b) for a, b in zip(cuts, cuts[1:])]
    kept = list(dict.fromkeys((t, a) for t, a, b in pieces))[:budget]
    for t, a, b in sorted(pieces, key=lambda p: p[1] - p[2]):
        if len(kept) < budget and (t, (a + b) // 2) not in kept:
            kept.append((t, (a + b) // 2))
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
