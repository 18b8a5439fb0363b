# expect: passed
# because: the same numbers with NumPy arrays (its own percentile by rank), reasons appended one after the other
import math
import statistics

import numpy as np

from grader.learner import NotStarted


def percentile(values, share):
    """One of the values, by its rank; None without values."""
    if len(values) == 0:
        return None
    rank = math.ceil(round(share * len(values), 6))
    return sorted(values)[max(rank, 1) - 1]


def recall(ids, truth, k):
    """The share of k places that hold a right row; rows that tie are right."""
    hits = 0
    distance = dict(truth)
    for id in dict.fromkeys((ids or [])[:k]):
        hits += distance.get(id, math.inf) <= truth[k - 1][1]
    return hits / k


def table(record):
    """Rows (round, query, ms, ids), without the warm-up."""
    return [(entry["round"], call["query"], call["ms"], call["ids"]) for entry in record["rounds"] for call in entry["calls"] if not call["warm"]]


def summary(record, truths, k):
    """What is told of one setting."""
    rows = table(record)
    rounds = np.array([row[0] for row in rows])
    ms = np.array([row[2] for row in rows], dtype=float)
    fine = np.array([row[3] is not None for row in rows])
    qps = {int(n): float(fine[rounds == n].sum() / (ms[rounds == n].sum() / 1000)) for n in np.unique(rounds)}
    speeds = np.array(list(qps.values()))
    cv = None
    if len(speeds) > 1 and speeds.mean() != 0:
        cv = float(speeds.std(ddof=1) / speeds.mean())
    took = sorted(ms[fine].tolist())
    p99 = percentile(took, 0.99)
    if len(took) - math.ceil(round(0.99 * len(took), 6)) < 10:
        p99 = None
    found = [recall(ids, truths[query], k) for _, query, _, ids in rows]
    return {"recall": float(np.mean(found)), "failed": int((~fine).sum()), "qps": qps, "cv": cv, "p50": percentile(took, 0.5), "p99": p99}


def compare(a, b, truths, k):
    """The faster one and how many times, or why that is not said."""
    said_a, said_b = summary(a, truths, k), summary(b, truths, k)
    reasons = [key for key in ("machine", "data") if a[key] != b[key]]
    if said_a["failed"] or said_b["failed"]:
        reasons.append("failed")
    if round(abs(said_a["recall"] - said_b["recall"]), 6) > 0.01:
        reasons.append("recall")
    if set(said_a["qps"]) != set(said_b["qps"]) or len(said_a["qps"]) < 5:
        reasons.append("rounds")
    places = [{entry["round"]: entry["place"] for entry in record["rounds"]} for record in (a, b)]
    signs = {int(np.sign(places[0][n] - places[1][n])) for n in places[0] if n in places[1]}
    if len(signs) == 1:
        reasons.append("order")
    if not reasons:
        ratios = np.sort([said_a["qps"][n] / said_b["qps"][n] for n in said_a["qps"]])
        if not ((ratios[1:-1] > 1).all() or (ratios[1:-1] < 1).all()):
            reasons.append("spread")
    if reasons:
        return {"faster": None, "times": None, "reasons": sorted(reasons)}
    middle = statistics.median(ratios.tolist())
    return {"faster": "a", "times": middle, "reasons": []} if middle >= 1 else {"faster": "b", "times": 1 / middle, "reasons": []}
