# id: judged-on-a-few
# check: test_smallest_that_reaches
# why: Tutorials search with one query and look at the result. Recall of one query jumps in steps of 1/k and says little about the next query.
# source: docs v3.0.x ivf-flat.md and hnsw.md search with a single query and look at its hits; https://github.com/milvus-io/milvus-sdk-cpp/issues/276 (a maintainer asks for more queries before recall is judged)
# BEGIN SOLUTION
    def reaches(nprobe):
        answers = client.search(
            name, data=queries[:3], limit=len(truth[0]), anns_field="vector", search_params={"params": {"nprobe": nprobe}}
        )
        return recall([[hit["id"] for hit in hits] for hits in answers], truth[:3]) >= target

    low, high = 1, nlist
    while low < high:
        middle = (low + high) // 2
        if reaches(middle):
            high = middle
        else:
            low = middle + 1
    return low
# END SOLUTION
