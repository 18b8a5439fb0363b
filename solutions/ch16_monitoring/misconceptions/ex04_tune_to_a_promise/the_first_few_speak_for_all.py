# id: the-first-few-speak-for-all
# check: test_the_mean
# why: A handful of queries is tried out in a notebook, found good, and the setting goes into production.
# source: Beyer and others, Site Reliability Engineering (2016), chapter 4
# BEGIN SOLUTION tune
    k, best = len(truth[0]), None
    queries, truth = queries[:10], truth[:10]

    def kept(name, nprobe):
        found = client.search(name, data=queries, limit=k, anns_field="vector", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
        recalls = [len({hit["id"] for hit in hits} & set(true)) / k for hits, true in zip(found, truth)]
        return sum(recalls) / len(recalls) >= target and sum(r < floor for r in recalls) <= len(recalls) / 20

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
