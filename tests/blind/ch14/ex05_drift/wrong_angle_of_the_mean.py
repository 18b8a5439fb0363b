# expect: failed|partial
# because: '*no scaling*': the cosine of the two means is compared, which a length does not change
import json

import numpy as np


def read(client, name):
    found, rows = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while batch := rows.next():
        found += [row["vector"] for row in batch]
    rows.close()
    return np.array(found, dtype=float)


def distance(day, mean, whiten):
    today = np.asarray(day, dtype=float).mean(axis=0)
    return float(1 - today @ mean / np.linalg.norm(today) / np.linalg.norm(mean))


def calibrate(client, name, size, rate):
    rng = np.random.default_rng(7)
    vectors = read(client, name)
    rng.shuffle(vectors)
    known, held_out = np.array_split(vectors, 2)
    mean = known.mean(axis=0)
    values, axes = np.linalg.eigh(np.cov(known.T))
    values = np.maximum(values, values.max() * 0.05)
    whiten = axes / np.sqrt(values)
    days = np.array([distance(held_out[rng.integers(0, len(held_out), size)], mean, whiten) for _ in range(3000)])
    return {"text": json.dumps({"mean": mean.tolist(), "whiten": whiten.tolist(), "limit": float(np.quantile(days, 1 - rate))})}


def drifted(profile, window):
    known = json.loads(profile["text"])
    return distance(window, np.array(known["mean"]), np.array(known["whiten"])) > known["limit"]
