# expect: passed
# because: vectors of counters, divided at the end
import numpy as np


def vector(counters):
    bounds = sorted(counters["buckets"])
    return np.array([counters["total"], counters["fail"], counters["sum"], *(counters["buckets"][b] for b in bounds)], dtype=float)


def grown(old, new):
    now = vector(new)
    if old is None:
        return now
    then = vector(old)
    return now if now[0] < then[0] else now - then


def spread(bounds, counts):
    if not len(counts) or counts[-1] == 0:
        return None
    rank = 0.99 * counts[-1]
    i = int(np.argmax(counts >= rank))
    if i == len(bounds) - 1:
        return float(bounds[-2])
    low, under = (bounds[i - 1], counts[i - 1]) if i > 0 else (0.0, 0.0)
    return float(low + (bounds[i] - low) * (rank - under) / (counts[i] - under))


def report(snapshots):
    rows = []
    for old, new in zip(snapshots, snapshots[1:]):
        if not new:
            rows.append({"rate": 0.0, "errors": None, "mean": None, "p99": None})
            continue
        bounds = sorted(next(iter(new.values()))["buckets"])
        total, fail, ms, *counts = np.sum([grown(old.get(name), c) for name, c in new.items()], axis=0)
        rows.append({
            "rate": float(total / 60),
            "errors": float(fail / total) if total > 0 else None,
            "mean": float(ms / (total - fail)) if total > fail else None,
            "p99": spread(bounds, np.array(counts)),
        })
    return rows
