# expect: failed|partial
# because: 'of `size`': one limit from halves of all rows, tight enough for a thousand queries a day
import numpy as np


def read(client, name):
    found, rows = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while batch := rows.next():
        found += [row["vector"] for row in batch]
    rows.close()
    return np.array(found, dtype=float)


def calibrate(client, name, size, rate):
    """What `drifted` has to know, as plain data."""
    rng = np.random.default_rng(0)
    vectors = rng.permutation(read(client, name))
    half = len(vectors) // 2
    mean, rest = vectors[:half].mean(axis=0), vectors[half:]
    days = [np.linalg.norm(rest[rng.integers(len(rest), size=len(rest))].mean(axis=0) - mean) for _ in range(2000)]
    return {"mean": mean.tolist(), "limit": float(np.quantile(days, 1 - rate))}


def drifted(profile, window):
    """Whether the day of these vectors is unlike the quiet ones."""
    return bool(np.linalg.norm(np.mean(window, axis=0) - np.array(profile["mean"])) > profile["limit"])
