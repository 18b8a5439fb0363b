"""Checks of ch20/ex07: shares of the time, computed over all states of the zones, and the cheapest counts of all."""

import itertools
import math

from grader.checks import check, fail, misconception, require

MILVUS = {
    "proxy": {"needs": 1, "price": 120, "most": 4}, "coordinator": {"needs": 1, "price": 130, "most": 3}, "query": {"needs": 2, "price": 410, "most": 6}, "etcd": {"needs": "majority", "price": 90, "most": 5},
}  # fmt: skip


def needed(part, count, half=False):
    if part["needs"] != "majority":
        return part["needs"]
    return (count + 1) // 2 if half else count // 2 + 1


def at_least(k, n, p):
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def share(counts, parts, zones, up, half=False):
    total = 0.0
    for state in itertools.product((0, 1), repeat=zones):
        chance = math.prod(up["zone"] if one else 1 - up["zone"] for one in state)
        for name, part in parts.items():
            pods = sum(state[i % zones] for i in range(counts[name]))
            chance *= at_least(needed(part, counts[name], half), pods, up["machine"])
        total += chance
    return total


def without_zones(counts, parts, zones, up):
    """As if each pod failed for itself."""
    return math.prod(at_least(needed(part, counts[name]), counts[name], up["zone"] * up["machine"]) for name, part in parts.items())


def part_by_part(counts, parts, zones, up):
    """As if the zones of one part had nothing to do with those of the next."""
    return math.prod(share({name: counts[name]}, {name: part}, zones, up) for name, part in parts.items())


def stands(counts, parts, zones):
    return all(sum(i % zones != gone for i in range(counts[name])) >= needed(part, counts[name]) for gone in range(zones) for name, part in parts.items())


def best(parts, zones, up, promise, survives):
    found = []
    for numbers in itertools.product(*(range(1, part["most"] + 1) for part in parts.values())):
        counts = dict(zip(parts, numbers, strict=True))
        if survives and not stands(counts, parts, zones):
            continue
        got = share(counts, parts, zones, up)
        if got >= promise:
            found.append((sum(counts[n] * parts[n]["price"] for n in parts), -got, counts))
    return min(found, key=lambda one: one[:2]) if found else None


def drawn(rng, number):
    """Parts of any names; prices that no two sums share by accident."""
    names = [str(n) for n in rng.permutation(["proxy", "coordinator", "query", "streaming", "data", "etcd", "store"])[:number]]
    parts = {name: {"needs": "majority" if rng.random() < 0.35 else int(rng.integers(1, 4)), "price": int(rng.integers(40, 900)), "most": int(rng.integers(3, 7))} for name in names}
    up = {"zone": float(rng.choice([0.9, 0.99, 0.995])), "machine": float(rng.choice([0.8, 0.95, 0.99]))}
    return parts, int(rng.integers(1, 4)), up


def told(counts, parts, zones, up):
    return f"availability({counts}, parts, zones={zones}, up={up}), needs {({n: p['needs'] for n, p in parts.items()})}"


def near(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def ask(submission, counts, parts, zones, up):
    found = submission.availability(dict(counts), {n: dict(p) for n, p in parts.items()}, zones, dict(up))
    called = told(counts, parts, zones, up)
    require(isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found), called=called, returned=repr(found), expected="a number from 0 to 1")
    return found, called


@check(points=2)
def test_one_part(submission, rng):
    """The share of one part, by number and by majority"""
    for needs, zones, count in itertools.product((1, 2, "majority"), (1, 2, 3), (1, 2, 3, 4, 5)):
        parts, up = {"part": {"needs": needs, "price": 1, "most": 6}}, {"zone": float(rng.uniform(0.9, 0.99)), "machine": float(rng.uniform(0.8, 0.95))}
        found, called = ask(submission, {"part": count}, parts, zones, up)
        wanted = share({"part": count}, parts, zones, up)
        if near(found, wanted):
            continue
        parts_told = {"called": called, "returned": f"{found:.6f}", "expected": f"{wanted:.6f}"}
        if needs == "majority" and near(found, share({"part": count}, parts, zones, up, half=True)):
            misconception("half-is-a-majority", **parts_told, evidence=f"{count // 2} of {count} pods are taken for enough", why="Two halves are cut off from each other. Which of them may decide?")
        if near(found, without_zones({"part": count}, parts, zones, up)):
            misconception("each-pod-fails-for-itself", **parts_told, evidence="the number is right for pods that have no zone in common", why="A zone takes all of its pods at the same moment. What is the chance that the others are enough?")
        fail(**parts_told, why="Go through the zones that may be down, and ask in each case how many machines are left.")


@check(points=3, after="test_one_part")
def test_together(submission, rng):
    """The share of the whole, whose parts share zones"""
    cases = [({"proxy": 2, "coordinator": 2, "query": 3, "etcd": 3}, MILVUS, z, {"zone": 0.99, "machine": 0.97}) for z in (1, 2, 3)]
    for _ in range(40):
        parts, zones, up = drawn(rng, int(rng.integers(2, 5)))
        cases.append(({n: int(rng.integers(1, p["most"] + 1)) for n, p in parts.items()}, parts, zones, up))
    for counts, parts, zones, up in cases:
        found, called = ask(submission, counts, parts, zones, up)
        wanted = share(counts, parts, zones, up)
        if near(found, wanted):
            continue
        parts_told = {"called": called, "returned": f"{found:.6f}", "expected": f"{wanted:.6f}"}
        if near(found, part_by_part(counts, parts, zones, up)):
            misconception("parts-fail-independently", **parts_told, evidence="the shares of the parts were multiplied", why="When zone 0 is down, which parts feel it? Are these two accidents, or one?")
        fail(**parts_told, why="For each state of the zones: the chance of the state, times the chances of all parts in it.")


@check(points=4, after="test_together")
def test_cheapest(submission, rng):
    """The lowest price that keeps the promise, and survives a zone where it has to"""
    cases = [(MILVUS, 3, {"zone": 0.999, "machine": 0.99}, 0.999, True), (MILVUS, 3, {"zone": 0.999, "machine": 0.99}, 0.99, False), (MILVUS, 1, {"zone": 0.999, "machine": 0.99}, 0.99, True)]
    equal = {"proxy": {"needs": 1, "price": 100, "most": 3}, "query": {"needs": 2, "price": 100, "most": 4}}  # two ways for 400
    cases += [(parts, 1, {"zone": 0.99, "machine": 0.9}, 0.75, False) for parts in (equal, dict(reversed(equal.items())))]
    dear = {"proxy": {"needs": 1, "price": 900, "most": 3}, "etcd": {"needs": "majority", "price": 20, "most": 5}}  # the first that keeps it is not the cheapest
    cases += [(parts, 1, {"zone": 0.99, "machine": 0.9}, 0.85, False) for parts in (dear, dict(reversed(dear.items())))]
    for _ in range(16):
        parts, zones, up = drawn(rng, int(rng.integers(2, 4)))
        top = share({n: p["most"] for n, p in parts.items()}, parts, zones, up)
        cases.append((parts, zones, up, float(top * rng.choice([0.5, 0.9, 0.99, 0.999, 1.02])), bool(rng.random() < 0.5)))
    for parts, zones, up, promise, survives in cases:
        wanted = best(parts, zones, up, promise, survives)
        called = f"cheapest({parts}, {zones}, {up}, {promise:.6f}, {survives})"
        found = submission.cheapest({n: dict(p) for n, p in parts.items()}, zones, dict(up), promise, survives)
        if wanted is None:
            require(found is None, called=called, returned=repr(found)[:200], expected="None", why="Nothing within `most` keeps this promise.")
            continue
        right = isinstance(found, dict) and set(found) == set(parts) and all(isinstance(v, int) and not isinstance(v, bool) and 1 <= v <= parts[n]["most"] for n, v in found.items())
        require(right, called=called, returned=repr(found)[:200], expected=f"counts such as {wanted[2]}")
        price, got = sum(found[n] * parts[n]["price"] for n in parts), share(found, parts, zones, up)
        require(got >= promise - 1e-12, called=called, returned=f"{found}: {got:.6f}", expected=f"at least {promise:.6f}", why="The promise is not kept.")
        require(not survives or stands(found, parts, zones), called=called, returned=f"{found}, which is down without one of the zones", expected="counts that survive each zone", why="Deal the pods over the zones, and take one zone away. A majority is of all pods, also of those that are gone.")
        require(price == wanted[0], called=called, returned=f"{found} for {price}", expected=f"a price of {wanted[0]}", why="There is a cheaper one.")
        require(near(got, -wanted[1]), called=called, returned=f"{found}: {got:.6f}", expected=f"{-wanted[1]:.6f} for the same price", why="Of several with this price the one that is up for the longest.")
