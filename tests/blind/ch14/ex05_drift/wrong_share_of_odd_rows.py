# expect: failed|partial
# because: 'at least 90% of them ring, for each of these changes': the alarm counts rows that are farther from the mean than any quiet one, so a new topic at the usual distance is not seen
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
    days = np.linalg.norm(rest - mean, axis=1)
    return {"mean": mean.tolist(), "limit": float(days.max())}


def drifted(profile, window):
    """Whether the day of these vectors is unlike the quiet ones."""
    return bool((np.linalg.norm(np.asarray(window) - np.array(profile["mean"]), axis=1) > profile["limit"]).mean() > 0.5)
