# expect: passed
# because: above the target or at it is the same: the statement says that no recall is exactly the target
def recall(found, truth):
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    low, high = 1, nlist
    while low < high:
        middle = (low + high) // 2
        hits = client.search(name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": middle}})
        if recall([[hit["id"] for hit in row] for row in hits], truth) > target:
            high = middle
        else:
            low = middle + 1
    return low
