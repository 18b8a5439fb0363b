# id: replicas-multiply-cores
# check: test_throughput
# why: “Two replicas, twice the throughput” is true if the second one brings its own nodes, and the sentence is remembered without them.
# source: docs v2.3.x, Load a Collection: replicas boost throughput “without extra hardware”
# BEGIN SOLUTION
    best = None
    for kind in kinds:
        for nodes in range(1, 65):
            for replicas in range(1, 9):
                left = nodes - need["lose"]
                holds = (
                    left >= replicas
                    and 10 * need["rows"] * need["bytes"] * replicas <= 9 * kind["gib"] * 2**30 * left
                    and kind["cores"] * left * 1000 * replicas >= need["searches"] * need["ms"]
                    and (need["gap"] or replicas > need["lose"])
                )
                if holds:
                    best = min(best or (float("inf"),), (kind["euros"] * nodes, nodes, replicas, kind["name"]))
    return best and {"kind": best[3], "nodes": best[1], "replicas": best[2]}
# END SOLUTION
