"""Checks of ch11/ex02."""

import math

import numpy as np
import pytest

from grader.checks import check, close, fail, misconception, require

ROWS, TUNING, HELD_OUT = 400, 24, 20
NAMES = ("cover", "blurb", "index", "spine", "notes")


def ndcg(ids, grades, k=10):
    """As the statement has it."""
    gain = lambda g, p: (2**g - 1) / math.log2(p + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0


@check(points=2)
def test_ndcg(submission, support, seed):
    """nDCG counts grades and places, and what was possible"""
    rng = np.random.default_rng([seed, 1121])
    ids = support.new_ids(rng, 80)
    cases = [(ids[:5], {ids[0]: 1}, 10), (ids[:5], {ids[4]: 3, ids[70]: 1}, 10), (ids[:3], {ids[0]: 2, ids[1]: 2, ids[60]: 2}, 2), (ids[:8], {}, 10), ([], {ids[3]: 1}, 10), (ids[:12], {ids[11]: 1}, 10), (ids[:2], dict.fromkeys(ids[:30], 1), 10)]
    for _ in range(10):
        some = rng.permutation(80)
        cases.append(([ids[i] for i in some[: int(rng.integers(1, 40))]], {ids[i]: int(rng.integers(1, 4)) for i in rng.permutation(80)[: int(rng.integers(1, 30))]}, int(rng.choice([1, 3, 10, 50]))))
    for ranking, grades, k in cases:
        graded = {p: grades[i] for p, i in enumerate(ranking[:k], 1) if i in grades}
        close(submission.ndcg(ranking, grades, k), ndcg(ranking, grades, k), called=f"ndcg() of {len(ranking)} ids, {len(grades)} of all graded, k={k}; grades by place {graded}, best possible {sorted(grades.values(), reverse=True)[:k]}",
              why="Each hit brings (2^grade − 1) / log2(place + 1); the best possible ranking is that of all graded ids.")


# What the fields know, in their order: 1 and 2 know a half each, 0 knows nothing. Each place has a good field once: a mistake about one place is seen.
PLACES = {"two": (1, 0, 2), "one": (0, 1, 0), "uneven": (2, 0, 1)}
# Into how many groups fields 1 and 2 sort the books, how much they blur them, and what the same group adds to a grade. In "uneven" the better field has to
# have nearly all of the weight and not quite all: halves, thirds and all of it lose 0.1 and more. Few books are good in both, so that a hit's presence in
# the other list must not count for more than its score, and ten hits per field are too few to see it.
KINDS = {"two": ((8, 6), (1.0, 1.2), (1, 1)), "one": ((8, 6), (1.4, 1.2), (2, 0)), "uneven": ((25, 4), (0.5, 1.0), (2, 1))}


@pytest.fixture
def books(client, support, seed, fresh):
    """make(kind) -> (name, fields, tuning, held out): two fields that know half each and a useless one, one that knows it all, or a good and a lesser one."""

    def make(kind, number):
        rng = np.random.default_rng([seed, 112, number])
        total = ROWS + TUNING + HELD_OUT
        groups, blurs, worth = KINDS[kind]
        of = [rng.integers(0, many, total) for many in groups]
        unlike = lambda: rng.normal(size=(total, support.DIM)) / math.sqrt(support.DIM)  # noqa: E731
        views = [support.unit(rng.normal(size=(many, support.DIM)))[mine] + blur * unlike() for many, mine, blur in zip(groups, of, blurs, strict=True)]
        fields = [NAMES[i] for i in rng.permutation(5)[:3]]
        seen = {f: support.unit(views[i - 1] if i else unlike()) for f, i in zip(fields, PLACES[kind], strict=True)}
        for view in seen.values():
            view[ROWS] = rng.normal(size=support.DIM)  # no field understands the first query: one query alone decides nothing
        name = fresh("books")
        support.collection(client, name, {f: (support.DIM, "COSINE") for f in fields})
        ids = support.new_ids(rng, ROWS)
        support.insert(client, name, [{"id": id, **{f: v[n].tolist() for f, v in seen.items()}} for n, id in enumerate(ids)])
        judged = []
        for q in range(ROWS, total):
            grade = sum(gain * (mine[:ROWS] == mine[q]) for gain, mine in zip(worth, of, strict=True))
            judged.append({"asked": {f: v[q].tolist() for f, v in seen.items()}, "grades": {ids[n]: int(g) for n, g in enumerate(grade) if g}})
        return name, fields, judged[:TUNING], judged[TUNING:]

    return make


def measured(client, name, fields, queries, weights):
    """Mean nDCG@10 of Milvus' own fusion."""
    from pymilvus import AnnSearchRequest, WeightedRanker

    parts = [AnnSearchRequest([q["asked"][f] for q in queries], f, {}, limit=100) for f in fields]
    answers = client.hybrid_search(name, parts, WeightedRanker(*(float(weights[f]) for f in fields)), limit=10)
    return float(np.mean([ndcg([h["id"] for h in hits], q["grades"]) for hits, q in zip(answers, queries, strict=True)]))


def best_there_is(client, name, fields, queries):
    """The best weights in tenths for these queries, by hand, and their nDCG@10."""
    found = {f: [[(h["id"], (1 + h["distance"]) / 2) for h in hits] for hits in client.search(name, data=[q["asked"][f] for q in queries], anns_field=f, limit=100)] for f in fields}

    def quality(weights):
        values = []
        for n, query in enumerate(queries):
            scores = {}
            for f, w in zip(fields, weights, strict=True):
                for id, score in found[f][n]:
                    scores[id] = scores.get(id, 0.0) + w * score
            values.append(ndcg(sorted(scores, key=lambda i: (-scores[i], i)), query["grades"]))
        return float(np.mean(values))

    grid = [(i / 10, j / 10, (10 - i - j) / 10) for i in range(11) for j in range(11 - i)]
    qualities = {w: quality(w) for w in grid}
    top = max(qualities, key=qualities.get)
    return dict(zip(fields, top, strict=True)), qualities[top], {f: qualities[tuple(float(f == g) for g in fields)] for f in fields}


@check(points=5, after="test_ndcg")
def test_held_out(submission, client, books):
    """The weights hold up on queries that did not choose them"""
    for number, kind in enumerate(KINDS):
        name, fields, tuning, held = books(kind, number)
        call = f"tune() of {len(tuning)} judged queries over {', '.join(fields)}"
        weights = submission.tune(client, name, list(fields), [{"asked": dict(q["asked"]), "grades": dict(q["grades"])} for q in tuning])
        number_like = lambda w: isinstance(w, int | float) and not isinstance(w, bool) and 0 <= w <= 1  # noqa: E731
        require(isinstance(weights, dict) and set(weights) == set(fields) and all(number_like(w) for w in weights.values()) and any(weights.values()),
                called=call, returned=weights, expected=f"a number from 0 to 1 for each of {', '.join(fields)}, not all 0")
        got = measured(client, name, fields, held, weights)
        best, top, alone = best_there_is(client, name, fields, held)
        if got >= top - 0.05:
            continue
        told = {"called": call, "returned": f"{ {f: round(w, 2) for f, w in weights.items()} }, which has nDCG@10 {got:.3f} on {len(held)} other queries", "expected": f"at least {top - 0.05:.3f}; the best weights there have {top:.3f}, and the best field alone has {max(alone.values()):.3f}"}
        largest = max(weights.values())
        if min(weights.values()) > 0.97 * largest:
            misconception("equal-is-fair", evidence=f"all three weights are {largest:.2f}, and {min(alone, key=alone.get)} alone has nDCG@10 {min(alone.values()):.2f}", **told, why="A field that knows nothing has a third of the votes.")
        if sum(w > 0 for w in weights.values()) == 1:
            misconception("winner-takes-all", evidence=f"one field has all the weight, and the best weights give it {max(best.values()):.1f}", **told, why="Two fields that know different things find more than the better one of them.")
        fail(**told, why="Try many mixtures on the queries that you have, and keep the one with the best mean.")
