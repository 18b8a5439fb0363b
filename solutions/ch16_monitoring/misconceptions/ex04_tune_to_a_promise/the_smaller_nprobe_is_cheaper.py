# id: the-smaller-nprobe-is-cheaper
# check: test_the_mean
# why: nprobe is the knob that costs, so the index that gets by with less of it looks cheaper. What one cell holds is not part of the number.
# source: Milvus documentation v3.0.x, IVF_FLAT: nprobe and nlist
# BEGIN SOLUTION tune
    k, best = len(truth[0]), None

    def kept(name, nprobe):
        found = client.search(name, data=queries, limit=k, anns_field="vector", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
        recalls = [len({hit["id"] for hit in hits} & set(true)) / k for hits, true in zip(found, truth)]
        return sum(recalls) / len(recalls) >= target and sum(r < floor for r in recalls) <= len(recalls) / 20

    for name, nlist in collections.items():
        low, high = 1, nlist
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if kept(name, middle) else (middle + 1, high)
        work = low
        if best is None or work < best[0]:
            best = (work, name, low)
    return best[1:]
# END SOLUTION
