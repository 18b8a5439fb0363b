"""Checks of ch04/ex06."""

import pytest

from grader.checks import check, fail, misconception, same


@pytest.fixture
def pictures(seed, rng, support):
    """Makes pictures for ids: titles that differ, and real vectors."""
    vectors, names = support.pool(seed)

    def make(ids):
        at = rng.choice(len(names), size=len(ids), replace=False)
        return [{"id": id, "title": f"{names[i]} {n}", "vector": vectors[i].tolist()} for n, (id, i) in enumerate(zip(ids, at, strict=True))]

    return make


def titles(pictures):
    return [p["title"] for p in pictures]


def in_order(found, expected, called, why):
    """Fail unless the titles are these, in this order."""
    if found != expected and sorted(map(str, found)) == sorted(map(str, expected)):
        at = next(i for i, (a, b) in enumerate(zip(found, expected, strict=True)) if a != b)
        misconception("get-keeps-order", evidence=f"all the right titles came, and entry {at} has that of entry {expected.index(found[at])}", called=called, returned=found[:3], expected=expected[:3],
                      why="get() does not promise the order in which it was asked: Milvus Lite keeps it, a server sorts. What does each row tell you about itself?")
    same(found, expected, called=called, why=why)


def short(ids):
    return f"[{', '.join(repr(i) for i in ids[:4])}{', …' if len(ids) > 4 else ''}]"


@check(points=1)
def test_short_ids(submission, client, fresh, rng, pictures):
    """Pictures are found by their ids"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = sorted(str(i) for i in rng.choice(range(100, 900), size=30, replace=False))  # in the order of their keys, too
    maps = pictures(ids)
    submission.store(client, name, "maps", maps)
    in_order(list(submission.fetch(client, name, "maps", ids)), titles(maps), f'fetch(client, name, "maps", {short(ids)})', "One title for each id, in their order.")


@check(points=2, after="test_short_ids")
def test_long_ids(submission, client, fresh, rng, pictures):
    """Long ids keep every digit"""
    name = fresh("pictures")
    submission.create(client, name)
    start = int(rng.integers(10**16, 4 * 10**17))
    ids = [str(start + i) for i in range(24)]
    maps = pictures(ids)
    submission.store(client, name, "maps", maps)
    found = list(submission.fetch(client, name, "maps", ids))
    if len(set(found)) < len(ids):
        twice = next(i for i in range(len(ids) - 1) if found[i] == found[i + 1]) if any(a == b for a, b in zip(found, found[1:], strict=False)) else 0
        misconception("float-holds-any-number", evidence=f"ids {ids[twice]} and {ids[twice + 1]} gave the same picture: {float(ids[twice]):.0f} is what a float makes of both",
                      called=f'fetch(client, name, "maps", {short(ids)})', returned=f"{len(set(found))} different titles", expected=f"{len(ids)} different titles",
                      why="A float has 53 bits for the digits. An INT64 has 64, and a VARCHAR as many as it needs.")
    same(found, titles(maps), called=f'fetch(client, name, "maps", {short(ids)})', why="Each id has a picture of its own.")


@check(points=2, after="test_short_ids")
def test_two_sources(submission, client, fresh, rng, pictures):
    """An id of one archive is not that of the other"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = sorted(str(i) for i in rng.choice(range(100, 900), size=20, replace=False))
    maps, posters = pictures(ids), pictures(ids)
    posters = [{**p, "title": f"poster {p['title']}"} for p in posters]
    submission.store(client, name, "maps", maps)
    submission.store(client, name, "posters", posters)
    found = list(submission.fetch(client, name, "maps", ids))
    if found == titles(posters):
        misconception("ids-are-unique-everywhere", evidence=f"after the posters were stored, all {len(ids)} maps with the same ids were gone", called=f'fetch(client, name, "maps", {short(ids)})',
                      returned=found[:3], expected=titles(maps)[:3], why="Ids are unique in their archive. What else has to be in the key of a collection that holds two?")
    same(found, titles(maps), called=f'fetch(client, name, "maps", {short(ids)})', why="The posters have keys of their own.")
    same(list(submission.fetch(client, name, "posters", ids)), titles(posters), called=f'fetch(client, name, "posters", {short(ids)})')


@check(points=1, after="test_two_sources")
def test_leading_zeros(submission, client, fresh, pictures):
    """007 is not 7"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = ["0", "007", "07", "7", "70"]
    posters = pictures(ids)
    submission.store(client, name, "posters", posters)
    same(list(submission.fetch(client, name, "posters", ids)), titles(posters), called=f'fetch(client, name, "posters", {ids})', why="An id is a text. As a number it loses its zeros.")


@check(points=2, after="test_short_ids")
def test_a_missing_id(submission, client, fresh, rng, pictures):
    """A missing id is None, in its own place"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = [str(i) for i in rng.choice(range(100, 900), size=12, replace=False)]
    there, missing = ids[:9], set(ids[9:])
    maps = pictures(there)
    submission.store(client, name, "maps", maps)
    known = {p["id"]: p["title"] for p in maps}
    there.sort()
    asked = [ids[9], *there[:4], ids[10], *there[4:], ids[11], there[-1]]
    expected = [known.get(i) for i in asked]
    found = list(submission.fetch(client, name, "maps", asked))
    if [t for t in found if t] == [t for t in expected if t] and found != expected and len(found) == len(asked):
        misconception("get-keeps-places", evidence=f"{asked[0]!r} is not there and got the title of {asked[1]!r}; the holes came out at the end", called=f'fetch(client, name, "maps", {short(asked)})',
                      returned=found[:4], expected=expected[:4], why="What is not there leaves no gap in the answer of get(). What does each row tell you about itself?")
    if len(found) != len(asked):
        fail(called=f'fetch(client, name, "maps", {short(asked)})', returned=f"{len(found)} entries", expected=f"{len(asked)} entries", why=f"One for each id; {len(missing)} are not there, and one was asked for twice.")
    same(found, expected, called=f'fetch(client, name, "maps", {short(asked)})', why="Each title beside its own id.")


@check(points=1, after="test_a_missing_id")
def test_in_another_order(submission, client, milvus, fresh, rng, pictures):
    """The rows of get() may come in any order"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = [str(i) for i in rng.choice(range(100, 900), size=12, replace=False)]
    maps = pictures(ids)
    submission.store(client, name, "maps", maps)
    milvus.reverse(times=20)  # as many queries as there are ids, and then some
    in_order(list(submission.fetch(client, name, "maps", ids)), titles(maps), f'fetch(client, name, "maps", {short(ids)}), with the rows of get() turned round', "Each title beside its own id.")


@check(points=1, after="test_two_sources")
def test_keys_differ(submission, rng):
    """key() gives different pictures different keys, and the same picture the same"""
    pairs = [("maps", "12"), ("posters", "12"), ("posters", "012"), ("maps", str(int(rng.integers(100, 1000)))), ("posters", "0")]
    keys = [submission.key(*pair) for pair in pairs]
    same(len({repr(k) for k in keys}), len(pairs), called=f"the number of different keys of {pairs}", why="Two pictures with one key are one row.")
    same(submission.spawn().key(*pairs[0]), keys[0], called="key('maps', '12') in another process", why="Tomorrow's program has to find what yesterday's stored.")
