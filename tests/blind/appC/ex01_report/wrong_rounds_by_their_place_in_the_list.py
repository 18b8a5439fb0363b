# expect: failed|partial
# because: rounds stand in any order
import math
import statistics


def percentile(values, share):
    """One of the values, by its rank; None without values."""
    if not values:
        return None
    return sorted(values)[math.ceil(round(share * len(values), 6)) - 1]


def recall(ids, truth, k):
    """The share of k places that hold a right row; rows that tie are right."""
    good = {id for id, distance in truth if distance <= truth[k - 1][1]}
    return len(good & set((ids or [])[:k])) / k


def summary(record, truths, k):
    """What is told of one setting."""
    rounds = {each["round"]: [call for call in each["calls"] if not call["warm"]] for each in record["rounds"]}
    calls = [call for each in rounds.values() for call in each]
    took = [call["ms"] for call in calls if call["ids"] is not None]
    qps = {number: 1000 * sum(call["ids"] is not None for call in each) / sum(call["ms"] for call in each) for number, each in rounds.items()}
    mean = statistics.mean(qps.values())
    return {
        "recall": statistics.mean(recall(call["ids"], truths[call["query"]], k) for call in calls),
        "failed": len(calls) - len(took),
        "qps": qps,
        "cv": statistics.stdev(qps.values()) / mean if len(qps) > 1 and mean else None,
        "p50": percentile(took, 0.5),
        "p99": percentile(took, 0.99) if len(took) - math.ceil(round(0.99 * len(took), 6)) >= 10 else None,
    }


def compare(a, b, truths, k):
    """The faster one and how many times, or why that is not said."""
    one, other = summary(a, truths, k), summary(b, truths, k)
    place = {each["round"]: each["place"] for each in b["rounds"]}
    first = {each["place"] < place[each["round"]] for each in a["rounds"] if each["round"] in place}
    against = {
        "machine": a["machine"] != b["machine"],
        "data": a["data"] != b["data"],
        "failed": one["failed"] + other["failed"] > 0,
        "recall": round(abs(one["recall"] - other["recall"]), 6) > 0.01,
        "rounds": one["qps"].keys() != other["qps"].keys() or len(one["qps"]) < 5,
        "order": len(first) == 1,
    }
    reasons = sorted(word for word, holds in against.items() if holds)
    if not reasons:
        ratios = sorted(x / y for x, y in zip(one["qps"].values(), other["qps"].values()))
        inner = ratios[1:-1]
        if min(inner) > 1 or max(inner) < 1:
            times = statistics.median(ratios)
            return {"faster": "a" if times > 1 else "b", "times": max(times, 1 / times), "reasons": []}
        reasons = ["spread"]
    return {"faster": None, "times": None, "reasons": reasons}
