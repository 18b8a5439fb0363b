"""Checks of ch05/ex02."""

import math

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

K, NLIST, ROWS, QUERIES, DIM = 10, 64, 5000, 100, 64


class Shelf:
    """The indexed collection that all checks search, and what recall it has at each nprobe."""

    def __init__(self, client, name, given, support):
        self.client, self.name, self.given, self.support = client, name, given, support
        self.measured = {}

    def recall(self, nprobe):
        if nprobe not in self.measured:
            answers = self.support.found(self.client, self.name, self.given.queries, K, nprobe=nprobe)
            self.measured[nprobe] = self.support.recall(answers, self.given.truth)
        return self.measured[nprobe]

    def target_for(self, nprobe):
        """(target, smallest nprobe that reaches it): halfway between two values, so that rounding plays no part."""
        while self.recall(nprobe) == self.recall(nprobe - 1):
            nprobe += 1
        return round((self.recall(nprobe) + self.recall(nprobe - 1)) / 2, 6), nprobe


@pytest.fixture(scope="module")
def _shelves():
    return {}


@pytest.fixture
def shelf(client, seed, support, _shelves):
    """Built once: a cell structure is the same for every check."""
    if "it" not in _shelves:
        given = support.data(seed, ROWS, QUERIES, DIM, K)
        support.store(client, "words_by_cell", given)
        support.index(client, "words_by_cell", "IVF_FLAT", nlist=NLIST)
        _shelves["it"] = Shelf(client, "words_by_cell", given, support)
    return _shelves["it"]


def ask(submission, client, milvus, shelf, target):
    milvus.forget()
    call = f'smallest_nprobe(client, "{shelf.name}", queries, truth, {target}, {NLIST})'
    value = submission.smallest_nprobe(client, shelf.name, shelf.given.queries.tolist(), shelf.given.truth, target, NLIST)
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        fail(called=call, returned=value, expected="a whole number", why="nprobe counts cells.")
    return int(value), call


def explain(milvus, shelf, target, value, best, call):
    """What was said to Milvus tells why the number is wrong."""
    shown = f"{value} (recall there: {shelf.recall(min(max(value, 1), NLIST)):.4f})"
    expected = f"{best} (recall {shelf.recall(best):.4f}; one less gives {shelf.recall(best - 1):.4f})"
    searches = milvus.calls("Search")
    if not searches:
        misconception("nprobe-by-rule", evidence="Milvus was not asked once", called=call, returned=shown, expected=expected,
                      why="A rule of thumb knows neither your vectors nor your target. Who does?")
    asked = [call_.params.get("nprobe") for call_ in searches]
    if not any(isinstance(n, int) for n in asked):
        misconception("nprobe-is-nlist", evidence=f"{len(searches)} searches, none of them with an nprobe: {searches[0].params}",
                      called=call, returned=shown, expected=expected,
                      why="nlist was fixed when the index was built. What can a search still choose?")
    asked_at = {n: sum(c.rows for c in searches if c.params.get("nprobe") == n) for n in asked if isinstance(n, int)}
    if max(asked_at.values()) < QUERIES:
        misconception("judged-on-a-few", evidence=f"at no nprobe were more than {max(asked_at.values())} of {QUERIES} queries asked",
                      called=call, returned=shown, expected=expected,
                      why="One query may have all its neighbours in one cell. Is the next one as lucky?")
    tried = set(asked_at)
    if value in tried and best not in tried and all(n & (n - 1) == 0 for n in tried):
        misconception("stops-at-a-power-of-two", evidence=f"only {sorted(tried)} were tried",
                      called=call, returned=shown, expected=expected,
                      why=f"{value} reaches the target and {value // 2} does not. What of the numbers between them?")
    if shelf.recall(min(max(value, 1), NLIST)) < target:
        fail(called=call, returned=shown, expected=expected, why="This nprobe does not reach the target.")
    fail(called=call, returned=shown, expected=expected, why="It reaches the target, but a smaller one does too; each cell costs.")


@check(points=3)
def test_smallest_that_reaches(submission, client, milvus, shelf, rng):
    """It returns the smallest nprobe whose recall reaches the target"""
    target, best = shelf.target_for(int(rng.choice([19, 21, 23, 25, 27])))
    value, call = ask(submission, client, milvus, shelf, target)
    if value != best:
        explain(milvus, shelf, target, value, best, call)


@check(points=1, after="test_smallest_that_reaches")
def test_easy_and_hard_targets(submission, client, milvus, shelf):
    """Targets that one cell reaches, and that need nearly all"""
    easy = round(shelf.recall(1) / 2, 6)
    value, call = ask(submission, client, milvus, shelf, easy)
    same(value, 1, called=call, why="One cell is enough here, and no search can open fewer.")
    hard, best = shelf.target_for(45)
    value, call = ask(submission, client, milvus, shelf, hard)
    same(value, best, called=call, why="A target near 1 needs most of the cells.")


@check(points=2, after="test_smallest_that_reaches")
def test_without_trying_them_all(submission, client, milvus, shelf):
    """It tries about log2(nlist) values, not each one"""
    target, best = shelf.target_for(37)
    value, call = ask(submission, client, milvus, shelf, target)
    tried = sorted({c.params.get("nprobe") for c in milvus.calls("Search")} - {None})
    most = 2 * math.ceil(math.log2(NLIST)) + 1
    require(value == best, called=call, returned=value, expected=best, why="Being quick is worth nothing if the answer is wrong.")
    if len(tried) > most:
        misconception("tries-every-nprobe", evidence=f"{len(tried)} values were tried: {tried[:6]}…",
                      called=call, returned=f"{value} after {len(tried)} values of nprobe", expected=f"at most {most} of {NLIST}",
                      why="Recall never falls when nprobe grows. What does one measurement in the middle tell about half of the numbers?")
