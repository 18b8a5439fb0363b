# expect: failed|partial
# because: "the mean recall" -- divides by what came back, so that a cell with fewer rows than k looks better than it is
def share(found, truth):
    return sum(len(set(f) & set(t)) / len(f) for f, t in zip(found, truth)) / len(truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    low, high = 1, nlist
    while low < high:
        middle = (low + high) // 2
        answers = client.search(name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": middle}})
        if share([[hit["id"] for hit in hits] for hits in answers], truth) >= target:
            high = middle
        else:
            low = middle + 1
    return low
