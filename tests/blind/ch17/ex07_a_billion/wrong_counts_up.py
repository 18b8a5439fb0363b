# expect: failed|partial
# because: 'rows, up to 10^18': the nodes are counted up one by one
"""Design: a billion vectors."""

GIB = 2**30


def ceil_div(a, b):
    whole, rest = divmod(a, b)
    return whole + (rest > 0)


def design(case):
    """The numbers of the option with the fewest nodes that fits."""
    rows, dim, copies = case["rows"], case["dim"], case["replicas"]
    fits = []
    for o in case["options"]:
        (md, mr), (ld, lr) = o["memory"], o["local"]
        answer = {"index": o["index"], "memory": copies * rows * (dim * md + mr), "local": copies * rows * (dim * ld + lr)}
        one_memory, one_local = answer["memory"] // copies, answer["local"] // copies
        per_replica = 1
        while 9 * case["gib"] * GIB * per_replica < 10 * one_memory or 4 * case["disk"] * GIB * per_replica < 5 * one_local:
            per_replica += 1
        answer["nodes"] = copies * per_replica + 1
        answer["segments"] = ceil_div(4 * dim * rows, case["segment"])
        answer["reload"] = ceil_div(answer["memory"] + answer["local"], answer["nodes"] * (answer["nodes"] - 1) * case["rate"])
        if o["recall"] >= case["recall"] and o["ms"] <= case["ms"] and answer["reload"] <= case["reload"]:
            fits.append((o, answer))
    fits.sort(key=lambda f: f[0]["index"])
    fits.sort(key=lambda f: f[0]["recall"], reverse=True)
    fits.sort(key=lambda f: f[1]["nodes"])
    return fits[0][1] if fits else None
