# expect: passed
# because: the profile keeps the 2,000 sorted distances of quiet days; the alarm is a rank of at most the rate
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
    return {"middle": [float(x) for x in middle], "quiet": sorted(quiet), "rate": float(rate)}


def drifted(profile, window):
    distance = float(((np.asarray(window, dtype=float).mean(axis=0) - np.array(profile["middle"])) ** 2).sum())
    as_far = len(profile["quiet"]) - bisect_left(profile["quiet"], distance)
    return (as_far + 1) / (len(profile["quiet"]) + 1) <= profile["rate"]
