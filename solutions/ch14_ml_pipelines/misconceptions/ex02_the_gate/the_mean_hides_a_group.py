# id: the-mean-hides-a-group
# check: test_a_group_that_loses, test_small_groups
# why: One number per model is what a paper reports, so the larger one wins. Nobody asks what it is made of.
# source: Breck and others, The ML Test Score (2017), test “model quality is sufficient on all important data slices”
# BEGIN SOLUTION gate
    old = recalls(client, alias, embed_old, judged, k)
    new = recalls(client, candidate, embed_new, judged, k)
    change = new - old
    floor = change.mean() - 1.64 * change.std(ddof=1) / np.sqrt(len(change))
    names = [row["group"] for row in judged]
    joined = np.array([name if names.count(name) >= 20 else "others" for name in names])
    losers = []
    passes = bool(floor >= -0.02 and not losers)
    if passes:
        client.alter_alias(collection_name=candidate, alias=alias)
    return {"passes": passes, "old": float(old.mean()), "new": float(new.mean()), "floor": float(floor), "losers": losers}


def recalls(client, name, embed, judged, k):
    """Recall at k of each query, answered by Milvus."""
    vectors = [list(v) for v in embed([row["query"] for row in judged])]
    found = []
    for start in range(0, len(vectors), 200):
        found += client.search(name, data=vectors[start : start + 200], limit=k, consistency_level="Strong")
    return np.array([len({hit["id"] for hit in hits} & set(row["right"])) / len(row["right"]) for row, hits in zip(judged, found, strict=True)])
# END SOLUTION
