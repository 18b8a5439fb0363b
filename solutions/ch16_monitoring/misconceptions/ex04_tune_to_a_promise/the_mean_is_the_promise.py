# id: the-mean-is-the-promise
# check: test_the_worst
# why: Recall is reported as one number, the mean over all queries, in every benchmark. Whoever asks one of the hard questions is not in it.
# source: ANN-Benchmarks, Aumueller and others (2020): recall is averaged over the queries
# BEGIN SOLUTION tune
    k, best = len(truth[0]), None

    def kept(name, nprobe):
        found = client.search(name, data=queries, limit=k, anns_field="vector", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
        recalls = [len({hit["id"] for hit in hits} & set(true)) / k for hits, true in zip(found, truth)]
        return sum(recalls) / len(recalls) >= target

    for name, nlist in collections.items():
        low, high = 1, nlist
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if kept(name, middle) else (middle + 1, high)
        work = nlist + rows * low / nlist
        if best is None or work < best[0]:
            best = (work, name, low)
    return best[1:]
# END SOLUTION
