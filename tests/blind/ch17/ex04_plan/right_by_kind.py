# expect: passed
# because: one function for each condition, the first number of nodes that holds
GIB = 1 << 30


def smallest(need, kind, replicas):
    for nodes in range(1, 65):
        left = nodes - need["lose"]
        if left < replicas:
            continue
        if need["rows"] * need["bytes"] * replicas * 10 > left * kind["gib"] * GIB * 9:
            continue
        if need["searches"] * need["ms"] > left * kind["cores"] * 1000:
            continue
        return nodes
    return None


def plan(need, kinds):
    options = []
    for kind in kinds:
        for replicas in range(1, 9):
            if not need["gap"] and replicas <= need["lose"]:
                continue
            nodes = smallest(need, kind, replicas)
            if nodes is not None:
                options.append((nodes * kind["euros"], nodes, replicas, kind["name"]))
    if options:
        price, nodes, replicas, name = sorted(options)[0]
        return dict(kind=name, nodes=nodes, replicas=replicas)
