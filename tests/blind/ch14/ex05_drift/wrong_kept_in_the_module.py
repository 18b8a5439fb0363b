# expect: failed|partial
# because: 'They run in different processes': mean and limit are kept in a global, and the profile is empty
import numpy as np


def read(client, name):
    found, rows = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while batch := rows.next():
        found += [row["vector"] for row in batch]
    rows.close()
    return np.array(found, dtype=float)


KNOWN = {}


def calibrate(client, name, size, rate):
    """What `drifted` has to know, as plain data."""
    rng = np.random.default_rng(0)
    vectors = rng.permutation(read(client, name))
    half = len(vectors) // 2
    mean, rest = vectors[:half].mean(axis=0), vectors[half:]
    days = [np.linalg.norm(rest[rng.integers(len(rest), size=size)].mean(axis=0) - mean) for _ in range(2000)]
    KNOWN.update({"mean": mean, "limit": float(np.quantile(days, 1 - rate))})
    return {}


def drifted(profile, window):
    """Whether the day of these vectors is unlike the quiet ones."""
    return bool(np.linalg.norm(np.mean(window, axis=0) - KNOWN["mean"]) > KNOWN["limit"])
