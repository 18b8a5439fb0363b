"""Checks of ch04/ex02."""

import re

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same, difference

BORDERS = (60, 9, 100, 5000, 1_000_000)
MOST = 1000
"""Recordings of an archive: that many at most, says the statement."""
SURNAMES = ["Null", "None", "Nobody", "Unknown", "Nemo", "Okafor", "Lindqvist", "Marsh", "Ferrari", "Tanaka"]


@pytest.fixture(scope="module")
def archive():
    """The recordings that the first check stored; the questions are about them."""
    return {}


def recordings(seed, rng, support, n=300):
    """Recordings with keywords of which some lie inside others, with speakers called Null and None, and with vectors of different lengths."""
    vectors, names = support.pool(seed)
    pool = ["art", "smart", "party", "tea", "team", "steam", "rain", "train", "training", "port", "sport", "air",
            "steam_train", "steam-train", "modern, art", "art, modern", "50% off", "50 cents off"]
    rows = []
    for number, at in zip(rng.choice(90_000, size=n, replace=False), rng.choice(len(names), size=n, replace=False), strict=True):
        chosen = rng.choice(len(pool), size=int(rng.integers(0, 7)), replace=False)
        first = f"{'ABCDEFGH'[int(rng.integers(8))]}. "
        who = SURNAMES[int(rng.integers(len(SURNAMES)))]
        speaker = [None, who, first + who][int(rng.integers(3))]
        rows.append({"number": int(number) + 1, "keywords": [pool[i] for i in chosen], "seconds": int(10 ** rng.uniform(0.3, 4.3)),
                     "speaker": speaker, "vector": (float(rng.uniform(0.3, 3)) * vectors[at]).tolist()})
    for row, seconds in zip(rows, BORDERS, strict=False):
        row["seconds"] = seconds  # “fewer” leaves these out
    rows[10].update(keywords=[f"{'ABCDEFGH'[i]}{'k' * 29}" for i in range(8)], speaker="B" + "y" * 59)  # as much as may be
    return rows


def full(seed, rng, support):
    """As many recordings as there may be, all alike; only the one farthest from a query has the keyword `whale`. And the query."""
    vectors, names = support.pool(seed)
    chosen = rng.choice(len(names), size=MOST, replace=False)
    query = vectors[chosen[0]]
    farthest = int((vectors[chosen] @ query).argmin())
    numbers = rng.choice(90_000, size=MOST, replace=False)
    return [
        {"number": int(number) + 1, "keywords": ["radio"] + ["whale"] * (i == farthest), "seconds": 86_400 + i, "speaker": None, "vector": vectors[at].tolist()}
        for i, (number, at) in enumerate(zip(numbers, chosen, strict=True))
    ], query.tolist()


def cosines(rows, query):
    """The cosine of each row's vector with the query."""
    table, asked = np.array([r["vector"] for r in rows]), np.asarray(query)
    return table @ asked / np.linalg.norm(table, axis=1) / np.linalg.norm(asked)


def resembles(keyword, other):
    """Whether LIKE "%keyword%" finds another keyword, with the words joined by commas or not."""
    pattern = re.escape(keyword).replace("_", ".").replace("%", ".*")
    return other != keyword and re.search(pattern, other) is not None


def ints(value, call):
    """What came back as a list of ints, in its own order."""
    plain = isinstance(value, (list, tuple)) and all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) for n in value)
    require(plain, called=call, returned=repr(value), expected="a list of ints")
    return [int(n) for n in value]


def answer(value, call):
    return sorted(ints(value, call))


def exactly(found, expected, rows, call, why):
    """Fail unless both have the same numbers; says how many differ, and shows one recording."""
    if found == expected:
        return
    differ = set(found) ^ set(expected)
    example = next((f"; one of them: { {k: v for k, v in r.items() if k != 'vector'} }" for r in rows if r["number"] in differ), "")
    fail(called=call, returned=difference(found, expected, "number") + example, expected=f"{len(expected)} numbers", why=why)


@check(points=1)
def test_stores_them_all(submission, client, fresh, rng, seed, support, archive):
    """All recordings are taken"""
    rows, name = recordings(seed, rng, support), fresh("archive")
    submission.create(client, name)
    submission.store(client, name, rows[:200])
    submission.store(client, name, rows[200:])
    same(support.count(client, name), len(rows), called=f"count(*) after store() of {len(rows)} recordings, in two calls")
    most, query = full(seed, rng, support)
    large = fresh("large_archive")
    submission.create(client, large)
    submission.store(client, large, most)
    require(client.has_collection(large), called=f'create(client, "{large}"), after "{name}"', returned="no such collection", expected=f"the collection {large}", why="There may be more than one archive.")
    same(support.count(client, large), MOST, called=f"count(*) of a second archive after store() of {MOST} recordings in one call")
    archive.update(name=name, rows=rows, large=large, most=most, query=query)


@check(points=2, after="test_stores_them_all")
def test_by_keyword(submission, client, archive):
    """By a keyword, and not by a part of one"""
    submission = submission.spawn()  # whoever asks is another program than the one that stored, and remembers nothing of it
    name, rows = archive["name"], archive["rows"]
    for keyword in ("art", "tea", "rain", "sport", "steam_train", "50% off"):
        call = f'with_keyword(client, name, "{keyword}")'
        expected = sorted(r["number"] for r in rows if keyword in r["keywords"])
        found = answer(submission.with_keyword(client, name, keyword), call)
        extra = [r for r in rows if r["number"] in set(found) - set(expected)]
        if extra and not set(expected) - set(found) and all(any(resembles(keyword, k) for k in r["keywords"]) for r in extra):
            other = next(k for k in extra[0]["keywords"] if resembles(keyword, k))
            misconception("keywords-in-one-text", evidence=f"recordings with the keyword {other!r} also came back, and without {keyword!r}: letters were searched, not words",
                          called=call, returned=f"{len(found)} numbers", expected=f"{len(expected)} numbers",
                          why="A list that is glued into one text has no words any more. Which type holds a list as a list?")
        exactly(found, expected, rows, call, "Exactly those that have this keyword.")
    same(answer(submission.with_keyword(client, name, "harbour"), "with_keyword()"), [], called='with_keyword(client, name, "harbour")', why="No recording has it: no numbers, and no error.")
    most = archive["most"]
    call = f'with_keyword(client, name, "radio"), which each of {MOST} recordings has'
    exactly(answer(submission.with_keyword(client, archive["large"], "radio"), call), sorted(r["number"] for r in most), most, call, "All that have it, as many as there may be.")


@check(points=2, after="test_stores_them_all")
def test_by_seconds(submission, client, archive):
    """By the number of seconds, as a number"""
    submission = submission.spawn()  # whoever asks is another program than the one that stored, and remembers nothing of it
    name, rows = archive["name"], archive["rows"]
    for seconds in BORDERS:
        call = f"shorter_than(client, name, {seconds})"
        expected = sorted(r["number"] for r in rows if r["seconds"] < seconds)
        found = answer(submission.shorter_than(client, name, seconds), call)
        as_text = sorted(r["number"] for r in rows if str(r["seconds"]) < str(seconds))
        if found == as_text != expected:
            wrong = next(r["seconds"] for r in rows if (str(r["seconds"]) < str(seconds)) != (r["seconds"] < seconds))
            misconception("numbers-as-text", evidence=f"a recording of {wrong} seconds was sorted against {seconds} letter by letter", called=call,
                          returned=f"{len(found)} numbers", expected=f"{len(expected)} numbers", why="As text, 100 comes before 9. Which type compares like a number?")
        exactly(found, expected, rows, call, "Fewer seconds, and not as many.")
    most = archive["most"]
    call = f"shorter_than(client, name, 90000), and all {MOST} recordings are"
    exactly(answer(submission.shorter_than(client, archive["large"], 90_000), call), sorted(r["number"] for r in most), most, call, "All that are shorter, as many as there may be.")


@check(points=2, after="test_stores_them_all")
def test_nobody_speaks(submission, client, archive):
    """An unknown speaker is not a person called None"""
    submission = submission.spawn()  # whoever asks is another program than the one that stored, and remembers nothing of it
    name, rows = archive["name"], archive["rows"]
    call = "without_speaker(client, name)"
    found = answer(submission.without_speaker(client, name), call)
    expected = sorted(r["number"] for r in rows if r["speaker"] is None)
    extra = {r["speaker"] for r in rows if r["number"] in set(found) - set(expected)}
    if len(extra) == 1 and not set(expected) - set(found):
        misconception("null-is-a-word", evidence=f"the recordings of a person called {extra.pop()} also came back", called=call, returned=f"{len(found)} numbers",
                      expected=f"{len(expected)} numbers", why="Any word that stands for “nobody” is the name of a person. Which fields can hold no value at all?")
    exactly(found, expected, rows, call, "Those whose speaker is None in the recording.")
    most = archive["most"]
    call = f"without_speaker(client, name), and nobody speaks in all {MOST} recordings"
    exactly(answer(submission.without_speaker(client, archive["large"]), call), sorted(r["number"] for r in most), most, call, "All of them, as many as there may be.")


@check(points=2, after="test_by_keyword")
def test_nearest_with_a_keyword(submission, client, rng, support, archive):
    """The nearest among those with the keyword"""
    submission = submission.spawn()  # whoever asks is another program than the one that stored, and remembers nothing of it
    name, rows = archive["name"], archive["rows"]
    for keyword, k in (("art", 5), ("train", 3), ("air", 500)):
        own = [r for r in rows if keyword in r["keywords"]]
        query = np.array(rows[int(rng.integers(len(rows)))]["vector"]) + 0.3 * rng.normal(size=support.DIM) / np.sqrt(support.DIM)
        expected = [own[i]["number"] for i in np.argsort(-cosines(own, query))[:k]]
        call = f'nearest_with(client, name, vector, "{keyword}", {k})'
        found = ints(submission.nearest_with(client, name, query.tolist(), keyword, k), call)
        if sorted(found) == sorted(expected) and found != expected:
            fail(called=call, returned=found[:6], expected=expected[:6], why="They are the right ones, in an order other than nearest first.")
        same(found, expected, called=call, why=f"{len(own)} recordings have this keyword. The nearest of them, and no others.")
    rare = [r["number"] for r in archive["most"] if "whale" in r["keywords"]]
    call = f'nearest_with(client, name, vector, "whale", 1), which one of {MOST} recordings has'
    same(ints(submission.nearest_with(client, archive["large"], archive["query"], "whale", 1), call), rare, called=call,
         why="It is the farthest of all from the vector, and the nearest with the keyword. When do you throw away what lacks the keyword: before the nearest are chosen, or after?")
