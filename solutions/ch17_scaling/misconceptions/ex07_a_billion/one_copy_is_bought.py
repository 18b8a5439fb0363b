# id: one-copy-is-bought
# check: test_sizes
# why: The sum is made for the rows, and the word replica comes into the sheet afterwards.
# source: run here: two replicas of 12,000 rows are 24,000 rows in the memory of 2.3.5 (lesson, first section)
# BEGIN SOLUTION
    found = []
    for option in case["options"]:
        memory, local = (case["rows"] * (case["dim"] * per_dim + per_row) for per_dim, per_row in (option["memory"], option["local"]))
        each = max(1, up(10 * memory, 9 * case["gib"] * GIB), up(10 * local, 8 * case["disk"] * GIB))
        nodes = each * case["replicas"] + 1
        total = (memory + local) * case["replicas"]
        reload = up(total, nodes * (nodes - 1) * case["rate"])
        if option["recall"] >= case["recall"] and option["ms"] <= case["ms"] and reload <= case["reload"]:
            numbers = {
                "index": option["index"],
                "memory": memory,
                "local": local,
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
