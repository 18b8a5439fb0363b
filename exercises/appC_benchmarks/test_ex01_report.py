"""Checks of appC/ex01: records whose every call is known, and pairs of which one thing at a time is wrong."""

import math
import statistics

import numpy as np

from grader.checks import check, close, fail, misconception, require, same

K = 5
KEYS = {"recall", "failed", "qps", "cv", "p50", "p99"}


def clone(value):
    """The same data, all of it new."""
    if isinstance(value, dict):
        return {key: clone(one) for key, one in value.items()}
    return [clone(one) for one in value] if isinstance(value, list) else value


def truths_of(rng, queries, k=K, ties=False):
    """For each query pairs of id and distance, nearest first; where `ties`, several rows are as far as the k-th."""
    found = []
    for _ in range(queries):
        ids = (rng.permutation(900) + 100)[: 3 * k].tolist()
        far = np.sort(rng.integers(1, 500, size=3 * k)).astype(float)
        if ties:
            before, after = int(rng.integers(1, k)), int(rng.integers(1, k))
            far[k - 1 - before : k + after] = far[k - 1]
            far[k + after :] += 1
        else:
            far = np.arange(1, 3 * k + 1) * 1.0
        found.append(list(zip(ids, far.tolist(), strict=True)))
    return found


def right_recall(ids, truth, k):
    last = truth[k - 1][1]
    good = [i for i, d in truth if d <= last]
    return sum(i in good for i in dict.fromkeys((ids or [])[:k])) / k


def answer(rng, truth, k, hits):
    """Ids with so many right ones, in any order; the rest are rows that are farther, or not in the truth."""
    last = truth[k - 1][1]
    good = [i for i, d in truth if d <= last]
    bad = [i for i, d in truth if d > last] + list(range(5000, 5000 + k))
    chosen = [good[i] for i in rng.permutation(len(good))[:hits]] + [bad[i] for i in rng.permutation(len(bad))[: k - hits]]
    return [chosen[i] for i in rng.permutation(k)]


def record(rng, truths, rounds=6, calls=20, speed=4.0, hits=4, places=None, k=K, wobble=0.1, numbers=None):
    """A record of so many rounds; `places`: of each round."""
    made = []
    for at in range(rounds):
        pace = speed * (1 + wobble * float(rng.uniform(-1, 1)))
        own = [{"query": int(q), "ms": round(pace * float(rng.uniform(0.8, 1.2)), 3), "ids": answer(rng, truths[int(q)], k, hits), "warm": False} for q in rng.integers(len(truths), size=calls)]
        made.append({"round": (numbers or range(1, rounds + 1))[at], "place": places[at] if places else at % 2, "calls": own})
    return {"machine": {"milvus": "2.3.5", "cores": 2, "memory_gib": 16}, "data": {"name": "words", "rows": 20000, "seed": 3}, "rounds": [made[i] for i in rng.permutation(rounds)]}


def rank(values, share):
    return sorted(values)[math.ceil(round(share * len(values), 6)) - 1] if values else None


def right_summary(given, truths, k):
    rounds = {r["round"]: [c for c in r["calls"] if not c["warm"]] for r in given["rounds"]}
    every = [c for each in rounds.values() for c in each]
    good = [c["ms"] for c in every if c["ids"] is not None]
    qps = {n: sum(c["ids"] is not None for c in each) / (sum(c["ms"] for c in each) / 1000) for n, each in rounds.items()}
    mean = sum(qps.values()) / len(qps)
    return {"recall": sum(right_recall(c["ids"], truths[c["query"]], k) for c in every) / len(every), "failed": len(every) - len(good), "qps": qps,
            "cv": statistics.stdev(qps.values()) / mean if len(qps) > 1 and mean else None, "p50": rank(good, 0.5), "p99": rank(good, 0.99) if len(good) - math.ceil(round(0.99 * len(good), 6)) >= 10 else None}  # fmt: skip


def number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def summed(submission, given, truths, what, k=K):
    """The summary with its form checked, and the call as it is shown."""
    call = f"summary({what})"
    found, after = submission.summary.with_arguments(clone(given), truths, k)
    require(after[0] == given and after[1] == truths, called=call, returned="a record that was changed", expected="a record as it was", why="What was measured stays what it was.")
    require(isinstance(found, dict) and set(found) == KEYS, called=call, returned=repr(found)[:200], expected=f"a dict with the keys {', '.join(sorted(KEYS))}")
    require(isinstance(found["qps"], dict) and all(number(v) for v in found["qps"].values()), called=call, returned=repr(found["qps"]), expected="qps: a dict, round → a number")
    for key in KEYS - {"qps"}:
        require(found[key] is None or number(found[key]), called=call, returned=f"{key}: {found[key]!r}", expected="a number or None")
    return found, call


def part(found, right, key, call, why):
    """One value of a summary."""
    call = f'{call}["{key}"]'
    if key == "qps":
        same(sorted(found["qps"]), sorted(right["qps"]), called=f"the rounds of {call}", why=why)
        close([found["qps"][n] for n in sorted(right["qps"])], [right["qps"][n] for n in sorted(right["qps"])], called=call, why=why)
    elif found[key] is None or right[key] is None:
        same(found[key], right[key], called=call, why=why)
    else:
        close(found[key], right[key], called=call, why=why)


@check(points=1)
def test_percentile(submission, rng):
    """A percentile is one of the values, found by its rank"""
    for size in (1, 2, 10, 99, 100, 101, int(rng.integers(200, 400))):
        values = (rng.permutation(10 * size)[:size] / 4).tolist()
        for share in (0.01, 0.07, 0.28, 0.5, 0.57, 0.9, 0.99, 1, 1.0):
            found, (after, _) = submission.percentile.with_arguments(values, share)
            same(found, rank(values, share), called=f"percentile({size} values, {share})", why="The smallest value that at least this share of all values does not exceed.")
            require(after == values, called=f"percentile({size} values, {share})", returned="values in a different order", expected="a list as it was")
    same(submission.percentile([7.0, 7.0, 7.0, 9.0], 0.75), 7.0, called="percentile([7.0, 7.0, 7.0, 9.0], 0.75)", why="Three of four do not exceed it.")
    same(submission.percentile([], 0.5), None, called="percentile([], 0.5)", why="Nothing was measured.")


@check(points=2)
def test_recall(submission, rng):
    """Rows that tie are right; short answers and repeated ids are not excused"""
    for k in (1, 3, 10, 25):
        for ties in (True, False):
            if k == 1 and ties:
                continue
            for truth in truths_of(rng, 4, k, ties):
                for hits in sorted({0, 1, k // 2, k}):
                    ids = answer(rng, truth, k, min(hits, k))
                    first = {i for i, _ in truth[:k]}
                    judge_recall(submission, ids, truth, k, len(first & set(ids)) / k, "of the rows that tie, some are counted as wrong")
                good = [i for i, d in truth if d <= truth[k - 1][1]]
                wrong = len(set(good[:1]) & {i for i, _ in truth[:k]}) / k
                for ids in ([], None, good[: k - 1], good[:1] * k, [9999] * k + good, good[:k] + good[k:] + [9999]):
                    judge_recall(submission, ids, truth, k, wrong if ids == good[:1] * k and k > 1 and wrong != 1 / k else None, "")
    tie = [(1, 0.5), (2, 0.5), (3, 0.5), (4, 0.5), (9, 2.0)]
    for ids, k, right in (([3, 4], 2, 1.0), ([4, 9], 2, 0.5), ([4], 1, 1.0), ([9, 1, 2], 1, 0.0), ([4, 3, 2, 1], 4, 1.0)):
        same(submission.recall(ids, tie, k), right, called=f"recall({ids}, {tie}, {k})", why="Each row that is at most as far as the k-th counts as a right one.")
    only = [(7, 0.0), (8, 0.0)]
    same(submission.recall([8], only, 1), 1.0, called=f"recall([8], {only}, 1)", why="Two rows with the distance 0: each of them is the nearest.")
    truths = truths_of(rng, 8, ties=True)
    given = record(rng, truths, rounds=3, hits=3)
    found, call = summed(submission, given, truths, "queries whose rows tie")
    part(found, right_summary(given, truths, K), "recall", call, "Each row that is at most as far as the k-th counts as a right one.")


def judge_recall(submission, ids, truth, k, if_first_k, evidence):
    found, (after, _, _) = submission.recall.with_arguments(ids, truth, k)
    right = right_recall(ids, truth, k)
    call = f"recall({ids}, {truth}, {k})"
    require(after == ids, called=call, returned="ids that were changed", expected="ids as they were")
    require(number(found), called=call, returned=repr(found), expected="a number")
    if evidence and if_first_k != right and math.isclose(found, if_first_k):
        misconception("ties-are-mistakes", called=call, returned=repr(found), expected=repr(right), evidence=evidence, why=f"The {k}. true row is {truth[k - 1][1]} away. How far away are the rows that were counted as wrong?")
    close(found, right, called=call, why="At most as far as the k-th is right; the first k places count, each id once, and the divisor is k.")


@check(points=2)
def test_failed(submission, rng):
    """A call that failed took time, found nothing and has no latency"""
    for share in (0.1, 0.4, 0.9):
        truths = truths_of(rng, 12)
        given = record(rng, truths, rounds=3, calls=40)
        for each in given["rounds"]:
            for call in each["calls"]:
                if rng.random() < share:
                    call |= {"ids": None, "ms": round(float(rng.uniform(20, 90)), 3)}
        if not any(c["ids"] is None for r in given["rounds"] for c in r["calls"]):
            given["rounds"][0]["calls"][0]["ids"] = None
        found, call = summed(submission, given, truths, "some of its calls failed")
        right = right_summary(given, truths, K)
        kept = clone(given)
        for each in kept["rounds"]:
            each["calls"] = [c for c in each["calls"] if c["ids"] is not None]
        if all(each["calls"] for each in kept["rounds"]):
            blind = right_summary(kept, truths, K)
            if math.isclose(found["recall"], blind["recall"]) and set(found["qps"]) == set(blind["qps"]) and all(math.isclose(found["qps"][n], blind["qps"][n]) for n in blind["qps"]):
                misconception("what-failed-does-not-count", called=f'{call}, recall and qps of {right["failed"]} failed calls', returned=f'{found["recall"]:.4f} and {found["qps"]}', expected=f'{right["recall"]:.4f} and {right["qps"]}', evidence="speed and recall are those of the calls that succeeded",
                              why="How fast is a server that refuses nine of ten queries at once, and what has it found?")
        for key, why in (("failed", "Each call that failed is counted."), ("recall", "A call that failed has found nothing: 0, and it counts in the mean."), ("qps", "Answers over the seconds that all calls of the round took."), ("p50", "Only what was answered has a latency."), ("p99", "")):
            part(found, right, key, call, why)
    dead = record(rng, truths, rounds=2, calls=3)
    for each in dead["rounds"]:
        each["calls"] = [{**c, "ids": None} for c in each["calls"]]
    found, call = summed(submission, dead, truths, "a record in which every call failed")
    for key in sorted(KEYS):
        part(found, right_summary(dead, truths, K), key, call, "Nothing was answered.")


@check(points=2)
def test_latencies(submission, rng):
    """Percentiles are those of all calls together, and a p99 needs ten calls behind it"""
    for rounds, calls in ((5, 200), (8, 150), (3, 700)):
        truths = truths_of(rng, 9)
        given = record(rng, truths, rounds=rounds, calls=calls)
        slow = given["rounds"][0]
        for call in slow["calls"]:
            call["ms"] = round(call["ms"] * 6, 3)
        slow["calls"] = slow["calls"][: calls - 7]
        if rounds * calls < 1020:
            slow["calls"] += clone(given["rounds"][1]["calls"][:7])
        found, call = summed(submission, given, truths, f"{rounds} rounds of {calls} calls")
        right = right_summary(given, truths, K)
        each = [rank([c["ms"] for c in r["calls"]], 0.99) for r in given["rounds"]]
        if found["p99"] is not None and right["p99"] is not None and not math.isclose(right["p99"], statistics.mean(each)) and any(math.isclose(found["p99"], v) for v in (statistics.mean(each), statistics.median(each))):
            misconception("the-mean-of-p99s", called=f'{call}["p99"]', returned=repr(found["p99"]), expected=repr(right["p99"]), evidence=f"the p99s of the rounds, {each}, were averaged", why="In one round every call was slow. Which value do 99 of 100 calls of the whole run not exceed?")
        part(found, right, "p99", call, "One percentile, of the calls of all rounds together.")
        part(found, right, "p50", call, "One percentile, of the calls of all rounds together.")
        require(isinstance(found["p99"], int | float), called=f'{call}["p99"]', returned=repr(found["p99"]), expected="a number", why="There are enough calls.")
    for total in (20, 901, 999, 1000, 1001, 1099, 1100):
        given = record(rng, truths, rounds=1, calls=total)
        found, call = summed(submission, given, truths, f"one round of {total} calls")
        part(found, right_summary(given, truths, K), "p99", call, f"Of {total} calls, {total - math.ceil(0.99 * total)} stand behind the p99 in their sorted order.")
    for total, failed in ((1005, 10), (1100, 60), (1000, 1)):
        given = record(rng, truths, rounds=1, calls=total)
        for at in rng.permutation(total)[:failed]:
            given["rounds"][0]["calls"][int(at)]["ids"] = None
        found, call = summed(submission, given, truths, f"one round of {total} calls, {failed} of which failed")
        part(found, right_summary(given, truths, K), "p99", call, f"{total - failed} calls succeeded; only they are counted.")


@check(points=2)
def test_rounds(submission, rng):
    """Each round has its speed, warm-up counts nowhere, and the spread is that of the speeds"""
    for rounds in (1, 2, 7):
        numbers = (rng.permutation(50)[:rounds] + 1).tolist()
        truths = truths_of(rng, 8)
        given = record(rng, truths, rounds=rounds, calls=int(rng.integers(5, 30)), wobble=0.5, numbers=numbers)
        for each in given["rounds"]:
            slow = [{"query": int(rng.integers(8)), "ms": 900.0, "ids": [None, [1, 2]][int(rng.integers(2))], "warm": True} for _ in range(int(rng.integers(1, 6)))]
            each["calls"] = slow[:2] + each["calls"] + slow[2:]
        if rounds > 1:  # one is shorter than the others, and found nothing
            short = given["rounds"][0]
            short["calls"] = [{**c, "ids": [] if c["ids"] else None} for c in short["calls"][:-3]]
        found, call = summed(submission, given, truths, f"rounds {numbers}, each with some warm-up")
        for key in ("failed", "qps", "cv", "recall", "p50"):
            part(found, right_summary(given, truths, K), key, call, "What is marked as warm-up is left out of everything; a round's speed has the calls of that round.")


def pair(rng, faster=1.6, rounds=7, calls=25, hits=(4, 4), queries=10, wobble=0.05):
    """Two records that may be compared: `a` is faster; who is first changes."""
    truths = truths_of(rng, queries)
    places = [int(p) for p in rng.integers(0, 2, size=rounds)]
    places[0], places[1] = 0, 1
    before = rng.integers(0, 4, size=rounds).tolist()  # settings of a third and a fourth had their turn earlier
    a = record(rng, truths, rounds, calls, 3.0, hits[0], [n + 2 * p for n, p in zip(before, places, strict=True)], wobble=wobble)
    b = record(rng, truths, rounds, calls, 3.0 * faster, hits[1], [n + 2 * (1 - p) for n, p in zip(before, places, strict=True)], wobble=wobble)
    return a, b, truths


def right_compare(a, b, truths, k=K):
    one, other = right_summary(a, truths, k), right_summary(b, truths, k)
    pa, pb = ({r["round"]: r["place"] for r in x["rounds"]} for x in (a, b))
    first = {pa[n] < pb[n] for n in pa if n in pb}
    reasons = [word for word, holds in (("data", a["data"] != b["data"]), ("failed", one["failed"] or other["failed"]), ("machine", a["machine"] != b["machine"]), ("order", len(first) == 1),
               ("recall", round(abs(one["recall"] - other["recall"]), 6) > 0.01), ("rounds", set(pa) != set(pb) or len(pa) < 5)) if holds]  # fmt: skip
    if not reasons:
        ratios = sorted(one["qps"][n] / other["qps"][n] for n in pa)
        if all(r > 1 for r in ratios[1:-1]) or all(r < 1 for r in ratios[1:-1]):
            times = statistics.median(ratios)
            return {"faster": "a" if times > 1 else "b", "times": times if times > 1 else 1 / times, "reasons": []}
        reasons = ["spread"]
    return {"faster": None, "times": None, "reasons": reasons}


def compared(submission, a, b, truths, what, why, k=K):
    """The comparison both ways round, against the right one; returns what was found first."""
    for one, other, way in ((a, b, "a, b"), (b, a, "b, a")):
        call = f"compare({way}, …), {what}"
        found, after = submission.compare.with_arguments(clone(one), clone(other), truths, k)
        require(after[0] == one and after[1] == other, called=call, returned="records that were changed", expected="records as they were")
        require(isinstance(found, dict) and set(found) == {"faster", "times", "reasons"} and isinstance(found["reasons"], list), called=call, returned=repr(found)[:200], expected="a dict with faster, times and a list of reasons")
        right = right_compare(one, other, truths, k)
        if right["reasons"] == ["recall"] and found["reasons"] == [] and found["faster"] in ("a", "b"):
            recalls = [right_summary(x, truths, k)["recall"] for x in (one, other)]
            misconception("faster-at-any-recall", called=call, returned=repr(found), expected=repr(right), evidence=f"recalls of {recalls[0]:.3f} and {recalls[1]:.3f} were compared by speed alone", why="An index that returns nothing is the fastest of all. What did the faster one leave out?")
        same(found["reasons"], right["reasons"], called=f'{call}: "reasons"', why=why)
        same(found["faster"], right["faster"], called=f'{call}: "faster"', why=why)
        if right["times"] is None or not number(found["times"]):
            same(found["times"], right["times"], called=f'{call}: "times"', why=why)
        else:
            close(found["times"], right["times"], called=f'{call}: "times"', why="The median of all ratios, at least 1.")


@check(points=2)
def test_claim(submission, rng):
    """Where nothing speaks against it, the faster one is named, and by how much"""
    for rounds in (5, 6, 9):
        a, b, truths = pair(rng, float(rng.uniform(1.3, 4)), rounds, wobble=0.1)
        require(right_compare(a, b, truths)["reasons"] == [], called="pair", expected="a comparison that holds")
        compared(submission, a, b, truths, f"{rounds} rounds in turn", "Same machine, same data, equal recall, five rounds or more, and one is faster in all but the outermost rounds.")
    for out in (0.4, 0.7):
        a, b, truths = pair(rng, 1.5, 7)
        for call in a["rounds"][0]["calls"]:
            call["ms"] /= out * 0.5
        compared(submission, a, b, truths, "one round that went wrong", "The smallest and the largest ratio are left out before the spread is judged; the median has all of them.")
    a, b, truths = drifting(rng)
    compared(submission, a, b, truths, "the machine became three times slower on the way", "Both were slower in the same rounds: compare within a round.")


def drifting(rng):
    """Each round slower than the last, for both alike: the speeds overlap, the ratios do not."""
    a, b, truths = pair(rng, 1.25, 8, wobble=0.02)
    for given in (a, b):
        for each in given["rounds"]:
            for call in each["calls"]:
                call["ms"] = round(call["ms"] * (1 + each["round"] * 0.3), 3)
    return a, b, truths


@check(points=3)
def test_refused(submission, rng):
    """Each reason to refuse is named, and all that hold are listed"""
    why = "A comparison holds if nothing else than the setting differs, and if both found equally much."

    def changed(words, faster=1.6, rounds=7, **more):
        hits = (2, 4) if "recall" in words else (4, 4)
        a, b, truths = pair(rng, faster, rounds, hits=hits, **more)
        if "machine" in words:
            b["machine"][["milvus", "cores", "memory_gib"][int(rng.integers(3))]] = "2.3.4"
        if "data" in words:
            b["data"][["name", "rows", "seed"][int(rng.integers(3))]] = 4
        if "failed" in words:
            [a, b][int(rng.integers(2))]["rounds"][int(rng.integers(3))]["calls"][3]["ids"] = None
        if "order" in words:
            for x, place in ((a, 0), (b, 1)):
                for each in x["rounds"]:
                    each["place"] = place + each["round"] % 3
        return a, b, truths

    for words in (["recall"], ["machine"], ["data"], ["failed"], ["order"], ["data", "machine", "recall"], ["failed", "order", "recall"]):
        a, b, truths = changed(words, queries=6)
        if words == ["failed"]:  # so few that the recall hardly moves
            a, b, truths = changed(words, calls=90)
        compared(submission, a, b, truths, f"{' and '.join(words)} differ" if "order" not in words else f"reasons: {words}", why)
    for rounds in (1, 3, 4):
        a, b, truths = pair(rng, 2.0, max(rounds, 2))
        a["rounds"], b["rounds"] = ([r for r in x["rounds"] if r["round"] <= rounds] for x in (a, b))
        compared(submission, a, b, truths, f"{rounds} rounds", "Fewer than five rounds. In a single round one of the two came first.")
    a, b, truths = pair(rng, 2.0, 9)
    b["rounds"] = b["rounds"][:-1]
    compared(submission, a, b, truths, "nine rounds of a, eight of b", "Ratios are taken within a round, so both need the same ones.")
    a, b, truths = changed(["order"], rounds=9)
    b["rounds"] = b["rounds"][:-2]
    compared(submission, a, b, truths, "nine rounds of a, seven of b, and a always first", "The order is looked at in the rounds that both have.")
    a, b, truths = pair(rng, 2.0, 6)
    for each in b["rounds"]:
        each["round"] += 100
    compared(submission, a, b, truths, "rounds of the one after those of the other", "No round that both have: no pair, and no order within a round.")
    near_recall(submission, rng)


def near_recall(submission, rng):
    """Recalls 0.01 apart are equal, 0.02 apart are not."""
    for apart, calls in ((1, 20), (2, 20)):
        a, b, truths = pair(rng, 2.0, 5, calls=calls)
        left = apart * 5
        for each in a["rounds"]:
            for call in each["calls"]:
                if left and len(set(call["ids"])) == K:
                    good = [i for i, d in truths[call["query"]] if d <= truths[call["query"]][K - 1][1]]
                    at = next(i for i, x in enumerate(call["ids"]) if x in good)
                    call["ids"][at] = 7777
                    left -= 1
        compared(submission, a, b, truths, f"recalls that are 0.0{apart} apart", "More than 0.01 apart is not equal; 0.01 is.")


@check(points=2)
def test_spread(submission, rng):
    """Where the rounds do not agree, no one is faster"""
    for lost in (2, 3):
        a, b, truths = pair(rng, 1.5, 8)
        for each in [r for r in a["rounds"] if r["round"] <= lost]:
            for call in each["calls"]:
                call["ms"] = round(call["ms"] * 3, 3)
        compared(submission, a, b, truths, f"a is slower in {lost} of 8 rounds", "Without the smallest and the largest ratio, some are over 1 and some below.")
    a, b, truths = pair(rng, 1.5, 8)
    for each in [r for r in a["rounds"] if r["round"] == 2]:
        for call in each["calls"]:
            call["ms"] = round(call["ms"] * 3, 3)
    compared(submission, a, b, truths, "a is slower in one of 8 rounds", "One round is left out on either side.")
    a, _, truths = pair(rng, 1.5, 6)
    b = clone(a)
    for mine, theirs in zip(a["rounds"], b["rounds"], strict=True):
        theirs["place"] = mine["place"] + (1 if mine["round"] % 2 else -1)
    compared(submission, a, b, truths, "the same numbers under two names", "Ratios of exactly 1 are neither over nor below it.")
    a, b, truths = pair(rng, 1.5, 6)
    for each in [r for r in a["rounds"] if r["round"] <= 2]:
        for call in each["calls"]:
            call["ms"] = round(call["ms"] * 3, 3)
    b["machine"]["cores"] = 64
    found = submission.compare(a, b, truths, K)
    if isinstance(found, dict) and found.get("reasons") == ["machine", "spread"]:
        fail(called="compare(a, b, …), two machines, and rounds that do not agree", returned="['machine', 'spread']", expected="['machine']", why="The spread is looked at only if there is no other reason.")
    compared(submission, a, b, truths, "two machines, and rounds that do not agree", "The spread is looked at only if there is no other reason.")
