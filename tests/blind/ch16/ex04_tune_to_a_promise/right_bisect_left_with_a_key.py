# expect: passed
# because: bisect over a range with a key, NumPy for the recalls
from bisect import bisect_left

import numpy as np


def tune(client, collections, rows, queries, truth, target, floor):
    near = [set(ids) for ids in truth]
    k = len(truth[0])

    def promise(name, nprobe):
        answers = client.search(name, data=queries, limit=k, anns_field="vector", search_params={"params": {"nprobe": nprobe}})
        hits = np.array([sum(hit["id"] in ids for hit in answer) for answer, ids in zip(answers, near)])
        below = np.count_nonzero(hits / k < floor)
        return bool(hits.sum() / (k * len(hits)) >= target and 20 * below <= len(hits))

    def work(setting):
        name, nprobe = setting
        return collections[name] + rows * nprobe / collections[name]

    settings = []
    for name, nlist in collections.items():
        place = bisect_left(range(1, nlist), True, key=lambda nprobe: promise(name, nprobe))
        settings.append((name, place + 1))
    return min(settings, key=work)
