"""Exact fractions, and counting up machine by machine and month by month where few are needed."""

from fractions import Fraction
from math import ceil, floor


def memory(load):
    one = Fraction(load["rows"]) * Fraction(100 + load["growth"], 100) * load["dim"] * load["bytes"] * Fraction(100 + load["overhead"], 100)
    return ceil(one) * load["replicas"]


def cheapest(load, machines):
    found = None
    for machine in sorted(machines, key=lambda m: m["name"]):
        room = floor(Fraction(machine["gib"] * 2**30 * machine["usable"], 100))
        if not room or not machine["qps"]:
            continue
        count = load["replicas"]
        count = max(count, ceil(Fraction(memory(load), room)))
        while count * machine["qps"] < load["qps"]:
            count += 1
        one = {"name": machine["name"], "count": count, "cents": count * machine["cents"]}
        if found is None or (one["cents"], one["count"]) < (found["cents"], found["count"]):
            found = one
    return found


def payback(load, machines, gain):
    best = cheapest(load, machines)
    if not best:
        return None
    each = gain["hours"] * gain["hourly"] - best["cents"] - gain["care"]
    if each < 0:
        return None
    if each == 0:
        return 0 if not gain["setup"] else None
    return ceil(Fraction(gain["setup"], each))
