# expect: passed
# because: recall never falls, so bisect finds the place of the target among the nprobes
from bisect import bisect_left


def recall(found, truth):
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    k = len(truth[0])

    def measured(nprobe):
        params = {"metric_type": "L2", "params": {"nprobe": nprobe}}
        hits = client.search(name, data=queries, limit=k, anns_field="vector", search_params=params)
        return recall([[hit["id"] for hit in row] for row in hits], truth)

    cells = range(1, nlist + 1)
    return cells[bisect_left(cells, target, hi=nlist - 1, key=measured)]
