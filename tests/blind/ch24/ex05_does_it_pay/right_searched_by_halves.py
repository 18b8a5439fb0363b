# expect: passed
# because: "the smallest count of each kind that is big enough": a predicate says whether a count is big enough, and the smallest is searched by doubling and halving; months too
def smallest(enough, start):
    """The smallest whole number from start on for which enough() holds; it holds for all above."""
    if enough(start):
        return start
    step = 1
    while not enough(start + step):
        step *= 2
    low, high = start + step // 2, start + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def memory(load):
    hundredths = load["dim"] * load["bytes"] * load["rows"] * (load["growth"] + 100) * (load["overhead"] + 100)
    whole, rest = divmod(hundredths, 100 * 100)
    return (whole + (rest > 0)) * load["replicas"]


def cheapest(load, machines):
    best = None
    for machine in sorted(machines, key=lambda machine: machine["name"]):
        usable = machine["gib"] * 2**30 * machine["usable"] // 100
        if usable < 1 or machine["qps"] <= 0:
            continue
        count = smallest(lambda n: n * usable >= memory(load) and n * machine["qps"] >= load["qps"], load["replicas"])
        offer = {"name": machine["name"], "count": count, "cents": count * machine["cents"]}
        if best is None or (offer["cents"], offer["count"]) < (best["cents"], best["count"]):
            best = offer
    return best


def payback(load, machines, gain):
    cluster = cheapest(load, machines)
    if cluster is None:
        return None
    each = gain["hours"] * gain["hourly"] - (cluster["cents"] + gain["care"])
    if each < 0 or (each == 0 and gain["setup"] > 0):
        return None
    return smallest(lambda months: months * each >= gain["setup"], 0)
