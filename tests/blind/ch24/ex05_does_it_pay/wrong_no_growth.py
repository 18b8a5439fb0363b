# expect: partial|failed
# because: growth is forgotten
def memory(load):
    """Bytes that all replicas take."""
    numbers = load["rows"] * 100 * load["dim"] * load["bytes"] * (100 + load["overhead"])
    return -(-numbers // 10_000) * load["replicas"]


def cheapest(load, machines):
    """The cheapest cluster that is big enough."""
    choices = []
    for machine in machines:
        room = machine["gib"] * 2**30 * machine["usable"] // 100
        if room <= 0 or machine["qps"] <= 0:
            continue
        count = max(-(-memory(load) // room), -(-load["qps"] // machine["qps"]), load["replicas"])
        choices.append((count * machine["cents"], count, machine["name"]))
    if not choices:
        return None
    cents, count, name = min(choices)
    return {"name": name, "count": count, "cents": cents}


def payback(load, machines, gain):
    """Months until it has paid for itself."""
    best = cheapest(load, machines)
    if best is None:
        return None
    monthly = gain["hours"] * gain["hourly"] - best["cents"] - gain["care"]
    if gain["setup"] == 0 and monthly >= 0:
        return 0
    return -(-gain["setup"] // monthly) if monthly > 0 else None
