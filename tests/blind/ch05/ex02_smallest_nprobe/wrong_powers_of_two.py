# expect: failed|partial
# because: 'return the **smallest** nprobe': only powers of two are tried, and the first that reaches the target is returned
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def recall_with(client, name, queries, truth, nprobe):
    answers = client.search(
        name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": nprobe}}, output_fields=["id"]
    )
    return recall([[hit["id"] for hit in hits] for hits in answers], truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    nprobe = 1
    while nprobe < nlist and recall_with(client, name, queries, truth, nprobe) < target:
        nprobe *= 2
    return min(nprobe, nlist)
