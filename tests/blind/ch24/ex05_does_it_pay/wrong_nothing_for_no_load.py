# expect: failed|partial
# because: "A load without rows and without qps still wants one machine per replica": None for no rows
def up(a, b):
    """a / b, rounded up."""
    return -(-a // b)


def memory(load):
    one = load["rows"] * (100 + load["growth"]) * load["dim"] * load["bytes"] * (100 + load["overhead"])
    return up(one, 10_000) * load["replicas"]


def cheapest(load, machines):
    need, found = memory(load), []
    if need == 0 and load["qps"] == 0:
        return None
    for machine in machines:
        room = machine["gib"] * 2**30 * machine["usable"] // 100
        if room <= 0 or machine["qps"] <= 0:
            continue
        count = max(up(need, room), up(load["qps"], machine["qps"]), load["replicas"])
        found.append((count * machine["cents"], count, machine["name"]))
    if not found:
        return None
    cents, count, name = min(found)
    return {"name": name, "count": count, "cents": cents}


def payback(load, machines, gain):
    cluster = cheapest(load, machines)
    if cluster is None:
        return None
    left = gain["hours"] * gain["hourly"] - cluster["cents"] - gain["care"]
    if gain["setup"] <= 0:
        return 0 if left >= 0 else None
    return up(gain["setup"], left) if left > 0 else None
