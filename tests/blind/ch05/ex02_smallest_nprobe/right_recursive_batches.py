# expect: passed
# because: bisects recursively, and sends the queries in batches of 20: still 'the mean recall over *all* queries'
def recall(found, truth):
    """Mean share of the true neighbors that were found."""
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


from functools import lru_cache


def smallest_nprobe(client, name, queries, truth, target, nlist):
    @lru_cache(maxsize=None)
    def measured(nprobe):
        found = []
        for start in range(0, len(queries), 20):
            for hits in client.search(
                collection_name=name,
                data=queries[start : start + 20],
                limit=len(truth[0]),
                search_params={"params": {"nprobe": nprobe}},
                output_fields=["id"],
            ):
                found.append([hit["id"] for hit in hits])
        return recall(found, truth)

    def between(low, high):
        if low == high:
            return low
        middle = (low + high) // 2
        return between(low, middle) if measured(middle) >= target else between(middle + 1, high)

    return between(1, nlist)
