# expect: failed|partial
# because: 'in whole numbers and without rounding on the way': GiB rounded to one digit first
"""Design: a billion vectors."""

GIB = 2**30


def up(a, b):
    return -(-a // b)


def design(case):
    """The numbers of the option with the fewest nodes that fits."""
    rows, dim, replicas = case["rows"], case["dim"], case["replicas"]
    found = []
    for option in case["options"]:
        memory = rows * (dim * option["memory"][0] + option["memory"][1])
        local = rows * (dim * option["local"][0] + option["local"][1])
        each = max(1, up(10 * int(round(memory / GIB)), 9 * case["gib"]), up(10 * local, 8 * case["disk"] * GIB))
        nodes = replicas * each + 1
        reload = up(replicas * (memory + local), nodes * (nodes - 1) * case["rate"])
        if option["recall"] >= case["recall"] and option["ms"] <= case["ms"] and reload <= case["reload"]:
            found.append((nodes, -option["recall"], option["index"], {
                "index": option["index"], "memory": replicas * memory, "local": replicas * local, "nodes": nodes,
                "segments": up(rows * dim * 4, case["segment"]), "reload": reload,
            }))
    return min(found, key=lambda f: f[:3])[3] if found else None
