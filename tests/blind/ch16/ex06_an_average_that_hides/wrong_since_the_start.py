# expect: partial|failed
# because: the whole life of each proxy
"""Bug hunt: an average that hides.

This report stands on the wall of an operations room. Last Tuesday every number on it was green, while the telephones rang. Find **five** mistakes.

`report(snapshots)` gets the counters of all proxies, read once a minute, and returns one row for each minute between two readings.

A snapshot is a dict from the name of a proxy to its counters since that proxy's process started:

    {"proxy-1": {"total": 9000, "fail": 12, "sum": 41230.0, "buckets": {1.0: 0, 2.0: 4100, …, 512.0: 8988, inf: 8988}}, …}

`total` counts searches, `fail` those of them that failed. `sum` (milliseconds) and `buckets` (upper bound to how many took at most so long, the last bound being `float("inf")`) observe **only what succeeded**. All proxies and snapshots have the same bounds.

The row of a minute describes the whole service, all proxies together, in that minute:

- `"rate"`: searches per second.
- `"errors"`: the share of the searches that failed.
- `"mean"`: the mean milliseconds of the searches that succeeded.
- `"p99"`: the 99th percentile of the same searches, spread evenly within a bucket, the lowest of which begins at 0; the highest finite bound if it falls into the last bucket.

`errors` is None in a minute without a search, `mean` and `p99` are None in a minute without a success: there is nothing to say, and zero would be the best latency ever. A proxy whose `total` has become smaller started again in that minute: everything that it shows happened since. A proxy that was not in the snapshot before started in that minute. A proxy that is
not there any more has nothing to say.
"""

INF = float("inf")


def since(old, new):
    """What one proxy counted between two snapshots; `old` is None for one that is new."""
    if old is None or new["total"] < old["total"]:
        return new
    buckets = {le: count - old["buckets"][le] for le, count in new["buckets"].items()}
    return {"total": new["total"] - old["total"], "fail": new["fail"] - old["fail"], "sum": new["sum"] - old["sum"], "buckets": buckets}


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
    good = whole["total"] - whole["fail"]
    return {
        "rate": whole["total"] / 60,
        "errors": whole["fail"] / whole["total"] if whole["total"] else None,
        "mean": whole["sum"] / good if good else None,
        "p99": quantile(0.99, whole["buckets"]),
    }


def report(snapshots):
    """One row for each minute between two snapshots."""
    return [row([counters for name, counters in new.items()]) for old, new in zip(snapshots, snapshots[1:])]
