# expect: passed
# because: "or `None` if it cannot be done": the numbers are computed before anything is placed; firms without a need fill free rooms even if the rest of them share a key
def needed(drop, none, rooms):
    """Collections for so many firms of one dimension: with partitions, and one with a key or none."""
    parts = -(-drop // rooms) if rooms else drop
    free = parts * rooms - drop if rooms else 0
    return parts, int(none > free)


def place(firms, limits):
    rooms = limits["partitions"] - 1
    kinds = {}
    for firm in firms:
        kinds.setdefault((firm["needs"], firm["dim"]), []).append(firm["name"])
    admins = [name for (needs, _), names in kinds.items() if needs == "admin" for name in names]
    logins = [name for (needs, _), names in kinds.items() if needs == "login" for name in names]
    dims = {dim for needs, dim in kinds if needs in ("drop", "none")}
    plan = {dim: needed(len(kinds.get(("drop", dim), [])), len(kinds.get(("none", dim), [])), rooms) for dim in dims}
    if len(admins) + len(logins) + sum(map(sum, plan.values())) > limits["collections"]:
        return None
    if firms and 1 + len(admins) > limits["databases"]:
        return None
    found = {name: {"database": "d" + name, "collection": "first", "partition": None} for name in admins}
    found |= {name: {"database": "default", "collection": "login_" + name, "partition": None} for name in logins}
    for dim in dims:
        drop, none = kinds.get(("drop", dim), []), list(kinds.get(("none", dim), []))
        if rooms == 0:
            for name in drop:
                found[name] = {"database": "default", "collection": "only_" + name, "partition": None}
        else:
            for n in range(plan[dim][0] * rooms):
                name = drop[n] if n < len(drop) else none.pop() if none else None
                if name is not None:
                    found[name] = {"database": "default", "collection": f"walls_{dim}_{n // rooms}", "partition": "p" + name}
        for name in none:
            found[name] = {"database": "default", "collection": f"key_{dim}", "partition": None}
    return found
