# expect: passed
# because: 'About twice log2(nlist) different values are enough': bisect_left of the standard library with a key
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


from bisect import bisect_left


def smallest_nprobe(client, name, queries, truth, target, nlist):
    k = len(truth[0])

    def reached(nprobe):
        parameters = {"metric_type": "L2", "params": {"nprobe": nprobe}}
        answers = client.search(name, data=queries, anns_field="vector", limit=k, search_params=parameters, output_fields=["id"])
        return recall([[h["id"] for h in hits] for hits in answers], truth) >= target

    return 1 + bisect_left(range(1, nlist + 1), True, key=reached)
