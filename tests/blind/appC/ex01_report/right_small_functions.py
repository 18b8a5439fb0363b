# expect: passed
# because: standard library, a dict reason -> holds, ratios per round
import math
import statistics
from grader.learner import NotStarted


def percentile(values, share):
    """One of the values, by its rank; None without values."""
    ordered = sorted(values)
    if not ordered:
        return None
    rank = max(1, math.ceil(round(share * len(ordered), 6)))
    return ordered[rank - 1]


def recall(ids, truth, k):
    """The share of k places that hold a right row; rows that tie are right."""
    if ids is None:
        return 0.0
    farthest = truth[k - 1][1]
    good = {id for id, distance in truth if distance <= farthest}
    return len(good & set(ids[:k])) / k


def measured(entry):
    """The calls of a round that count."""
    return [call for call in entry["calls"] if not call["warm"]]


def speed(entry):
    """Queries answered per second in a round."""
    calls = measured(entry)
    answered = sum(call["ids"] is not None for call in calls)
    return 1000 * answered / sum(call["ms"] for call in calls)


def summary(record, truths, k):
    """What is told of one setting."""
    rounds = sorted(record["rounds"], key=lambda entry: entry["round"])
    calls = [call for entry in rounds for call in measured(entry)]
    took = [call["ms"] for call in calls if call["ids"] is not None]
    qps = {entry["round"]: speed(entry) for entry in rounds}
    mean = statistics.mean(qps.values()) if qps else 0
    behind = len(took) - math.ceil(round(0.99 * len(took), 6))
    return {
        "recall": statistics.mean(recall(call["ids"], truths[call["query"]], k) for call in calls),
        "failed": sum(call["ids"] is None for call in calls),
        "qps": qps,
        "cv": statistics.stdev(qps.values()) / mean if len(qps) >= 2 and mean else None,
        "p50": percentile(took, 0.5),
        "p99": percentile(took, 0.99) if behind >= 10 else None,
    }


def compare(a, b, truths, k):
    """The faster one and how many times, or why that is not said."""
    one, other = summary(a, truths, k), summary(b, truths, k)
    place_a = {entry["round"]: entry["place"] for entry in a["rounds"]}
    place_b = {entry["round"]: entry["place"] for entry in b["rounds"]}
    both = sorted(place_a.keys() & place_b.keys())
    a_first = [place_a[n] < place_b[n] for n in both]
    holds = {
        "machine": a["machine"] != b["machine"],
        "data": a["data"] != b["data"],
        "failed": one["failed"] + other["failed"] > 0,
        "recall": round(abs(one["recall"] - other["recall"]), 6) > 0.01,
        "rounds": place_a.keys() != place_b.keys() or len(both) < 5,
        "order": bool(both) and (all(a_first) or not any(a_first)),
    }
    reasons = sorted(reason for reason, is_so in holds.items() if is_so)
    if not reasons:
        ratios = sorted(one["qps"][n] / other["qps"][n] for n in both)
        inner = ratios[1:-1]
        if not (all(r > 1 for r in inner) or all(r < 1 for r in inner)):
            reasons = ["spread"]
    if reasons:
        return {"faster": None, "times": None, "reasons": reasons}
    times = statistics.median(ratios)
    return {"faster": "a" if times > 1 else "b", "times": times if times > 1 else 1 / times, "reasons": []}
