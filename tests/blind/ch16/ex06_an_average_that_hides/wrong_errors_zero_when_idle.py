# expect: failed|partial
# because: '`errors` is None in a minute without a search': 0.0
INF = float("inf")


def since(old, new):
    """What one proxy counted between two snapshots; `old` is None for one that is new."""
    if old is None or new["total"] < old["total"]:
        return new
    buckets = {le: count - old["buckets"][le] for le, count in new["buckets"].items()}
    return {"buckets": buckets, **{name: new[name] - old[name] for name in ("total", "fail", "sum")}}


def quantile(q, buckets):
    """The q-quantile of cumulative counts; None if nothing was observed."""
    count = buckets.get(INF, 0)
    if not count:
        return None
    low, under = 0.0, 0
    for le in sorted(buckets):
        if buckets[le] >= q * count:
            if le == INF:
                return low
            return low + (le - low) * (q * count - under) / (buckets[le] - under)
        low, under = le, buckets[le]


def together(parts):
    """The counters of several proxies, added up."""
    buckets = {}
    for part in parts:
        for le, count in part["buckets"].items():
            buckets[le] = buckets.get(le, 0) + count
    return {"buckets": buckets, **{name: sum(part[name] for part in parts) for name in ("total", "fail", "sum")}}


def row(parts):
    """The row of one minute from what each proxy counted in it."""
    whole = together(parts)
    succeeded = whole["total"] - whole["fail"]
    return {
        "rate": whole["total"] / 60,
        "errors": whole["fail"] / max(whole["total"], 1),
        "mean": whole["sum"] / succeeded if succeeded else None,
        "p99": quantile(0.99, whole["buckets"]),
    }


def report(snapshots):
    """One row for each minute between two snapshots."""
    return [row([since(old.get(name), counters) for name, counters in new.items()]) for old, new in zip(snapshots, snapshots[1:])]
