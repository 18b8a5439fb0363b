"""Checks of appC/ex03: every search is heard by the tap, and the collection that is left is searched again."""

import math

import numpy as np
import pytest
from pymilvus.grpc_gen import common_pb2

from grader.checks import check, fail, misconception, require, same
from grader.datasets import words

SETTINGS = {"quick": 1, "middle": 4, "all": 32}


def asked_with(call):
    """The vectors of a search that was heard."""
    group = common_pb2.PlaceholderGroup.FromString(call.request.placeholder_group)
    return [np.frombuffer(value, dtype=np.float32) for value in group.placeholders[0].values]


class Run:
    """One benchmark, and what was heard of it."""

    def __init__(self, submission, milvus, name, seed, rounds, k, count=1300, queries=14):
        rng = np.random.default_rng([seed, rounds, k])
        table, _ = words(count + queries, 24, seed=seed + k)
        table = table * rng.uniform(0.5, 2.0, size=(len(table), 1)).astype(np.float32)
        self.rows, self.queries = table[:count], table[count:]
        self.k, self.rounds, self.name, self.time = k, rounds, name, 0
        self.settings = {key: SETTINGS[key] for key in [list(SETTINGS)[i] for i in rng.permutation(3)]}
        self.milvus = milvus
        self.call = f"benchmark(…, {count} rows, {queries} queries, k={k}, {self.settings}, rounds={rounds})"
        milvus.forget()
        given = (self.rows.tolist(), self.queries.tolist(), k, self.settings, rounds)
        self.found, after = submission.benchmark.with_arguments(milvus.client(), name, *given, self.now)
        require(list(after[2:7]) == list(given), called=self.call, returned="arguments that were changed", expected="arguments as they were")
        self.heard = milvus.calls()
        self.searches = [c for c in self.heard if c.method == "Search"]
        require(isinstance(self.found, dict) and set(self.found) == set(self.settings) and all(isinstance(one, dict) and set(one) == {"recall", "ms"} for one in self.found.values()), called=self.call, returned=repr(self.found)[:200], expected="a dict: for each setting recall and ms")
        require(len(self.searches) > 0, called=self.call, returned="no search that Milvus heard", expected="searches", why="What is told of Milvus has to be asked of Milvus.")

    def now(self):
        """A clock that shows seven more at each look."""
        self.time += 7
        return self.time

    def truth(self, metric):
        """The ids of the k best rows of each query."""
        rows, queries = self.rows.astype(np.float64), self.queries.astype(np.float64)
        score = ((queries[:, None] - rows[None]) ** 2).sum(axis=2) if metric == "L2" else -(queries @ rows.T)
        return [set(row[: self.k].tolist()) for row in np.argsort(score, axis=1)]

    def again(self, nprobe):
        """What the collection that was left finds."""
        hits = self.milvus.admin().search(self.name, data=self.queries.tolist(), limit=self.k, anns_field="vector", consistency_level="Strong", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
        return [{h["id"] for h in of} for of in hits]

    def turns(self):
        """Which nprobe had its turn, in order."""
        probes = [int(c.params.get("nprobe", -1)) for c in self.searches]
        return [p for i, p in enumerate(probes) if not i or p != probes[i - 1]]


@pytest.fixture
def run(submission, milvus, fresh, seed):
    return lambda rounds, k=5: Run(submission, milvus, fresh("bench"), seed, rounds, k)


@check(points=1)
def test_queries(run):
    """It searches with the queries that it was given, each in a call of its own"""
    one = run(1)
    heard = [v for c in one.searches for v in asked_with(c)]
    rows = {row.tobytes() for row in one.rows}
    own = [v for v in heard if v.tobytes() in rows]
    if len(own) == len(heard):
        misconception("rows-as-queries", called=one.call, returned=f"{len(heard)} searches with vectors that are rows", expected="searches with `queries`", evidence="every vector that was searched with is stored in the collection", why="What is the nearest row of a row? And what do users search with?")
    wanted = {query.tobytes() for query in one.queries}
    require(all(v.tobytes() in wanted for v in heard), called=one.call, returned="a search with a vector that is no query", expected="searches with `queries`")
    require(all(sum(v.tobytes() == q.tobytes() for v in heard) >= 3 for q in one.queries), called=one.call, returned="a query that was not searched for by each setting", expected="each query in each turn")
    require(all(len(asked_with(c)) == 1 for c in one.searches), called=one.call, returned="several queries in one call", expected="one query per call", why="Its latency is that of a call.")


@check(points=2)
def test_recall(run):
    """Recall is what the searches found of the nearest rows by L2"""
    for k, rounds in ((5, 1), (8, 3)):
        one = run(rounds, k)
        right, other = one.truth("L2"), one.truth("IP")
        for setting, nprobe in one.settings.items():
            ids = one.again(nprobe)
            wanted, theirs = (sum(len(i & t) / k for i, t in zip(ids, truth, strict=True)) / len(ids) for truth in (right, other))
            told, called = one.found[setting]["recall"], f'{one.call}["{setting}"]["recall"]'
            require(isinstance(told, int | float), called=called, returned=repr(told), expected="a number")
            if not math.isclose(told, wanted, abs_tol=1e-9):
                parts = {"called": called, "returned": f"{told:.4f}", "expected": f"{wanted:.4f}"}
                if math.isclose(told, theirs, abs_tol=1e-9):
                    misconception("one-truth-for-every-metric", evidence="recall was taken against the rows with the largest inner product", why="The index ranks by L2. Are the rows with the largest inner product the nearest, when vectors have different lengths?", **parts)
                fail(why="The mean share of the k nearest rows by L2, over the queries of the last round.", **parts)


@check(points=2)
def test_order_of_preparing(run):
    """There is an index before anything is searched"""
    one = run(1)
    steps = [c.method for c in one.heard if c.method in ("CreateCollection", "Insert", "Flush", "CreateIndex", "LoadCollection", "Search")]
    order = [s for i, s in enumerate(steps) if not i or s != steps[i - 1]]
    wanted = ["CreateCollection", "Insert", "Flush", "CreateIndex", "LoadCollection", "Search"]
    if order == [s for s in wanted if s != "Flush"]:
        misconception("an-index-without-a-flush", called=one.call, returned=" → ".join(order), expected=" → ".join(wanted), evidence="no Flush was heard before CreateIndex", why="Where are the rows that were just inserted, and what is an index built of? Compare the recall of one probe with that of all.")
    same(order, wanted, called=f"{one.call}: what Milvus heard", why="Rows, flush, index, load, and only then searches.")
    index = next(c.request for c in one.heard if c.method == "CreateIndex")
    text = " ".join(f"{p.key}={p.value}" for p in index.extra_params)
    require(all(part in text for part in ("IVF_FLAT", "L2", "nlist", "32")), called=f"{one.call}: CreateIndex", returned=text, expected="IVF_FLAT, L2, nlist 32")


@check(points=2)
def test_latencies(run):
    """One latency per query and round; the warm-up is searched and not told"""
    for rounds in (1, 2):
        one = run(rounds)
        count = len(one.queries)
        for setting, nprobe in one.settings.items():
            ms, called = one.found[setting]["ms"], f'{one.call}["{setting}"]["ms"]'
            require(isinstance(ms, list) and len(ms) == rounds and all(isinstance(each, list) for each in ms), called=called, returned=repr(ms)[:200], expected=f"{rounds} lists")
            made = sum(int(c.params.get("nprobe", -1)) == nprobe for c in one.searches)
            if all(len(each) == count + 1 for each in ms) and made == rounds * (count + 1):
                misconception("the-warm-up-counts", called=called, returned=f"{count + 1} latencies per round", expected=f"{count}", evidence="every search that was made has a latency, the warm-up also", why="Which of the latencies of a turn is the slowest, and is it one that the benchmark is about?")
            same([len(each) for each in ms], [count] * rounds, called=f"{called}, how many per round", why="One per query.")
            same(made, rounds * (count + 1), called=f"{one.call}: searches with nprobe {nprobe}", why="One warm-up and each query once, in every turn.")
            require(all(value == 7 for each in ms for value in each), called=called, returned=repr(ms)[:160], expected="7 each", why="This clock shows 7 more at each look: a look right before the call, a look right after it.")
    for at, call in enumerate(one.searches[: count + 1]):
        wanted = one.queries[max(0, at - 1)]
        require(asked_with(call)[0].tobytes() == wanted.tobytes() or asked_with(call)[0].tobytes() in {r.tobytes() for r in one.rows}, called=f"{one.call}: search number {at} of a turn", returned="a different query", expected="the first query as warm-up, then all in their order")


@check(points=2)
def test_turns(run):
    """Each round begins with the next setting"""
    for rounds in (1, 4, 5):
        one = run(rounds)
        names = list(one.settings)
        wanted = [one.settings[n] for r in range(rounds) for n in names[r % 3 :] + names[: r % 3]]
        heard = one.turns()
        joined = [p for i, p in enumerate(wanted) if not i or p != wanted[i - 1]]
        if rounds > 1 and heard == [one.settings[n] for n in names] * rounds:
            misconception("the-first-is-always-first", called=f"{one.call}: nprobe by turn", returned=str(heard), expected=str(joined), evidence="every round has the same order", why="Which setting meets the cold caches, and which one the machine after all the others?")
        same(heard, joined, called=f"{one.call}: nprobe by turn", why="The order moves on by one from round to round, around.")


@check(points=2)
def test_searches(run):
    """The searches are alike in everything but nprobe, and limit is k"""
    for k in (5, 8):
        one = run(1, k)
        limits = {int(c.params.get("topk", -1)) for c in one.searches}
        if len(limits) == 1 and min(limits) > k:
            misconception("more-is-asked-than-counted", called=f"{one.call}: limit of the searches", returned=str(limits.pop()), expected=str(k), evidence="every search asked for more rows than k", why="Which search was timed, and which one is told?")
        same(limits, {k}, called=f"{one.call}: limit of the searches", why="What is timed is the search that is told.")
        same({c.consistency for c in one.searches}, {"Bounded"}, called=f"{one.call}: consistency levels", why="On a server a stronger level waits, whatever the index does; the collection's default is whatever it is.")
        same({str(c.params.get("metric_type", "L2")) for c in one.searches}, {"L2"}, called=f"{one.call}: metrics", why="The index is by L2.")
