# id: nprobe-is-nlist
# check: test_smallest_that_reaches
# why: The two names sit next to each other in every tutorial. nlist is passed to the search, Milvus ignores it there without a word, and every search uses the default nprobe.
# source: https://github.com/milvus-io/milvus/issues/4923 (index and search both given {'nlist': 2048}); run here: a search with {"nlist": 64} has the recall of a search without parameters
# BEGIN SOLUTION
    for nprobe in (1, 2, 4, 8, 16, 32, 64):
        answers = client.search(
            name, data=queries, limit=len(truth[0]), anns_field="vector", search_params={"params": {"nlist": nprobe}}
        )
        if recall([[hit["id"] for hit in hits] for hits in answers], truth) >= target:
            return nprobe
    return nlist
# END SOLUTION
