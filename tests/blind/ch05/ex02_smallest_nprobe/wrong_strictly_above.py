# expect: passed
# should: failed|partial, a hole in the check that is known and not yet closed
# because: it looks for a recall above the target, and one that is exactly the target is enough
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
