# id: tries-every-nprobe
# check: test_without_trying_them_all
# why: "Increase nprobe until the target is met" is the advice one reads; nothing there says that recall is monotone in nprobe, which is what makes halving possible.
# source: https://milvus.io/ai-quick-reference/how-can-the-parameters-of-an-ivf-index-like-the-number-of-clusters-nlist-and-the-number-of-probes-nprobe-be-tuned-to-achieve-a-target-recall-at-the-fastest-possible-query-speed ("incrementally adjust nprobe")
# BEGIN SOLUTION
    for nprobe in range(1, nlist + 1):
        answers = client.search(
            name, data=queries, limit=len(truth[0]), anns_field="vector", search_params={"params": {"nprobe": nprobe}}
        )
        if recall([[hit["id"] for hit in hits] for hits in answers], truth) >= target:
            return nprobe
    return nlist
# END SOLUTION
