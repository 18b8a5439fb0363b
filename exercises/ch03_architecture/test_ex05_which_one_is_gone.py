"""Checks of ch03/ex05. What was tried, how often and how it is told are drawn; what works is what was measured."""

import re

from grader.checks import check, fail, misconception

WORDS = ("port", "search", "strong_read", "insert", "create", "flush", "load", "release", "index")
WORKS = {
    "proxy": "---------", "rootcoord": "+--------", "datacoord": "+++----+-", "querycoord": "+--+++--+", "querynode": "+--+++-++",
    "datanode": "+++++-++.", "indexnode": "++++++++-", "log": "++------.", "etcd": "++++----.",
}  # fmt: skip
LATE = ("log", "etcd")
"""The parts that make the caller wait instead of failing."""
SAID = {
    "proxy": "Fail connecting to server on 10.0.0.7:19530, illegal connection params or server unavailable",
    "rootcoord": "empty grpc client: failed to connect 10.0.0.11:53100, reason: connection error: connection refused",
    "datacoord": "getSegmentID failed: SegmentIDAllocator failRemainRequest err: syncSegmentID Failed: empty grpc client: connection refused",
    "querycoord": "call query coordinator LoadCollection: empty grpc client: failed to connect 10.0.0.13:19531",
    "querynode": "failed to search/query delegator 4 for channel by-dev-rootcoord-dml_0_470700854239297566v0: connection refused",
    "datanode": "failed to call flush to data coordinator: attempt #0: channel by-dev-rootcoord-dml_0_470700854239297566v0",
    "indexnode": "in progress", "log": "Deadline Exceeded", "etcd": "Deadline Exceeded",
}  # fmt: skip
NAMED = {
    "rootcoord": "rootcoord|53100", "datacoord": "datacoord|data coordinator|13333", "querycoord": "querycoord|query coordinator|19531",
    "querynode": "querynode|delegator", "datanode": "datanode", "indexnode": "indexnode", "proxy": "proxy|19530", "etcd": "etcd", "log": "rocksmq|pulsar|kafka",
}  # fmt: skip


def works(name, what):
    return WORKS[name][WORDS.index(what)]


def observe(rng, gone, tried):
    """What a person sees who tries these things while `gone` is gone."""
    seen = []
    for what in tried:
        mark = works(gone, what)
        if mark == ".":
            mark = "+" if rng.random() < 0.5 else "-"
        late = gone in LATE and what != "port"
        outcome = "ok" if mark == "+" else "no answer" if late else "error"
        if outcome == "ok":
            span = (0.002, 0.6) if rng.random() < 0.85 else (4, 12)  # what works may take its time
        else:
            span = (5, 7) if late else (0.01, 4.9)
        seconds = float(rng.uniform(*span))
        seen.append({"what": what, "outcome": outcome, "seconds": round(seconds, 3), "message": "" if outcome == "ok" else SAID[gone]})
    return seen


def possible(seen):
    return sorted(name for name in WORKS if all(works(name, o["what"]) in (".", "+" if o["outcome"] == "ok" else "-") for o in seen))


def told(seen):
    return ", ".join(f"{o['what']}: {o['outcome']}" for o in seen) or "nothing seen"


def judge(submission, seen):
    wanted = possible(seen)
    value = submission.suspects([dict(o) for o in seen])
    called = f"suspects({told(seen)})"
    try:
        found = sorted(value)
    except TypeError:
        fail(called=called, returned=value, expected="a sorted list of names")
    if found == wanted:
        if list(value) != wanted:
            fail(called=called, returned=value, expected=wanted, why="Sorted, please: two reports of one night should look the same.")
        return
    facts = {"called": called, "returned": value, "expected": wanted}
    failed = [o for o in seen if o["outcome"] != "ok"]
    if failed and found == possible(failed):
        misconception("what-works-is-no-clue", **facts, evidence=f"the answer is the same without the observations that ended well: {told([o for o in seen if o['outcome'] == 'ok'])}",
                      why="If an insert works, nothing is gone that an insert needs. What works excludes as much as what fails.")
    if found == possible([o for o in seen if o["outcome"] != "no answer"]):
        misconception("no-answer-no-clue", **facts, evidence=f"the answer is the same without the calls that had no answer: {told([o for o in seen if o['outcome'] == 'no answer'])}",
                      why="A part that waits for one that is gone has no answer to give. Waiting is how some failures look.")
    named = sorted(n for n, p in NAMED.items() if any(re.search(p, o["message"]) for o in failed))
    if found and (set(found) <= set(named) - set(wanted) or found == sorted(set(named) & set(wanted))):
        misconception("the-message-names-it", **facts, evidence=f"{', '.join(found)}: named in a message ({failed[0]['message'][:80]}…)",
                      why="A channel is called rootcoord-dml whichever part reads it, and the one that reports a failure is alive. What did not work?")
    fail(**facts, why="A part that is missing here is not looked at tonight; one that is here in vain costs an hour.")


@check(points=3)
def test_everything_was_tried(submission, rng):
    """All nine things were tried, whichever part is gone"""
    for name in rng.permutation(sorted(WORKS)).tolist():
        judge(submission, observe(rng, name, rng.permutation(WORDS).tolist()))


@check(points=3, after="test_everything_was_tried")
def test_only_some_were_tried(submission, rng):
    """Two to five things were tried: all who can be it"""
    judge(submission, observe(rng, "querynode", ["search", "load"]))  # its message names the root coordinator, which fits as well
    for _ in range(60):
        tried = rng.choice(WORDS, size=int(rng.integers(2, 6)), replace=bool(rng.random() < 0.2)).tolist()
        name = str(rng.choice(sorted(WORKS)))
        first = observe(rng, name, sorted(set(tried)))
        judge(submission, [next(o for o in first if o["what"] == what) for what in tried])


@check(points=1)
def test_nothing_was_seen(submission):
    """Nothing was seen: every part is a suspect"""
    judge(submission, [])


@check(points=1, after="test_everything_was_tried")
def test_nothing_fits(submission, rng):
    """What no single loss explains has no suspect"""
    seen = observe(rng, "proxy", ["port"]) + observe(rng, "indexnode", ["search", "insert"])
    judge(submission, seen)
    # Tried twice, with two outcomes: only who was not clear about it explains both.
    for what in ("insert", "index"):
        twice = [*observe(rng, "datacoord", [what]), *observe(rng, "querynode", [what])]
        for seen in (twice, twice[::-1]):
            judge(submission, seen)
