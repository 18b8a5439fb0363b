"""Checks of ch16/ex04: every setting of two indexes is known to the checks; the answer is compared by the work that it does."""

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import check, fail, misconception, require
from grader.datasets import words

K, ROWS, DIM, QUERIES = 10, 5000, 48, 120
LISTS = {"coarse": 40, "fine": 128}
"""A server makes fewer cells where there are not 39 rows for each."""
MOST = 12


class Known:
    """The two collections, and the recall of each query at each nprobe that was asked for."""

    def __init__(self, client, seed, suffix):
        vectors, _ = words(ROWS + QUERIES, DIM, seed=seed)
        self.client, stored, asked = client, vectors[:ROWS], vectors[ROWS:]
        self.names = {f"{kind}_{suffix}": nlist for kind, nlist in LISTS.items()}
        near = np.argsort((stored**2).sum(axis=1) - 2 * asked @ stored.T, axis=1)[:, : 2 * K]
        ids = np.random.default_rng([seed, 164]).choice(900_000, size=ROWS, replace=False) + 100_000
        for name, nlist in self.names.items():
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
            client.create_collection(name, schema=schema, consistency_level="Strong")
            client.insert(name, [{"id": int(i), "vector": v} for i, v in zip(ids, stored.tolist(), strict=True)])
            client.flush(name)
            index = client.prepare_index_params()
            index.add_index("vector", index_type="IVF_FLAT", metric_type="L2", index_name="vector", params={"nlist": nlist})
            client.create_index(name, index)
            client.load_collection(name)
        self.queries, self.truth = asked.tolist(), [[int(ids[j]) for j in row] for row in near]
        self.seen, self.k, self.count = {}, K, QUERIES
        # The easy ones first, so that whoever measures a few of them sees nothing.
        order = np.argsort(-self.recalls(next(iter(self.names)), 4), kind="stable")
        self.queries, self.truth = [self.queries[i] for i in order], [self.truth[i] for i in order]
        self.seen = {}

    def recalls(self, name, nprobe):
        """Recall of each query that counts: of the k nearest, with k and the number of queries as they are set."""
        if (name, nprobe) not in self.seen:
            found = self.client.search(name, data=self.queries, limit=2 * K, anns_field="vector", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
            self.seen[name, nprobe] = [[h["id"] for h in hits] for hits in found]
        k = self.k
        return np.array([len(set(hits[:k]) & set(t[:k])) / k for hits, t in zip(self.seen[name, nprobe], self.truth, strict=True)])[: self.count]

    def least(self, name, target, floor, first=None, fewer=False):
        """The smallest nprobe that keeps the promise for the first queries; `fewer`: fewer than one in twenty may be below, instead of at most that."""
        low, high, first = 1, self.names[name], first or self.count
        while low < high:
            middle = (low + high) // 2
            r = self.recalls(name, middle)[:first]
            below = 20 * int((r < floor).sum())
            low, high = (low, middle) if r.mean() >= target and (below < first if fewer else below <= first) else (middle + 1, high)
        return low

    def work(self, name, nprobe):
        return self.names[name] + ROWS * nprobe / self.names[name]

    def settings(self, target, floor, first=None, fewer=False):
        return {name: self.least(name, target, floor, first, fewer) for name in self.names}

    def cheapest(self, settings):
        return min(settings.items(), key=lambda s: self.work(*s))

    def promise(self, wanted, lows, floors):
        """A target (between two values of recall, so that rounding plays no part) and a floor for which `wanted` holds."""
        for target in lows:
            for floor in floors:
                near = target + 0.00041
                if wanted(near, floor):
                    return near, floor
        return None


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def known(client, seed, _made):
    """Built once."""
    if "known" not in _made:
        _made["known"] = Known(client, seed, "index")
    known = _made["known"]
    known.k, known.count = K, QUERIES
    return known


def judge(submission, milvus, client, known, target, floor, why, ideas=()):
    """One call; `ideas` are (id, setting, evidence, question)."""
    called = f"tune(client, {known.names}, {ROWS}, <{known.count} queries>, <{known.k} ids each>, target={target}, floor={floor})"
    wanted = known.cheapest(known.settings(target, floor))
    milvus.forget()
    found = submission.tune(client, dict(known.names), ROWS, known.queries[: known.count], [t[: known.k] for t in known.truth[: known.count]], target, floor)
    sent = len(milvus.searches())
    ok = isinstance(found, list | tuple) and len(found) == 2 and found[0] in known.names and isinstance(found[1], int) and not isinstance(found[1], bool) and 1 <= found[1] <= known.names[found[0]]
    require(ok, called=called, returned=repr(found), expected="a pair (name, nprobe), nprobe from 1 to nlist")
    require(sent > 0, called=called, returned="an answer without a search", expected="searches", why="How a promise is kept can only be measured.")
    name, nprobe = found
    if (name, nprobe) != wanted:
        recalls = known.recalls(name, nprobe)
        below = int((recalls < floor).sum())
        told = {"called": called, "returned": f"{name}, nprobe {nprobe}: mean recall {recalls.mean():.4f}, {below} of {known.count} queries below {floor}, {known.work(name, nprobe):,.0f} distances",
                "expected": f"mean at least {target}, at most {known.count // 20} below, with {known.work(*wanted):,.0f} distances"}
        for id, setting, evidence, question in ideas:
            if (name, nprobe) == setting:
                misconception(id, **told, evidence=evidence, why=question)
        fail(**told, why=why)
    require(sent <= MOST * len(known.names), called=called, returned=f"{sent} searches", expected=f"at most {MOST * len(known.names)}", why="One search can carry all queries, and each comparison can halve what is left.")


FLOORS, LOOSE = (0.65, 0.75, 0.55, 0.85, 0.45), 0.0


@check(points=2)
def test_the_mean(submission, milvus, client, known):
    """The mean recall is reached with the least work, whatever single queries do"""
    for targets in ((0.9, 0.88, 0.93), (0.7, 0.72, 0.75)):
        target, floor = known.promise(lambda t, f: known.settings(t, f)["fine_index"] > 1, targets, (LOOSE,))
        settings, few = known.settings(target, floor), known.settings(target, floor, 10)
        ideas = [("the-first-few-speak-for-all", known.cheapest(few), "the setting that is right for the first ten queries", "Ten queries of 120 were enough for an answer. Were they enough for the promise?")]
        smaller = min(settings.items(), key=lambda s: s[1])
        ideas.append(("the-smaller-nprobe-is-cheaper", smaller, "the collection with the smaller nprobe, each at its own best", "A cell of 40 has three times as many rows as one of 128. Which number says what a search costs?"))
        judge(submission, milvus, client, known, target, floor, "The least work at which the mean is reached.", [i for i in ideas if i[1] != known.cheapest(settings)])


@check(points=3, after="test_the_mean")
def test_the_worst(submission, milvus, client, known):
    """At most one query in twenty is below the floor"""

    def binds(target, floor):
        return all(known.least(name, target, floor) > known.least(name, target, LOOSE) for name in known.names)

    found = known.promise(binds, (0.8, 0.85, 0.75, 0.9), FLOORS)
    assert found, "no promise whose second part matters"
    target, floor = found
    mean_only = known.cheapest(known.settings(target, LOOSE))
    judge(submission, milvus, client, known, target, floor, "The least work at which both parts of the promise hold.",
          [("the-mean-is-the-promise", mean_only, "the setting at which the mean is reached, and too many single queries are far below", "Half of a promise is about the worst ones. How many queries are below the floor there?")])
    exact = next(((t + 0.00041, f) for n in (QUERIES, 100, 80, 60, 40) for t in (0.5, 0.6, 0.7, 0.8) for f in FLOORS if border(known, n, t + 0.00041, f)), None)
    assert exact, "no promise that is kept with exactly one query in twenty below its floor"
    judge(submission, milvus, client, known, *exact, "Exactly one query in twenty may be below the floor.")


def border(known, count, target, floor):
    """Whether exactly one query in twenty is below the floor at the right setting, and that matters; sets the number of queries."""
    known.count = count
    return known.cheapest(known.settings(target, floor)) != known.cheapest(known.settings(target, floor, fewer=True))


@check(points=2, after="test_the_mean")
def test_which_collection(submission, milvus, client, known):
    """The cheaper collection, whichever it is"""
    coarse, fine = (float(known.recalls(name, 1).mean()) for name in known.names)
    assert coarse > fine, "one cell of forty finds no more than one of 128"
    why = "Compare the work of each collection at its own smallest nprobe."
    judge(submission, milvus, client, known, (coarse + fine) / 2, LOOSE, why)
    judge(submission, milvus, client, known, 0.50041, LOOSE, why)
    for known.k, target in ((5, 0.62041), (20, 0.62041)):
        judge(submission, milvus, client, known, target, LOOSE, "How many neighbors count is in `truth`.")
    known.k = K
    judge(submission, milvus, client, known, 1.0, 1.0, "Everything is asked for: every query has to find all of its neighbors, but for one in twenty, and the mean is 1.")
