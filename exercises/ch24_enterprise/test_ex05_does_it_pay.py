"""Checks of ch24/ex05: small cases at each border, and many scenarios that are drawn."""

from grader.checks import check, fail, misconception, same

LOAD = {"rows": 1_000_000, "dim": 256, "bytes": 4, "overhead": 60, "replicas": 1, "qps": 100, "growth": 0}
SMALL = {"name": "small", "gib": 8, "usable": 75, "qps": 200, "cents": 9_000}
LARGE = {"name": "large", "gib": 64, "usable": 80, "qps": 1_500, "cents": 60_000}


def bytes_of(load):
    numbers = load["rows"] * (100 + load["growth"]) * load["dim"] * load["bytes"] * (100 + load["overhead"])
    return -(-numbers // 10_000) * load["replicas"]


def best(load, machines):
    choices = []
    for m in machines:
        room = m["gib"] * 2**30 * m["usable"] // 100
        if room > 0 and m["qps"] > 0:
            count = max(-(-bytes_of(load) // room), -(-load["qps"] // m["qps"]), load["replicas"])
            choices.append((count * m["cents"], count, m["name"]))
    return dict(zip(("cents", "count", "name"), min(choices), strict=True)) if choices else None


def months(load, machines, gain):
    one = best(load, machines)
    if one is None:
        return None
    monthly = gain["hours"] * gain["hourly"] - one["cents"] - gain["care"]
    if gain["setup"] == 0 and monthly >= 0:
        return 0
    return -(-gain["setup"] // monthly) if monthly > 0 else None


def drawn_load(rng):
    return {
        "rows": int(rng.integers(0, 10 ** int(rng.integers(4, 10)))), "dim": int(rng.choice([96, 256, 384, 768, 1536])), "bytes": int(rng.choice([4, 2, 1])),
        "overhead": int(rng.integers(0, 120)), "replicas": int(rng.integers(1, 5)), "qps": int(rng.integers(0, 5_000)), "growth": int(rng.integers(0, 200)),
    }  # fmt: skip


def drawn_machines(rng):
    found = []
    for n in range(int(rng.integers(1, 7))):
        gib = int(rng.choice([4, 8, 16, 32, 64, 128]))
        found.append({"name": f"kind {chr(104 - n)}", "gib": gib, "usable": int(rng.integers(40, 95)), "qps": int(rng.integers(1, 2_000)), "cents": gib * int(rng.integers(900, 1_300))})
    return found


@check(points=2)
def test_memory(submission, rng):
    """Memory to the byte: growth, overhead and every replica"""
    for more, why in (({}, "1,000,000 · 256 · 4 bytes, and 60% more."), ({"bytes": 1}, "One byte per number."), ({"growth": 50}, "Rows at the end of the planned time."), ({"rows": 1, "dim": 3, "bytes": 1, "overhead": 1}, "Rounded up."), ({"rows": 0}, "No rows, no bytes."), ({"rows": 333_333_337, "dim": 1536, "growth": 33, "overhead": 7}, "Many rows."), ({"rows": 1000004503, "dim": 32767, "bytes": 1, "growth": 1, "overhead": 1}, "A float has 53 bits, and one ten-thousandth of a byte is a byte more.")):
        same(submission.memory(LOAD | more), bytes_of(LOAD | more), called=f"memory() of {LOAD | more}", why=why)
    for n in range(30):
        load = drawn_load(rng) | {"replicas": n % 4 + 2}
        found, expected = submission.memory(load), bytes_of(load)
        if found == expected // load["replicas"] and found:
            misconception("replicas-share-the-memory", evidence=f"{found:,} bytes are those of one of {load['replicas']} replicas", called=f"memory() of {load}", returned=found, expected=expected, why="Where does each replica hold its data?")
        same(found, expected, called=f"memory() of {load}", why="Rounded up to a whole byte, then times the replicas.")


@check(points=3, after="test_memory")
def test_cheapest(submission, rng):
    """The cheapest cluster that is big enough, at every border"""
    room = SMALL["gib"] * 2**30 * SMALL["usable"] // 100
    exact = {"rows": room, "dim": 1, "bytes": 1, "overhead": 0, "replicas": 1, "qps": 0, "growth": 0}
    cases = [
        (LOAD, [SMALL], "One is enough."), (LOAD | {"qps": 200}, [SMALL], "Just enough is enough."), (LOAD | {"qps": 201}, [SMALL], "One search per second too many."),
        (exact, [SMALL], "Just enough memory is enough."), (exact | {"rows": room + 1}, [SMALL], "One byte too many."), (LOAD | {"replicas": 3}, [SMALL], "A machine for each replica."),
        (exact | {"rows": 100 * (2**30 * 33 // 100) + 50}, [SMALL | {"gib": 1, "usable": 33}], "Parts of a byte on a hundred machines are no room."),
        (LOAD | {"rows": 40_000_000}, [SMALL, LARGE], "Many small ones, or one large one?"), (LOAD | {"rows": 0, "qps": 0, "replicas": 2}, [SMALL, LARGE], "Nothing to do, and two replicas."),
        (LOAD, [], "No machines."), (LOAD, [SMALL | {"qps": 0}, LARGE | {"usable": 0}], "Machines that cannot be used."), (LOAD | {"qps": 0}, [SMALL | {"qps": 0}, LARGE], "A machine with no qps cannot be used, even where none is asked for."),
        (LOAD | {"qps": 400}, [SMALL | {"name": "a", "qps": 200}, SMALL | {"name": "b", "qps": 400, "cents": 18_000}], "At the same price, the fewest."), (LOAD, [SMALL | {"name": "z2"}, SMALL | {"name": "z10"}], "Names sort as texts."),
    ]  # fmt: skip
    wrong = [(load, machines, submission.cheapest(load, machines), best(load, machines), why) for load, machines, why in cases]
    for _ in range(60):
        load, machines = drawn_load(rng), drawn_machines(rng)
        wrong.append((load, machines, submission.cheapest(load, machines), best(load, machines), "The cheapest of several kinds."))
    bad = [w for w in wrong if w[2] != w[3]]
    if bad:
        load, machines, found, expected, why = min(bad, key=lambda w: len(w[1]))

        def of_the_cheapest(load, machines):
            usable = [m for m in machines if m["gib"] * 2**30 * m["usable"] // 100 > 0 and m["qps"] > 0]
            return best(load, [min(usable, key=lambda m: (m["cents"], m["name"]))]) if usable else None

        if all(w[2] == of_the_cheapest(w[0], w[1]) for w in bad):
            misconception("the-cheapest-machine", evidence=f"{len(bad)} of {len(wrong)} answers are clusters of the machine that costs least by itself", called=f"cheapest({load}, {machines})", returned=found, expected=expected, why="What is paid for: a machine, or as many as it takes?")
        fail(called=f"cheapest({load}, {machines})", returned=found, expected=expected, why=f"{why} {len(bad)} of {len(wrong)} scenarios came out wrong.")


@check(points=3, after="test_cheapest")
def test_payback(submission, rng):
    """Whole months until the setup is earned back, with those who run it"""
    gain = {"setup": 100_000, "hours": 50, "hourly": 1_000, "care": 21_000}
    cases = [
        (gain, "50,000 − 9,000 − 21,000 = 20,000 per month: five months."), (gain | {"setup": 100_001}, "A cent more is a month more."), (gain | {"setup": 1}, "One month."), (gain | {"setup": 0}, "Nothing to earn back."),
        (gain | {"care": 41_000}, "Nothing is left: it never happens."), (gain | {"care": 41_000, "setup": 0}, "Nothing to earn back, and nothing lost."), (gain | {"care": 41_001, "setup": 0}, "A cent is lost each month."), (gain | {"hours": 0}, "No hour is saved."), (gain | {"care": 40_999}, "One cent per month."),
    ]  # fmt: skip
    tries = [(LOAD, [SMALL], g, why) for g, why in cases] + [(LOAD, [], gain, "No machine, no gain.")]
    for _ in range(60):
        load, machines = drawn_load(rng), drawn_machines(rng)
        one = best(load, machines)["cents"]
        hourly = int(rng.integers(2_000, 9_000))
        tries.append((load, machines, {"setup": int(rng.integers(0, 5_000_000)), "hours": int(one * rng.uniform(0.8, 3) // hourly), "hourly": hourly, "care": int(rng.integers(0, one + 1))}, "A drawn scenario."))
    results = [(submission.payback(load, machines, g), load, machines, g, why) for load, machines, g, why in tries]
    bad = [r for r in results if r[0] != months(*r[1:4]) or isinstance(r[0], (bool, float))]
    if bad:
        found, load, machines, g, why = bad[0]
        if all(r[0] == months(r[1], r[2], r[3] | {"care": 0}) for r in bad) and all(r[3]["care"] for r in bad):
            misconception("machines-are-all-it-costs", evidence=f"{len(bad)} of {len(results)} answers leave out `care`, and each is right without it", called=f"payback() with {g}", returned=found, expected=months(load, machines, g), why="Who runs it, and who pays them?")
        fail(called=f"payback({load}, {machines}, {g})", returned=found, expected=months(load, machines, g), why=f"{why} {len(bad)} of {len(results)} scenarios came out wrong.")
