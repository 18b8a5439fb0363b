"""Checks of ch18/ex07. What is right is found by growing sets of means from the ways of each accident, not from all subsets."""

import itertools

from grader.checks import check, fail, misconception

HOUR, DAY = 3_600, 86_400
MEANS = {"change log": 25, "folder snapshot": 5, "nightly export": 40, "second site": 120, "standby": 900}
WAYS = [
    {"against": "machine", "needs": ["folder snapshot"], "lost": DAY, "back": HOUR},
    {"against": "machine", "needs": ["nightly export"], "lost": DAY, "back": 3 * HOUR},
    {"against": "machine", "needs": ["nightly export", "change log"], "lost": 5, "back": 4 * HOUR},
    {"against": "machine", "needs": ["standby"], "lost": 2, "back": 60},
    {"against": "site", "needs": ["nightly export", "second site"], "lost": DAY, "back": 5 * HOUR},
    {"against": "site", "needs": ["nightly export", "second site", "change log"], "lost": 60, "back": 6 * HOUR},
    {"against": "site", "needs": ["standby", "second site"], "lost": 2, "back": 120},
    {"against": "mistake", "needs": ["nightly export"], "lost": DAY, "back": 3 * HOUR},
    {"against": "mistake", "needs": ["nightly export", "change log"], "lost": 0, "back": 4 * HOUR},
    {"against": "mistake", "needs": ["folder snapshot"], "lost": DAY, "back": 1800},
]


def minimal(ways, kind, limits):
    """The sets of means of the ways that meet both limits."""
    return {frozenset(w["needs"]) for w in ways if w["against"] == kind and w["lost"] <= limits["rpo"] and w["back"] <= limits["rto"]}


def right(means, ways, accidents):
    unions = {frozenset()}
    for kind, limits in accidents.items():
        unions = {u | m for u in unions for m in minimal(ways, kind, limits)}
    best = sorted(unions, key=lambda c: (sum(means[n] for n in c), len(c), sorted(c)))
    return sorted(best[0]) if best else None


def one_by_one(means, ways, accidents):
    """The cheapest answer to each accident, put together."""
    chosen = set()
    for kind, limits in accidents.items():
        found = sorted(minimal(ways, kind, limits), key=lambda c: (sum(means[n] for n in c), len(c), sorted(c)))
        if not found:
            return None
        chosen |= found[0]
    return sorted(chosen)


def halves(means, ways, accidents):
    """The cheapest means with which each accident has a way that meets the one limit, and a way that meets the other."""
    fits = []
    for size in range(len(means) + 1):
        for c in itertools.combinations(sorted(means), size):
            there = [w for w in ways if set(w["needs"]) <= set(c)]
            if all(any(w["against"] == k and w["lost"] <= a["rpo"] for w in there) and any(w["against"] == k and w["back"] <= a["rto"] for w in there) for k, a in accidents.items()):
                fits.append((sum(means[n] for n in c), len(c), list(c)))
    return min(fits)[2] if fits else None


def ask(submission, means, ways, accidents, said, why, only=None):
    expected, given = right(means, ways, accidents), submission.plan(dict(means), [dict(w) for w in ways], {k: dict(a) for k, a in accidents.items()})
    if given == expected:
        return
    if only == "each-accident-by-itself" and given == one_by_one(means, ways, accidents):
        misconception(only, evidence=f"the answer is the cheapest means for each accident put together, {cost(means, given)} euros instead of {cost(means, expected)}", called=f"plan() {said}", returned=given, expected=expected, why="What is bought for the one accident is there for the other also.")
    if only == "one-way-loses-another-is-quick" and given == halves(means, ways, accidents):
        misconception(only, evidence="for one accident the way that loses little enough takes too long, and the way that is quick enough loses too much", called=f"plan() {said}", returned=given, expected=expected, why="You can go one way back, not half of two.")
    fail(called=f"plan() {said}", returned=given, expected=expected, why=why)


def cost(means, names):
    return sum(means[n] for n in names)


@check(points=2)
def test_one_accident(submission):
    """One accident, with limits that are wide, narrow, exact, and impossible"""
    for kind, rpo, rto, why in (("machine", DAY, DAY, "The cheapest way will do."), ("machine", DAY, HOUR, "A limit that is just met is met."), ("machine", DAY, HOUR - 1, "An hour is a second too long."), ("machine", 5, DAY, "Five seconds are allowed."), ("machine", 4, DAY, "Five seconds are one too many."),
                                ("site", 60, DAY, "A log needs a base, and both need a second site."), ("mistake", 0, DAY, "Nothing may be lost."), ("mistake", 0, 60, "Nothing is that quick."), ("site", 1, DAY, "Nothing loses so little.")):  # fmt: skip
        ask(submission, MEANS, WAYS, {kind: {"rpo": rpo, "rto": rto}}, f"against {kind} alone, with an RPO of {rpo} s and an RTO of {rto} s", why)
    ask(submission, MEANS, WAYS, {}, "against nothing", "No accident, no means.")
    ask(submission, MEANS, [*WAYS, {"against": "machine", "needs": [], "lost": 10, "back": 10}], {"machine": {"rpo": 10, "rto": 10}}, "against a machine, where a way needs nothing", "What is there anyway costs nothing.")
    ask(submission, MEANS, WAYS, {"flood": {"rpo": DAY, "rto": DAY}}, "against a flood, which no way is against", "No choice holds.")
    ask(submission, {}, [], {}, "with no means, against nothing", "Nothing is needed.")


@check(points=2, after="test_one_accident")
def test_one_way_meets_both(submission):
    """The way that loses little enough is the way that is quick enough"""
    ask(submission, MEANS, WAYS, {"mistake": {"rpo": 10, "rto": 2 * HOUR}}, "against a mistake, with an RPO of 10 s and an RTO of two hours", "The snapshot is quick and loses a day, the log loses nothing and takes four hours.", "one-way-loses-another-is-quick")
    ask(submission, MEANS, WAYS, {"machine": {"rpo": 10, "rto": 2 * HOUR}}, "against a machine, with an RPO of 10 s and an RTO of two hours", "Only the standby does both.", "one-way-loses-another-is-quick")
    ask(submission, MEANS, WAYS, {"machine": {"rpo": 10, "rto": 4 * HOUR}}, "against a machine, with an RPO of 10 s and an RTO of four hours", "Export and log do both.")


@check(points=3, after=("test_one_accident", "test_one_way_meets_both"))
def test_all_accidents(submission, rng):
    """Means are shared between accidents, and the whole is as cheap as it can be"""
    wide = {"rpo": DAY, "rto": DAY}
    ask(submission, MEANS, WAYS, {"machine": wide, "site": wide, "mistake": wide}, "against machine, site and mistake, with wide limits", "The export that the site needs also helps against the others.", "each-accident-by-itself")
    ask(submission, MEANS, WAYS, {"machine": {"rpo": 10, "rto": DAY}, "site": {"rpo": 60, "rto": DAY}, "mistake": {"rpo": 0, "rto": DAY}}, "against three accidents, with narrow recovery points", "One base, one log and one second site do all three.")
    ask(submission, MEANS, WAYS, {"machine": {"rpo": 10, "rto": 600}, "site": {"rpo": 10, "rto": 600}, "mistake": wide}, "against a machine and a site within ten minutes, and against mistakes within a day", "A standby is no help against the mistake, and a snapshot is the cheapest that is.")
    ask(submission, MEANS, WAYS, {"machine": wide, "site": wide, "mistake": {"rpo": 0, "rto": 60}}, "against three accidents, one of which nothing prevents", "A plan that leaves one accident open does not hold.")
    ways = [{"against": "a", "needs": ["x"], "lost": 1, "back": 1}, {"against": "a", "needs": ["c", "d"], "lost": 1, "back": 1}, {"against": "a", "needs": ["b"], "lost": 1, "back": 1}]
    a = {"a": {"rpo": 1, "rto": 1}}
    ask(submission, {"x": 10, "b": 10, "c": 5, "d": 5}, ways, a, "with three choices of ten euros", "The fewest means, and of these the first in the alphabet.")
    ask(submission, {"x": 10, "b": 11, "c": 5, "d": 4}, ways, a, "with choices of 10, 11 and 5 + 4 euros", "Two means may cost less than one.")
    ask(submission, {"x": 10, "b": 10, "c": 10, "d": 0}, ways, a, "with choices of 10, 10 and 10 + 0 euros", "At the same price, the fewest.")
    ask(submission, {"z": 9, "a": 4, "b": 5}, [{"against": "a", "needs": n, "lost": 0, "back": 0} for n in (["z"], ["a", "b"])], a, "with one means of nine euros, and two of 4 + 5 that come earlier in the alphabet", "At the same price, the fewest means.")
    ask(submission, {"x": 9, "c": 4, "b": 9, "d": 5}, [{"against": "a", "needs": n, "lost": 0, "back": 0} for n in (["x"], ["b"], ["c", "d"])], a, "with two choices of nine euros for one of the means, and one of 4 + 5", "The fewest means, and of these the first in the alphabet.")
    ask(submission, {"a2": 1, "a10": 1}, [{"against": "a", "needs": [n], "lost": 0, "back": 0} for n in ("a2", "a10")], a, "with means called a2 and a10", "Names sort as texts.")
    wrong = []
    for _ in range(60):
        names = [f"means {c}" for c in "abcdefghij"[: int(rng.integers(3, 10))]]
        shuffled = [names[int(i)] for i in rng.permutation(len(names))]
        means = {n: int(rng.integers(0, 4)) * 10 for n in shuffled} if rng.random() < 0.6 else {n: int(rng.integers(0, 60)) for n in shuffled}
        kinds = ["fire", "mistake", "disk", "flood", "rot"][: int(rng.integers(1, 6))]
        ways = [{"against": kinds[int(rng.integers(len(kinds)))], "needs": sorted({names[int(i)] for i in rng.integers(len(names), size=int(rng.integers(1, 4)))}), "lost": int(rng.integers(0, 9)), "back": int(rng.integers(0, 9))} for _ in range(int(rng.integers(10, 40)))]
        accidents = {k: {"rpo": int(rng.integers(2, 9)), "rto": int(rng.integers(2, 9))} for k in kinds[: int(rng.integers(1, len(kinds) + 1))]}
        expected, given = right(means, ways, accidents), submission.plan(means, ways, accidents)
        if given != expected:
            wrong.append((len(ways), means, ways, accidents, given, expected))
    if wrong:
        _, means, ways, accidents, given, expected = min(wrong, key=lambda w: w[0])
        fail(called=f"plan({means}, {ways}, {accidents})", returned=given, expected=expected, why=f"{len(wrong)} of 60 plans came out wrong; this is the shortest.")
