# id: two-averages-apart
# check: test_better_and_worse
# why: Two means and two spreads are the form in which most test results come, and their formula is the one that is remembered.
# source: Dietterich, Approximate Statistical Tests for Comparing Supervised Classification Learning Algorithms (1998)
# BEGIN SOLUTION gate
    old = recalls(client, alias, embed_old, judged, k)
    new = recalls(client, candidate, embed_new, judged, k)
    change = new - old
    floor = change.mean() - 1.64 * np.sqrt((old.var(ddof=1) + new.var(ddof=1)) / len(change))
    names = [row["group"] for row in judged]
    joined = np.array([name if names.count(name) >= 20 else "others" for name in names])
    losers = sorted(str(name) for name in set(joined) if change[joined == name].mean() < -0.05)
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
