# expect: failed|partial
# because: 'with the rate 0.1 at least 2% of the quiet days do ring': mean plus four standard deviations, the rate is not asked
from bisect import bisect_left

import numpy as np


def read(client, name):
    found, rows = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while batch := rows.next():
        found += [row["vector"] for row in batch]
    rows.close()
    return np.array(found, dtype=float)


def calibrate(client, name, size, rate):
    vectors = read(client, name)
    rng = np.random.default_rng(20_240)
    order = rng.permutation(len(vectors))
    first, second = vectors[order[::2]], vectors[order[1::2]]
    middle = first.mean(axis=0)
    quiet = []
    for _ in range(2000):
        day = second[rng.choice(len(second), size=size, replace=True)]
        quiet.append(float(((day.mean(axis=0) - middle) ** 2).sum()))
    return {"middle": [float(x) for x in middle], "quiet": sorted(quiet), "limit": float(np.mean(quiet) + 4 * np.std(quiet))}


def drifted(profile, window):
    distance = float(((np.asarray(window, dtype=float).mean(axis=0) - np.array(profile["middle"])) ** 2).sum())
    return distance > profile["limit"]
