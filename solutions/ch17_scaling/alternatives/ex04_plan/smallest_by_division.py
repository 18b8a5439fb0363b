"""No search over nodes: for each kind and number of replicas the smallest number of nodes is the largest of three quotients."""


def ceil(a, b):
    return -(-a // b)


def plan(need, kinds):
    fitting = []
    for kind in kinds:
        first = 1 if need["gap"] else need["lose"] + 1
        for replicas in range(first, 9):
            memory = ceil(10 * need["rows"] * need["bytes"] * replicas, 9 * kind["gib"] * 2**30)
            cpu = ceil(need["searches"] * need["ms"], 1000 * kind["cores"])
            nodes = max(replicas, memory, cpu) + need["lose"]
            if nodes <= 64:
                fitting.append({"kind": kind["name"], "nodes": nodes, "replicas": replicas, "price": nodes * kind["euros"]})
    if not fitting:
        return None
    fitting.sort(key=lambda p: (p["price"], p["nodes"], p["replicas"], p["kind"]))
    return {k: v for k, v in fitting[0].items() if k != "price"}
