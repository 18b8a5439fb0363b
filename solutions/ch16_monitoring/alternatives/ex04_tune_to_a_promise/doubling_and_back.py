"""Doubling from below until the promise holds, then halving the gap; a table of recalls with numpy; the cheapest is picked at the end."""

import numpy as np


def recalls(client, name, queries, truth, nprobe):
    hits = client.search(collection_name=name, data=queries, limit=len(truth[0]), anns_field="vector", search_params={"params": {"nprobe": nprobe}})
    return np.array([np.isin(true, [hit["id"] for hit in one]).mean() for one, true in zip(hits, truth, strict=True)])


def smallest(good, most):
    step = 1
    while step < most and not good(step):
        step *= 2
    low, high = step // 2 + 1, min(step, most)
    while low < high:
        middle = (low + high) // 2
        if good(middle):
            high = middle
        else:
            low = middle + 1
    return low


def tune(client, collections, rows, queries, truth, target, floor):
    settings = []
    for name, nlist in collections.items():
        known = {}

        def good(nprobe, name=name, known=known):
            if nprobe not in known:
                r = recalls(client, name, queries, truth, nprobe)
                known[nprobe] = r.mean() > target - 1e-12 and np.count_nonzero(r < floor - 1e-12) * 20 <= len(r)
            return known[nprobe]

        nprobe = smallest(good, nlist)
        settings.append((nlist + rows * nprobe / nlist, name, nprobe))
    _, name, nprobe = min(settings)
    return name, nprobe
