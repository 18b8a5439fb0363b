# id: disk-is-free
# check: test_nodes
# why: A disk index is chosen because memory is expensive, so one counts memory, and the disk is large anyway.
# source: docs v3.0.x, DISKANN: vectors and graph lie on the local disk of the query nodes, PQ codes in memory
# BEGIN SOLUTION
    found = []
    for option in case["options"]:
        memory, local = (case["rows"] * (case["dim"] * per_dim + per_row) for per_dim, per_row in (option["memory"], option["local"]))
        each = max(1, up(10 * memory, 9 * case["gib"] * GIB))
        nodes = each * case["replicas"] + 1
        total = (memory + local) * case["replicas"]
        reload = up(total, nodes * (nodes - 1) * case["rate"])
        if option["recall"] >= case["recall"] and option["ms"] <= case["ms"] and reload <= case["reload"]:
            numbers = {
                "index": option["index"],
                "memory": memory * case["replicas"],
                "local": local * case["replicas"],
                "nodes": nodes,
                "segments": up(case["rows"] * case["dim"] * 4, case["segment"]),
                "reload": reload,
            }
            found.append((nodes, -option["recall"], option["index"], numbers))
    return min(found, key=lambda f: f[:3])[3] if found else None


def up(a, b):
    """a / b, rounded up, in whole numbers."""
    return -(-a // b)
# END SOLUTION
