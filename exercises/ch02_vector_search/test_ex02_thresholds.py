"""Checks of ch02/ex02."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, same

N, LIMIT = 300, 40


@pytest.fixture(scope="module")
def cases():
    """Shelves that an earlier check has filled: nobody changes them."""
    return {}


def case(client, fresh, rng, seed, support, metric):
    """A shelf and a query, with the true Euclidean distances and what Milvus' number has to be."""
    vectors, names = support.some_words(seed, rng, N)
    query = support.near(rng, vectors)
    if metric == "L2":  # any length: of the query, of the words, of the neighbors, which stand from very near to far
        query = query * 8
        vectors = vectors * rng.uniform(6.4, 10, size=(N, 1))
        for i, far in enumerate(np.geomspace(0.24, 14, 36)):
            aside = rng.normal(size=query.shape)
            vectors[i] = query + far * aside / np.linalg.norm(aside)
    else:  # neighbors at many distances: the wrong readings of a border agree with the right one at 0.73, and with each other at 0.5
        for i, far in enumerate(np.geomspace(0.2, 1.8, 36)):
            aside = rng.normal(size=query.shape)
            planted = query + far * aside / np.linalg.norm(aside)
            vectors[i] = planted / np.linalg.norm(planted)
    name = fresh(metric.lower())
    support.shelf(client, name, vectors, names, metric)
    gaps = np.linalg.norm(vectors - query, axis=1)
    order = np.argsort(gaps)[:LIMIT]
    return name, query, [names[i] for i in order], gaps[order]


def border(gaps, low=4, high=12):
    """A distance in the widest gap between the `low`th and the `high`th neighbor, and how many are below."""
    wide = low + int(np.argmax(np.diff(gaps[low - 1 : high])))
    return round(float((gaps[wide - 1] + gaps[wide]) / 2), 4), wide


def other_borders(submission, client, metric, one_case, why):
    """Borders all along the way out, in narrow gaps too, and no more hits than were asked for."""
    name, query, words, gaps = one_case
    for count in (2, 9, 17, 25, 32, 38):
        near, far = gaps[count - 1], gaps[count]
        if far - near > 1e-3:
            limit = round(float((near + far) / 2), 4)
            found, call = ask(submission, client, name, metric, query, limit)
            judge(found, words[:count], call, why)
    found, call = ask(submission, client, name, metric, query, round(float(gaps[-1]) + 1, 4), 3)
    judge(found, words[:3], call, "Only hits among the `limit` nearest count.")


def ask(submission, client, name, metric, query, euclidean, hits=LIMIT):
    call = f'close_enough(client, name, "{metric}", vector, {euclidean}, {hits})'
    answer = submission.close_enough(client, name, metric, query.tolist(), euclidean, hits)
    if isinstance(answer, np.ndarray):
        answer = answer.tolist()
    if not isinstance(answer, (list, tuple)) or not all(isinstance(word, str) for word in answer):
        fail(called=call, returned=repr(answer), expected="a list of words", why="The caller prints them.")
    return [str(word) for word in answer], call


def judge(found, right, call, why):
    """Fail unless these are the right words, nearest first."""
    if found == right:
        return
    if sorted(found) == sorted(right):
        why = "The right words in a different order. Milvus returns the nearest first, under every metric: under COSINE and IP that is the largest number."
    missing, extra = [w for w in right if w not in found], [w for w in found if w not in right]
    parts = [f"without {missing[:3]}" * bool(missing), f"with {extra[:3]}" * bool(extra)]
    fail(called=call, returned=", ".join([shown(found), *filter(None, parts)]), expected=shown(right), why=why)


def shown(words):
    return f"{len(words)} words: {words[:5]}{'…' if len(words) > 5 else ''}"


def similarity(submission, client, metric, one_case):
    name, query, words, gaps = one_case
    limit, count = border(gaps)
    found, call = ask(submission, client, name, metric, query, limit)
    right = words[:count]
    why = "For vectors of length 1 the squared distance is 2 - 2 · cosine: work out the cosine at the border from that."
    if found == right:
        other_borders(submission, client, metric, one_case, why)
        return
    number = 1 - gaps**2 / 2  # what Milvus says: the cosine
    readings = {
        "threshold-points-one-way": number <= 1 - limit**2 / 2,
        "cosine-distance-is-euclidean": 1 - number <= limit,
        "one-number-for-every-metric": number >= limit,
    }
    words_of = {id: [w for w, keep in zip(words, kept, strict=True) if keep] for id, kept in readings.items()}
    said = {
        "threshold-points-one-way": ("exactly the hits that are too far away were kept",
                                     "A similarity falls as two vectors move apart. On which side of the border are the near ones?"),
        "cosine-distance-is-euclidean": (f"kept are the hits with 1 - cosine at most {limit}",
                                         "1 - cosine is half of the *squared* distance of two vectors of length 1. What is the cosine at the border?"),
        "one-number-for-every-metric": (f"kept are the hits whose similarity is at least {limit}",
                                        f"{limit} is a distance. Which similarity do two vectors of length 1 have that are {limit} apart?"),
    }
    named = [id for id, kept in words_of.items() if kept and found == kept]
    if len(named) == 1:  # two wrong readings that keep the same hits are no evidence of either
        id = named[0]
        misconception(id, evidence=said[id][0], called=call, returned=shown(found), expected=shown(right), why=said[id][1])
    judge(found, right, call, why)


@check(points=2)
def test_l2(submission, client, fresh, rng, seed, support, cases):
    """L2: Milvus' number is squared"""
    name, query, words, gaps = cases["L2"] = case(client, fresh, rng, seed, support, "L2")
    limit, count = border(gaps, 18, 24)
    found, call = ask(submission, client, name, "L2", query, limit)
    right = words[:count]
    unsquared = [w for w, gap in zip(words, gaps, strict=True) if gap**2 <= limit]
    if found and found == unsquared != right:
        misconception("l2-is-euclidean", evidence=f"kept are the hits with `distance` at most {limit}, and `distance` is the square",
                      called=call, returned=shown(found), expected=shown(right),
                      why="Milvus leaves the root out: it would not change the order. What is the square of your border?")
    why = "Milvus' number is the square of the distance between the vectors as they are, whatever their lengths."
    judge(found, right, call, why)
    other_borders(submission, client, "L2", cases["L2"], why)


@check(points=2)
def test_cosine(submission, client, fresh, rng, seed, support, cases):
    """COSINE: larger is nearer, and the border is 1 - d²/2"""
    cases["COSINE"] = case(client, fresh, rng, seed, support, "COSINE")
    similarity(submission, client, "COSINE", cases["COSINE"])


@check(points=1, after="test_cosine")
def test_inner_product(submission, client, fresh, rng, seed, support):
    """IP on vectors of length 1: as COSINE"""
    similarity(submission, client, "IP", case(client, fresh, rng, seed, support, "IP"))


@check(points=1, after=("test_l2", "test_cosine"))
def test_none_and_all(submission, client, cases):
    """Nothing is close enough; everything is"""
    for metric, all_of_them in (("COSINE", 2.5), ("L2", 60.0)):
        name, query, words, gaps = cases[metric]
        found, call = ask(submission, client, name, metric, query, round(float(gaps[0]) / 2, 4))
        same(found, [], called=call, why="An empty list says: nothing is near.")
        found, call = ask(submission, client, name, metric, query, all_of_them)
        if found != words:
            fail(called=call, returned=shown(found), expected=shown(words), why=f"None of the {LIMIT} nearest is so far away: all of them count.")
