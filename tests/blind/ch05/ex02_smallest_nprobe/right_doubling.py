# expect: passed
# because: 'About twice log2(nlist)': doubles from 1 until the target is reached, then bisects the last gap
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def smallest_nprobe(client, name, queries, truth, target, nlist):
    def good(n):
        answers = client.search(name, data=queries, limit=len(truth[0]), search_params={"params": {"nprobe": n}}, output_fields=["id"])
        return recall([[hit["id"] for hit in hits] for hits in answers], truth) >= target

    too_few, enough = 0, 1
    while enough < nlist and not good(enough):
        too_few, enough = enough, min(2 * enough, nlist)
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        too_few, enough = (too_few, middle) if good(middle) else (middle, enough)
    return enough
