# id: stops-at-a-power-of-two
# check: test_smallest_that_reaches
# why: Benchmarks list nprobe 1, 2, 4, 8, 16 … and the first one that reaches the target is reported as the answer. Up to half of its cells are opened for nothing.
# source: the nprobe lists that benchmarks try (1, 2, 4, 8, 16 …): https://github.com/facebookresearch/faiss/wiki/Indexing-1M-vectors
# BEGIN SOLUTION
    nprobe = 1
    while nprobe < nlist:
        answers = client.search(
            name, data=queries, limit=len(truth[0]), anns_field="vector", search_params={"params": {"nprobe": nprobe}}
        )
        if recall([[hit["id"] for hit in hits] for hits in answers], truth) >= target:
            return nprobe
        nprobe *= 2
    return nlist
# END SOLUTION
