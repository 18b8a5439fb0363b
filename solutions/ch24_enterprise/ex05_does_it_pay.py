"""Does it pay?

A search in Milvus is to replace an hour of looking things up. Say what it costs each month, which machine is the cheapest, and when it has paid for itself. All amounts are whole cents.

    memory(load)                     # bytes that the loaded collection takes, a whole number
    cheapest(load, machines)         # the cheapest way to run it, or None
    payback(load, machines, gain)    # whole months until it has paid for itself, or None

`load` is a dict: `rows`, `dim`, `bytes` (per number: 4, 2 or 1), `overhead` (percent that index and scalar fields add: 60), `replicas` (at least 1), `qps` (searches per second at the peak), `growth` (percent more rows by the end of the planned time: 0, 25, …).

- **Memory** is that of all replicas at the end: `rows · (100 + growth) / 100 · dim · bytes · (100 + overhead) / 100`, rounded up to a whole byte, then times `replicas`. Calculate in whole numbers: a float rounds.
- `machines` is a list of dicts: `name`, and in whole numbers `gib` (memory), `usable` (percent of it that data may take), `qps` (that one machine answers), `cents` (per month). A cluster is made of machines of one kind.
- A cluster is **big enough** if its usable memory (`gib · 2**30 · usable / 100` each, rounded down) holds `memory(load)`, its machines together answer `qps`, and there are at least as many machines as replicas. Just enough is enough.
- `cheapest` returns `{"name": …, "count": …, "cents": …}`: the smallest count of each kind that is big enough; of the kinds the one that costs least in all; of these the one with the fewest machines; of these the first name in alphabetical order. A machine with no usable memory or no qps cannot be used. No machines: `None`. A load without rows and without qps still wants one machine per replica.
- `gain` is `{"setup": cents once, "hours": people-hours saved per month, "hourly": cents per hour, "care": cents per month for those who run it}`. `payback` returns the smallest number of whole months after which hours saved, minus machines, minus care, have reached the setup; 0 if there is no setup to earn back and nothing is lost each month; `None` if it never happens, if nothing is `cheapest`, or if there is no setup and each month loses.
"""


def memory(load):
    """Bytes that all replicas take."""
    # BEGIN SOLUTION memory
    numbers = load["rows"] * (100 + load["growth"]) * load["dim"] * load["bytes"] * (100 + load["overhead"])
    return -(-numbers // 10_000) * load["replicas"]
    # END SOLUTION


def cheapest(load, machines):
    """The cheapest cluster that is big enough."""
    # BEGIN SOLUTION cheapest
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
    # END SOLUTION


def payback(load, machines, gain):
    """Months until it has paid for itself."""
    # BEGIN SOLUTION payback
    best = cheapest(load, machines)
    if best is None:
        return None
    monthly = gain["hours"] * gain["hourly"] - best["cents"] - gain["care"]
    if gain["setup"] == 0 and monthly >= 0:
        return 0
    return -(-gain["setup"] // monthly) if monthly > 0 else None
    # END SOLUTION
