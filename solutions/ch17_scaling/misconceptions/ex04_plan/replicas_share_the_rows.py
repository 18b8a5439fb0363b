# id: replicas-share-the-rows
# check: test_losses
# why: The word is used for shards elsewhere, and “spread over two replicas” sounds like half for each.
# source: run here: two replicas of 12,000 rows are 24,000 rows in the memory of the query nodes of 2.3.5 (lesson, first section)
# BEGIN SOLUTION
    best = None
    for kind in kinds:
        for nodes in range(1, 65):
            for replicas in range(1, 9):
                left = nodes - need["lose"]
                holds = (
                    left >= replicas
                    and 10 * need["rows"] * need["bytes"] <= 9 * kind["gib"] * 2**30 * left
                    and kind["cores"] * left * 1000 >= need["searches"] * need["ms"]
                    and (need["gap"] or replicas > need["lose"])
                )
                if holds:
                    best = min(best or (float("inf"),), (kind["euros"] * nodes, nodes, replicas, kind["name"]))
    return best and {"kind": best[3], "nodes": best[1], "replicas": best[2]}
# END SOLUTION
