"""The largest of 32 standardized deviations, with one limit for the largest: no correction is needed, because the limit is that of the maximum."""

import numpy as np


def calibrate(client, name, size, rate):
    found = client.query(name, filter="id >= 0", output_fields=["vector"], limit=16_000, consistency_level="Strong")
    rows = np.array([row["vector"] for row in found])
    rng = np.random.default_rng(len(rows))
    order = rng.permutation(len(rows))
    a, b = rows[order[::2]], rows[order[1::2]]
    middle, scale = a.mean(axis=0), a.std(axis=0)
    largest = np.sort([np.abs((b[rng.choice(len(b), size)].mean(axis=0) - middle) / scale).max() for _ in range(3000)])
    return [middle.tolist(), scale.tolist(), float(largest[int((1 - rate) * len(largest))])]


def drifted(profile, window):
    middle, scale, limit = profile
    return bool(np.abs((np.mean(window, axis=0) - middle) / scale).max() > limit)
