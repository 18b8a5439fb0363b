"""Checks of ch05/ex01."""

import numpy as np

from grader.checks import check, close, fail, misconception

K = 10


def answers(rng, queries=12):
    """True ids for each query, all different."""
    return [[int(i) for i in rng.choice(90_000, size=K, replace=False)] for _ in range(queries)]


def number(value, call):
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        fail(called=call, returned=repr(value), expected="a number from 0 to 1", why="Recall is one number for all queries.")
    return float(value)


def with_misses(rng, truth, kept):
    """For each query the first `kept` true ids where they were, and strangers in the places of the others."""
    return [t[:n] + [int(i) for i in rng.choice(90_000, size=K - n, replace=False) + 100_000]
            for t, n in zip(truth, kept, strict=True)]


@check(points=1)
def test_all_or_nothing(submission, rng):
    """All neighbors found is 1, none of them is 0"""
    truth = answers(rng)
    for found, expected, words in ((truth, 1.0, "found and truth being equal"), (with_misses(rng, truth, [0] * len(truth)), 0.0, "no true id in any answer")):
        call = f"recall_at_k(found, truth), {words},"
        close(number(submission.recall_at_k(found, truth), call), expected, called=call, why="Recall is the share of the true neighbors that are in the answer.")


@check(points=1, after="test_all_or_nothing")
def test_order_does_not_count(submission, rng):
    """All neighbors found, in a different order: recall is 1"""
    truth = answers(rng)
    stay = [int(n) for n in rng.integers(1, K - 2, size=len(truth))]
    turned = [t[:n] + t[n + 1:] + t[n:n + 1] for t, n in zip(truth, stay, strict=True)]
    call = "recall_at_k(found, truth) with the ids of every answer in a different order"
    value = number(submission.recall_at_k(turned, truth), call)
    if abs(value - sum(stay) / (K * len(stay))) < 1e-6:
        misconception("recall-counts-order", evidence=f"{value:.3f}: just the ids that still stand at their old place",
                      called=call, returned=value, expected=1.0,
                      why="Was a neighbor lost? Recall asks which of them were found, not at which place.")
    close(value, 1.0, called=call, why="Every neighbor is there. Recall asks which of them were found, not at which place.")


@check(points=1, after="test_all_or_nothing")
def test_some_are_missing(submission, rng):
    """Some neighbors missing, some ids twice: the mean share that was found"""
    truth = answers(rng)
    kept = [int(n) for n in rng.integers(1, K, size=len(truth))]
    call = f"recall_at_k(found, truth) with {kept[:4]}… of {K} found"
    value = number(submission.recall_at_k(with_misses(rng, truth, kept), truth), call)
    expected = sum(kept) / (K * len(kept))
    if abs(value - 1) < 1e-6:
        misconception("hit-is-recall", evidence="1.0, though every answer misses some neighbors",
                      called=call, returned=value, expected=round(expected, 4),
                      why="At least one right id per answer is the *hit rate*. Which share of the neighbors is missing?")
    close(value, expected, called=call, why="Found true neighbors by all true neighbors, averaged over the queries.")
    twice = [t[:n] + t[:1] * (K - n) for t, n in zip(truth, kept, strict=True)]
    call = f"recall_at_k(found, truth) with {kept[:4]}… of {K} found, the first of them several times"
    close(number(submission.recall_at_k(twice, truth), call), expected, called=call,
          why="An id that comes twice is one neighbor, found once.")


@check(points=1, after="test_some_are_missing")
def test_short_answers_are_not_excused(submission, rng):
    """An answer with fewer hits than asked for has lost the others"""
    truth = answers(rng)
    kept = [int(n) for n in rng.integers(1, K, size=len(truth))]
    kept[0] = 0
    short = [t[:n] for t, n in zip(truth, kept, strict=True)]
    call = f"recall_at_k(found, truth) where answers have {kept[:4]}… ids, all true ones"
    value = number(submission.recall_at_k(short, truth), call)
    expected = sum(kept) / (K * len(kept))
    # Dividing by what came back: 1 for each answer; the empty one counts as 0, as 1, or is left out.
    count = len(kept)
    if any(abs(value - excused) < 1e-6 for excused in (1.0, (count - 1) / count)):
        misconception("short-answers-excused", evidence=f"{value:.3f}, though {K * count - sum(kept)} neighbors are missing",
                      called=call, returned=value, expected=round(expected, 4),
                      why="That is precision: right ones among those *returned*. Divide by how many there are to find.")
    close(value, expected, called=call, why="A search may come back short; what it did not bring is missing.")


@check(points=3, after=("test_order_does_not_count", "test_short_answers_are_not_excused"))
def test_a_collection_against_the_oracle(submission, client, fresh, seed, support):
    """recall_of() measures an IVF_SQ8 index against the FLAT oracle"""
    given = support.data(seed, 2000, 40, 64, 60)
    fast, exact = fresh("fast"), fresh("exact")

    def ready(name, kind, **params):
        support.store(client, name, given)
        support.index(client, name, kind, **params)

    support.together(lambda: ready(fast, "IVF_SQ8", nlist=64), lambda: ready(exact, "FLAT"))
    queries = given.queries.tolist()
    # 60 neighbors are more than a cell holds: a short answer. Codes rank a little differently, so a hit too many is seen.
    for nprobe, k in ((1, K), (6, 4), (64, K), (64, 25), (1, 60)):
        params = {"params": {"nprobe": nprobe}}
        call = f'recall_of(client, "{fast}", "{exact}", queries, {k}, {params})'
        # Before the call: whoever empties the collection has not changed what its recall was.
        expected = support.recall(support.found(client, fast, queries, k, nprobe=nprobe), [t[:k] for t in given.truth])
        value = number(submission.recall_of(client, fast, exact, queries, k, params), call)
        if nprobe < 64 and value > 0.999:
            misconception("judged-by-itself", evidence=f"recall 1.0 at nprobe={nprobe}; against FLAT it is {expected:.3f}",
                          called=call, returned=value, expected=round(expected, 4),
                          why="An index that is its own judge is always right. Which collection knows the true neighbors?")
        close(value, expected, atol=5e-4, called=call,
              why="The FLAT collection gives the true neighbors; the other one's answers are judged by them.")
