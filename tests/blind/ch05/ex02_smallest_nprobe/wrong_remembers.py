# expect: failed|partial
# because: 'the mean recall over all queries' of this call: what an nprobe gave is remembered by collection and nprobe, so other queries, other truth (another k) get the old recall
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


MEASURED = {}


def recall_with(client, name, queries, truth, nprobe):
    if (name, nprobe) in MEASURED:
        return MEASURED[name, nprobe]
    answers = client.search(
        name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": nprobe}}, output_fields=["id"]
    )
    MEASURED[name, nprobe] = recall([[hit["id"] for hit in hits] for hits in answers], truth)
    return MEASURED[name, nprobe]


def smallest_nprobe(client, name, queries, truth, target, nlist):
    low, high = 1, nlist
    while low < high:
        middle = (low + high) // 2
        if recall_with(client, name, queries, truth, middle) >= target:
            high = middle
        else:
            low = middle + 1
    return low
