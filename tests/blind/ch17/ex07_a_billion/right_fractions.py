# expect: passed
# because: fractions.Fraction and math.ceil
"""Design: a billion vectors."""

from fractions import Fraction
from math import ceil

GIB = 2**30


def numbers(case, option):
    def size(pair):
        return case["rows"] * (case["dim"] * pair[0] + pair[1])

    memory, local = size(option["memory"]), size(option["local"])
    by_memory = ceil(Fraction(memory, case["gib"] * GIB) / Fraction(9, 10))
    by_disk = ceil(Fraction(local) / (case["disk"] * GIB * Fraction(8, 10))) if local else 0
    nodes = max(1, by_memory, by_disk) * case["replicas"] + 1
    share = Fraction((memory + local) * case["replicas"], nodes)
    return {
        "index": option["index"], "memory": memory * case["replicas"], "local": local * case["replicas"], "nodes": nodes,
        "segments": ceil(Fraction(case["rows"] * case["dim"] * 4, case["segment"])), "reload": ceil(share / ((nodes - 1) * case["rate"])),
    }


def design(case):
    """The numbers of the option with the fewest nodes that fits."""
    best = None
    for option in sorted(case["options"], key=lambda o: o["index"]):
        if option["recall"] < case["recall"] or option["ms"] > case["ms"]:
            continue
        one = numbers(case, option)
        if one["reload"] > case["reload"]:
            continue
        if best is None or (one["nodes"], -option["recall"]) < best[0]:
            best = (one["nodes"], -option["recall"]), one
    return None if best is None else best[1]
