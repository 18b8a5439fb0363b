# expect: failed|partial
# because: '`nlist`: the number of cells, **any number**': looks no further than 128
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def recall_with(client, name, queries, truth, nprobe):
    answers = client.search(
        name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": nprobe}}, output_fields=["id"]
    )
    return recall([[hit["id"] for hit in hits] for hits in answers], truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    low, high = 1, min(nlist, 128)
    while low < high:
        middle = (low + high) // 2
        if recall_with(client, name, queries, truth, middle) >= target:
            high = middle
        else:
            low = middle + 1
    return low
