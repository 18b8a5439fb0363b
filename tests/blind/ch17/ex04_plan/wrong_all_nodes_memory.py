# expect: failed|partial
# because: 'with the nodes that are left after the loss ... memory': counts all nodes
"""Plan a cluster."""


def plan(need, kinds):
    """The cheapest kind, number of nodes and number of replicas that hold."""
    best = None
    for kind in kinds:
        for nodes in range(1, 65):
            left = nodes - need["lose"]
            for replicas in range(1, 9):
                if left < replicas:
                    continue
                if need["rows"] * need["bytes"] * replicas * 10 > 9 * kind["gib"] * 2**30 * nodes:
                    continue
                if kind["cores"] * 1000 * left < need["searches"] * need["ms"]:
                    continue
                if not need["gap"] and replicas <= need["lose"]:
                    continue
                key = (kind["euros"] * nodes, nodes, replicas, kind["name"])
                if best is None or key < best:
                    best = key
    return best and {"kind": best[3], "nodes": best[1], "replicas": best[2]}
