# expect: failed|partial
# because: 'Measure, do not guess': measures two values, and interpolates between them
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def recall_with(client, name, queries, truth, nprobe):
    answers = client.search(
        name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": nprobe}}, output_fields=["id"]
    )
    return recall([[hit["id"] for hit in hits] for hits in answers], truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    first = recall_with(client, name, queries, truth, 1)
    if first >= target:
        return 1
    half = max(2, nlist // 2)
    second = recall_with(client, name, queries, truth, half)
    if second >= target:
        return round(1 + (target - first) / (second - first) * (half - 1))
    return min(nlist, round(half + (target - second) / (1 - second) * (nlist - half)))
