# expect: passed
# because: written anew: the increases of all counters in one Counter
from collections import Counter
from math import inf


def flat(counters):
    """The counters of one proxy in one dict."""
    return {**{("le", le): n for le, n in counters["buckets"].items()}, **{name: counters[name] for name in ("total", "fail", "sum")}}


def minute(old, new):
    grown = Counter()
    for proxy, counters in new.items():
        now = flat(counters)
        then = flat(old[proxy]) if proxy in old else {}
        if then and now["total"] < then["total"]:
            then = {}
        for key, value in now.items():
            grown[key] += value - then.get(key, 0)
    return grown


def p99(grown):
    bounds = sorted(key[1] for key in grown if isinstance(key, tuple))
    if not bounds or not grown["le", inf]:
        return None
    rank = 0.99 * grown["le", inf]
    for below, le in zip([0.0, *bounds], bounds):
        if grown["le", le] >= rank:
            under = grown["le", below] if below in bounds[: bounds.index(le)] else 0
            return below if le == inf else below + (le - below) * (rank - under) / (grown["le", le] - under)


def report(snapshots):
    rows = []
    for old, new in zip(snapshots, snapshots[1:]):
        grown = minute(old, new)
        total, good = grown["total"], grown["total"] - grown["fail"]
        rows.append({
            "rate": total / 60,
            "errors": None if total == 0 else grown["fail"] / total,
            "mean": None if good == 0 else grown["sum"] / good,
            "p99": p99(grown),
        })
    return rows
