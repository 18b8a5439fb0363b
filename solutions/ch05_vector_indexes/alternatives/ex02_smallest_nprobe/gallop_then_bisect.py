"""Double until it reaches, then bisect; one call a query; nothing measured twice."""

import bisect
import functools


def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    """Doubling finds the neighborhood, bisection the place."""

    @functools.cache
    def measured(nprobe):
        found = []
        for query, true in zip(queries, truth):
            hits = client.search(name, data=[query], limit=len(true), search_params={"nprobe": nprobe})[0]
            found.append([hit["id"] for hit in hits])
        return recall(found, truth)

    high = 1
    while high < nlist and measured(high) < target:
        high = min(2 * high, nlist)
    between = range(high // 2 + 1, high + 1)
    return between[bisect.bisect_left(between, target, key=measured)] if high > 1 else 1
