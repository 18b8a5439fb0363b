# expect: passed
# because: one pass over the calls that collects everything; reasons come out of a generator, names of the two are swapped instead of turning numbers over
import math
import statistics
from collections import defaultdict
from itertools import chain
from grader.learner import NotStarted


def rank(n, share):
    return math.ceil(round(share * n, 6))


def percentile(values, share):
    """One of the values, by its rank; None without values."""
    return next(iter(sorted(values)[max(0, rank(len(values), share) - 1):]), None)


def recall(ids, truth, k):
    """The share of k places that hold a right row; rows that tie are right."""
    limit = sorted(distance for _, distance in truth)[k - 1]
    seen = set()
    for id, distance in truth:
        if distance <= limit and ids is not None and id in ids[:k]:
            seen.add(id)
    return len(seen) / k


def summary(record, truths, k):
    """What is told of one setting."""
    spent, answered = defaultdict(float), defaultdict(int)
    latencies, quality, failed = [], [], 0
    for entry in record["rounds"]:
        for call in entry["calls"]:
            if call["warm"]:
                continue
            spent[entry["round"]] += call["ms"] / 1000
            quality.append(recall(call["ids"], truths[call["query"]], k))
            if call["ids"] is None:
                failed += 1
            else:
                answered[entry["round"]] += 1
                latencies.append(call["ms"])
    qps = {n: answered[n] / seconds for n, seconds in spent.items()}
    try:
        cv = statistics.stdev(qps.values()) / statistics.fmean(qps.values())
    except (statistics.StatisticsError, ZeroDivisionError):
        cv = None
    out = dict(recall=sum(quality) / len(quality), failed=failed, qps=qps, cv=cv, p50=percentile(latencies, 0.5), p99=None)
    if len(latencies) - rank(len(latencies), 0.99) >= 10:
        out["p99"] = percentile(latencies, 0.99)
    return out


def against(a, b, said):
    """Reasons to refuse."""
    yield from (key for key in ("machine", "data") if a[key] != b[key])
    if any(one["failed"] for one in said):
        yield "failed"
    if round(abs(said[0]["recall"] - said[1]["recall"]), 6) > 0.01:
        yield "recall"
    if not (set(said[0]["qps"]) == set(said[1]["qps"]) and len(said[0]["qps"]) >= 5):
        yield "rounds"
    turns = defaultdict(list)
    for who, entry in chain((("a", e) for e in a["rounds"]), (("b", e) for e in b["rounds"])):
        turns[entry["round"]].append((entry["place"], who))
    if len({min(turn)[1] for turn in turns.values() if len(turn) == 2}) == 1:
        yield "order"


def compare(a, b, truths, k):
    """The faster one and how many times, or why that is not said."""
    said = summary(a, truths, k), summary(b, truths, k)
    reasons = sorted(against(a, b, said))
    if reasons:
        return {"faster": None, "times": None, "reasons": reasons}
    for who, (fast, slow) in (("a", said), ("b", said[::-1])):
        ratios = sorted(fast["qps"][n] / slow["qps"][n] for n in fast["qps"])
        if ratios[1] > 1:
            forward = sorted(said[0]["qps"][n] / said[1]["qps"][n] for n in said[0]["qps"])
            middle = statistics.median(forward)
            return {"faster": who, "times": middle if who == "a" else 1 / middle, "reasons": []}
    return {"faster": None, "times": None, "reasons": ["spread"]}
