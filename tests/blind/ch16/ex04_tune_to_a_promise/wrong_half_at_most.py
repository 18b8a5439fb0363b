# expect: failed|partial
# because: 'with `nprobe` from 1 to `nlist`': no more than half of the cells are opened
def kept(client, name, nprobe, queries, truth, target, floor):
    k = len(truth[0])
    answers = client.search(name, data=queries, anns_field="vector", limit=k, search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
    found = [len({hit["id"] for hit in hits} & set(near)) for hits, near in zip(answers, truth)]
    recalls = [n / k for n in found]
    mean = sum(found) / (k * len(found))
    return mean >= target and sum(r < floor for r in recalls) <= len(recalls) / 20


def least(client, name, nlist, queries, truth, target, floor):
    low, high = 1, max(nlist // 2, 1)
    while low < high:
        middle = (low + high) // 2
        if kept(client, name, middle, queries, truth, target, floor):
            high = middle
        else:
            low = middle + 1
    return low


def tune(client, collections, rows, queries, truth, target, floor):
    """(name, nprobe) with the least work that keeps the promise."""
    best = None
    for name, nlist in collections.items():
        nprobe = least(client, name, nlist, queries, truth, target, floor)
        work = nlist + rows * nprobe / nlist
        if best is None or work < best[0]:
            best = (work, name, nprobe)
    return best[1], best[2]
