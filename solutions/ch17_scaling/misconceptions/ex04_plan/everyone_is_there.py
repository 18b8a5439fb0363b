# id: everyone-is-there
# check: test_losses
# why: Sizing sheets add up what is needed and divide by what a machine has. The day on which one is missing is not in the sheet.
# source: docs v3.0.x, Milvus Limits: the 90% are of all query nodes, and say nothing of one that is gone
# BEGIN SOLUTION
    best = None
    for kind in kinds:
        for nodes in range(1, 65):
            for replicas in range(1, 9):
                left = nodes - need["lose"]
                holds = (
                    left >= replicas
                    and 10 * need["rows"] * need["bytes"] * replicas <= 9 * kind["gib"] * 2**30 * nodes
                    and kind["cores"] * nodes * 1000 >= need["searches"] * need["ms"]
                    and (need["gap"] or replicas > need["lose"])
                )
                if holds:
                    best = min(best or (float("inf"),), (kind["euros"] * nodes, nodes, replicas, kind["name"]))
    return best and {"kind": best[3], "nodes": best[1], "replicas": best[2]}
# END SOLUTION
