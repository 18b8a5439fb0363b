# expect: passed
# because: computes the fewest nodes for each kind; fewest replicas always are best
"""Plan a cluster."""


def up(a, b):
    return -int(-a // b)


def plan(need, kinds):
    """The cheapest kind, number of nodes and number of replicas that hold."""
    # A further replica only costs: so as few as are allowed.
    replicas = 1 if need["gap"] else need["lose"] + 1
    found = []
    for kind in kinds:
        memory = up(need["rows"] * need["bytes"] * replicas * 10, 9 * kind["gib"] * 2**30)
        work = up(need["searches"] * need["ms"], 1000 * kind["cores"])
        nodes = max(replicas, memory, work) + need["lose"]
        if nodes <= 64:
            found.append((nodes * kind["euros"], nodes, kind["name"]))
    if not found:
        return None
    _, nodes, name = min(found)
    return {"kind": name, "nodes": nodes, "replicas": replicas}
