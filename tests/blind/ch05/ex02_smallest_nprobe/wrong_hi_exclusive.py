# expect: failed|partial
# because: the search begins at nlist - 1, so nlist is never the answer
def recall(found, truth):
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)
def smallest_nprobe(client, name, queries, truth, target, nlist):
    lo, hi = 1, nlist - 1
    while lo < hi:
        mid = (lo + hi) // 2
        res = client.search(name, data=queries, limit=10, search_params={"params": {"nprobe": mid}})
        if recall([[h["id"] for h in hits] for hits in res], truth) >= target: hi = mid
        else: lo = mid + 1
    return lo
