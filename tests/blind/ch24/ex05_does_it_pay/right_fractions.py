# expect: passed
# because: "rounded up to a whole byte, then times `replicas`": exact fractions and math.ceil, a sort with a key
from fractions import Fraction
from math import ceil, floor


def percent(number):
    return Fraction(number, 100)


def memory(load):
    rows = load["rows"] * percent(100 + load["growth"])
    return ceil(rows * load["dim"] * load["bytes"] * percent(100 + load["overhead"])) * load["replicas"]


def room(machine):
    return floor(machine["gib"] * 2**30 * percent(machine["usable"]))


def cheapest(load, machines):
    offers = []
    for machine in machines:
        if room(machine) > 0 and machine["qps"] > 0:
            needs = [Fraction(memory(load), room(machine)), Fraction(load["qps"]) / Fraction(machine["qps"]), load["replicas"]]
            count = ceil(max(needs))
            offers.append({"name": machine["name"], "count": count, "cents": count * machine["cents"]})
    offers.sort(key=lambda offer: (offer["cents"], offer["count"], offer["name"]))
    return offers[0] if offers else None


def payback(load, machines, gain):
    cluster = cheapest(load, machines)
    if not cluster:
        return None
    monthly = gain["hours"] * gain["hourly"] - gain["care"] - cluster["cents"]
    if gain["setup"] == 0 and monthly >= 0:
        return 0
    return ceil(Fraction(gain["setup"], monthly)) if monthly > 0 else None
