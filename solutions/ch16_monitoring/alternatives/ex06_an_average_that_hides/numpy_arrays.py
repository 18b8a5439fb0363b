"""Counters as numpy vectors: one vector per proxy, differences and sums of vectors, one row from each."""

import numpy as np


def vector(counters, bounds):
    return np.array([counters["total"], counters["fail"], counters["sum"], *[counters["buckets"][b] for b in bounds]], dtype=float)


def report(snapshots):
    rows = []
    for old, new in zip(snapshots, snapshots[1:]):
        if not new:
            rows.append({"rate": 0.0, "errors": None, "mean": None, "p99": None})
            continue
        bounds = sorted(next(iter(new.values()))["buckets"])
        whole = np.zeros(3 + len(bounds))
        for name, counters in new.items():
            now = vector(counters, bounds)
            was = vector(old[name], bounds) if name in old else now * 0
            whole += now if now[0] < was[0] else now - was
        total, fail, summed, counts = whole[0], whole[1], whole[2], whole[3:]
        good = counts[-1]
        p99 = None
        if good:
            at = int(np.argmax(counts >= 0.99 * good))
            low, under = (bounds[at - 1], counts[at - 1]) if at else (0.0, 0.0)
            p99 = low if np.isinf(bounds[at]) else float(low + (bounds[at] - low) * (0.99 * good - under) / (counts[at] - under))
        rows.append({"rate": float(total / 60), "errors": float(fail / total) if total else None, "mean": float(summed / good) if good else None, "p99": p99})
    return rows
