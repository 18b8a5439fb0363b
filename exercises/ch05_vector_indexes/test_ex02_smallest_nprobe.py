"""Checks of ch05/ex02."""

import math
from dataclasses import replace

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

K, NLIST, ROWS, QUERIES, DIM = 10, 64, 5000, 100, 64
FEW = 6
"""Cells of the second collection, for which every answer is tried; its k is larger than a cell."""
MANY = 140
"""Cells of the third, with 5,600 rows (a server makes fewer cells where there are not 39 rows for each): nine in ten of them are neighbors, so that recall grows with each cell."""


class Shelf:
    """An indexed collection that checks search, and what recall it has at each nprobe."""

    def __init__(self, client, name, given, nlist, support, made=False):
        self.client, self.name, self.given, self.nlist, self.support = client, name, given, nlist, support
        self.measured = {}
        if not made:
            support.store(client, name, given)
            support.index(client, name, "IVF_FLAT", nlist=nlist)

    def asked_for_fewer(self, k):
        """The same collection and queries, of which only the k nearest neighbors count."""
        given = replace(self.given, truth=[row[:k] for row in self.given.truth])
        return Shelf(self.client, self.name, given, self.nlist, self.support, made=True)

    def recall(self, nprobe):
        if nprobe == 0:
            return 0.0
        if nprobe not in self.measured:
            answers = self.support.found(self.client, self.name, self.given.queries, len(self.given.truth[0]), nprobe=nprobe)
            self.measured[nprobe] = self.support.recall(answers, self.given.truth)
        return self.measured[nprobe]

    def target_for(self, nprobe):
        """(target, smallest nprobe that reaches it): halfway between two values, so that rounding plays no part."""
        while self.recall(nprobe) == self.recall(nprobe - 1):
            nprobe += 1
            require(nprobe <= self.nlist, called=f"the recall of {self.name}", returned="the same at every nprobe", expected="the rows that were there", why="What was to be measured has been changed.")
        return round((self.recall(nprobe) + self.recall(nprobe - 1)) / 2, 6), nprobe


@pytest.fixture(scope="module")
def _shelves():
    return {}


@pytest.fixture
def shelf(client, seed, support, _shelves):
    """Built once: a cell structure is the same for every check."""
    if "many" not in _shelves:
        _shelves["many"] = Shelf(client, "words_by_cell", support.data(seed, ROWS, QUERIES, DIM, K), NLIST, support)
    return _shelves["many"]


def ask(submission, milvus, shelf, target, nlist=0):
    milvus.forget()
    nlist = nlist or shelf.nlist
    call = f'smallest_nprobe(client, "{shelf.name}", queries, truth, {target}, {nlist})'
    value = submission.smallest_nprobe(shelf.client, shelf.name, shelf.given.queries.tolist(), shelf.given.truth, target, nlist)
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        fail(called=call, returned=repr(value), expected="a whole number", why="nprobe counts cells.")
    return int(value), call


def tried_by(milvus, shelf):
    """nprobe → how many queries were asked with it."""
    tried = {}
    for one in shelf.support.searches(milvus):
        n = shelf.support.whole(one.params.get("nprobe"))
        if n is not None:
            tried[n] = tried.get(n, 0) + one.rows
    return tried


def is_a_rule(submission, milvus, shelf, target, value):
    """Whether an answer that asked nothing changes with the target or with the number of cells."""
    others = {ask(submission, milvus, shelf, other, nlist)[0] for other in (target, 0.5, 0.99) for nlist in (NLIST, 16 * NLIST)}
    return 1 <= value <= NLIST and others != {value}


def explain(submission, milvus, shelf, target, value, best, call):
    """What was said to Milvus tells why the number is wrong."""
    shown = f"{value} (recall there: {shelf.recall(value):.4f})" if 1 <= value <= NLIST else str(value)
    expected = f"{best} (recall {shelf.recall(best):.4f}; one less gives {shelf.recall(best - 1):.4f})"
    searches, tried = shelf.support.searches(milvus), tried_by(milvus, shelf)
    if not searches:
        if is_a_rule(submission, milvus, shelf, target, value):
            misconception("nprobe-by-rule", evidence="it changes with the target or with nlist, and Milvus was not asked once", called=call, returned=shown, expected=expected,
                          why="A rule of thumb knows neither your vectors nor your target. Who does?")
        fail(called=call, returned=shown, expected=expected, why="Milvus was not asked once. Which recall does a number of cells have?")
    if not tried:
        if any("nlist" in one.params for one in searches):
            misconception("nprobe-is-nlist", evidence=f"{len(searches)} searches with nlist, none of them with an nprobe: {searches[0].params}",
                          called=call, returned=shown, expected=expected,
                          why="nlist was fixed when the index was built. What can a search still choose?")
        fail(called=call, returned=shown, expected=expected, why=f"No search said how many cells to open: {searches[0].params}")
    if max(tried.values()) < QUERIES:
        misconception("judged-on-a-few", evidence=f"at no nprobe were more than {max(tried.values())} of {QUERIES} queries asked",
                      called=call, returned=shown, expected=expected,
                      why="One query may have all its neighbors in one cell. Is the next one as lucky?")
    doubled = value in tried and value // 2 in tried and best not in tried and all(n & (n - 1) == 0 for n in tried)
    if doubled and shelf.recall(value // 2) < target <= shelf.recall(value):
        misconception("stops-at-a-power-of-two", evidence=f"only {sorted(tried)} were tried",
                      called=call, returned=shown, expected=expected,
                      why=f"{value} reaches the target and {value // 2} does not. What of the numbers between them?")
    if not 1 <= value <= NLIST:
        fail(called=call, returned=shown, expected=expected, why=f"A search opens from 1 to {NLIST} cells.")
    if shelf.recall(value) < target:
        fail(called=call, returned=shown, expected=expected, why="This nprobe does not reach the target.")
    fail(called=call, returned=shown, expected=expected, why="It reaches the target, but a smaller one does too; each cell costs.")


@check(points=3)
def test_smallest_that_reaches(submission, milvus, shelf, rng):
    """It returns the smallest nprobe whose recall reaches the target"""
    target, best = shelf.target_for(int(rng.choice([19, 21, 23, 25, 27])))
    value, call = ask(submission, milvus, shelf, target)
    if value != best:
        explain(submission, milvus, shelf, target, value, best, call)


@check(points=1, after="test_smallest_that_reaches")
def test_easy_and_hard_targets(submission, milvus, shelf):
    """Targets that one cell reaches, and that need nearly all"""
    easy = round(shelf.recall(1) / 2, 6)
    value, call = ask(submission, milvus, shelf, easy)
    same(value, 1, called=call, why="One cell is enough here, and no search can open fewer.")
    hard, best = shelf.target_for(45)
    value, call = ask(submission, milvus, shelf, hard)
    same(value, best, called=call, why="A target near 1 needs most of the cells.")


@check(points=1, after="test_smallest_that_reaches")
def test_every_answer_there_is(submission, client, milvus, seed, support):
    """Another collection, of few cells, with more neighbors than a cell holds: every nprobe is the answer once"""
    shelf = Shelf(client, "words_in_six_cells", support.data(seed, 2400, 12, DIM, 500), FEW, support)
    for nprobe in range(1, FEW + 1):
        # By turns just below what it gives and just above what one cell less gives: a share of the short answer, not of the true neighbors, is too good by less than half of the way.
        share = 0.9 if nprobe % 2 else 0.1
        target = round(share * shelf.recall(nprobe) + (1 - share) * shelf.recall(nprobe - 1), 6)
        value, call = ask(submission, milvus, shelf, target)
        same(value, nprobe, called=f"{call} with 500 true neighbors per query",
             why=f"Recall is {shelf.recall(nprobe - 1):.4f} with {nprobe - 1} cells and {shelf.recall(nprobe):.4f} with {nprobe}.")


    nearer = shelf.asked_for_fewer(20)
    best = max(range(2, FEW), key=lambda n: nearer.recall(n) - shelf.recall(n))
    target = round((nearer.recall(best) + max(nearer.recall(best - 1), shelf.recall(best))) / 2, 6)  # what the calls above have measured says: not yet
    value, call = ask(submission, milvus, nearer, target)
    same(value, best, called=f"{call} with the 20 nearest of them as truth, after the calls above",
         why="Recall depends on the truth, even at the same nprobe of the same collection.")


@check(points=1, after="test_smallest_that_reaches")
def test_many_cells(submission, client, milvus, seed, rng, support):
    """Many cells, nearly all of which are needed"""
    shelf = Shelf(client, "words_in_many_cells", support.data(seed, 5600, 4, DIM, 5000), MANY, support)
    target, best = shelf.target_for(int(rng.integers(130, 138)))
    value, call = ask(submission, milvus, shelf, target)
    same(value, best, called=f"{call} with 5,000 true neighbors per query",
         why=f"Recall is {shelf.recall(best - 1):.4f} with {best - 1} cells and {shelf.recall(best):.4f} with {best}.")


@check(points=2, after="test_smallest_that_reaches")
def test_without_trying_them_all(submission, milvus, shelf):
    """It tries about log2(nlist) values, not each one"""
    target, best = shelf.target_for(37)
    submission = submission.spawn()  # another process, which knows nothing of what was tried for the checks before
    value, call = ask(submission, milvus, shelf, target)
    tried = sorted(tried_by(milvus, shelf))
    most = 2 * math.ceil(math.log2(NLIST)) + 1
    require(value == best, called=call, returned=value, expected=best, why="Being quick is worth nothing if the answer is wrong.")
    if len(tried) > most:
        told = {"called": call, "returned": f"{value} after {len(tried)} values of nprobe", "expected": f"at most {most} of {NLIST}"}
        why = "Recall never falls when nprobe grows. What does one measurement in the middle tell about half of the numbers?"
        if {*range(1, best + 1)} <= {*tried} or {*range(best, NLIST)} <= {*tried}:
            misconception("tries-every-nprobe", evidence=f"{len(tried)} values were tried: {tried[:6]}…", why=why, **told)
        fail(why=why, **told)
