"""One class for a record, NumPy for the sums, and reasons gathered one by one."""

from fractions import Fraction

import numpy as np


def percentile(values, share):
    if len(values) == 0:
        return None
    ordered = np.sort(np.asarray(values, dtype=float))
    need = Fraction(share).limit_denominator(1000) * len(ordered)
    at = int(np.argmax(np.arange(1, len(ordered) + 1) >= need))
    return float(ordered[at])


def recall(ids, truth, k):
    if not ids:
        return 0.0
    border = truth[k - 1][1]
    distance = dict(truth)
    seen, right = set(), 0
    for id in ids[:k]:
        if id in seen:
            continue
        seen.add(id)
        if id in distance and distance[id] <= border:
            right += 1
    return right / k


class Told:
    def __init__(self, record, truths, k):
        self.places, self.speeds, self.took, self.quality, self.failed = {}, {}, [], [], 0
        for part in record["rounds"]:
            self.places[part["round"]] = part["place"]
            answered, ms = 0, 0.0
            for call in part["calls"]:
                if call["warm"]:
                    continue
                ms += call["ms"]
                self.quality.append(recall(call["ids"], truths[call["query"]], k))
                if call["ids"] is None:
                    self.failed += 1
                else:
                    answered += 1
                    self.took.append(call["ms"])
            self.speeds[part["round"]] = answered / ms * 1000

    def cv(self):
        speeds = np.array(list(self.speeds.values()))
        if len(speeds) < 2 or speeds.mean() == 0:
            return None
        return float(speeds.std(ddof=1) / speeds.mean())

    def p99(self):
        value = percentile(self.took, 0.99)
        n = len(self.took)
        behind = n - (-(-99 * n // 100))
        return value if behind >= 10 else None


def summary(record, truths, k):
    told = Told(record, truths, k)
    return {"recall": float(np.mean(told.quality)), "failed": told.failed, "qps": told.speeds, "cv": told.cv(), "p50": percentile(told.took, 0.5), "p99": told.p99()}


def compare(a, b, truths, k):
    one, other = Told(a, truths, k), Told(b, truths, k)
    reasons = [what for what in ("machine", "data") if a[what] != b[what]]
    if one.failed or other.failed:
        reasons.append("failed")
    if round(abs(np.mean(one.quality) - np.mean(other.quality)), 6) > 0.01:
        reasons.append("recall")
    both = set(one.places) & set(other.places)
    if set(one.places) != set(other.places) or len(both) < 5:
        reasons.append("rounds")
    a_first = sum(one.places[n] < other.places[n] for n in both)
    if both and a_first in (0, len(both)):
        reasons.append("order")
    faster = times = None
    if not reasons:
        ratios = np.sort([one.speeds[n] / other.speeds[n] for n in both])
        low, high = ratios[1], ratios[-2]
        if low <= 1 <= high:
            reasons.append("spread")
        else:
            middle = float(np.median(ratios))
            faster, times = ("a", middle) if middle > 1 else ("b", 1 / middle)
    return {"faster": faster, "times": times, "reasons": sorted(reasons)}
