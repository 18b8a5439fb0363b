# expect: failed|partial
# because: 'the **smallest** nprobe': measures 16 evenly spaced values and returns the first good one
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def recall_with(client, name, queries, truth, nprobe):
    answers = client.search(
        name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": nprobe}}, output_fields=["id"]
    )
    return recall([[hit["id"] for hit in hits] for hits in answers], truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    step = max(1, nlist // 16)
    for nprobe in range(step, nlist, step):
        if recall_with(client, name, queries, truth, nprobe) >= target:
            return nprobe
    return nlist
