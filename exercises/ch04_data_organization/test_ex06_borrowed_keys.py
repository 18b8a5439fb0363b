"""Checks of ch04/ex06."""

import pytest

from pymilvus import MilvusException

from grader.checks import check, fail, misconception, require, same


@pytest.fixture
def pictures(seed, rng, support):
    """Makes pictures for ids: titles that differ, and real vectors."""
    vectors, names = support.pool(seed)

    def make(ids):
        at = rng.choice(len(names), size=len(ids), replace=False)
        return [{"id": id, "title": f"{names[i]} {n}", "vector": (float(rng.uniform(0.3, 3)) * vectors[i]).tolist()} for n, (id, i) in enumerate(zip(ids, at, strict=True))]

    return make


def titles(pictures):
    return [p["title"] for p in pictures]


def fetched(submission, client, name, source, ids, called=""):
    """What fetch() returns, as a list of titles and None; anything else fails here."""
    value = submission.fetch(client, name, source, ids)
    plain = isinstance(value, (list, tuple)) and all(t is None or isinstance(t, str) for t in value)
    require(plain, called=called or f'fetch(client, name, "{source}", {short(ids)})', returned=repr(value), expected="a list of titles, and None for what is not there")
    return list(value)


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
    ids = sorted(str(i) for i in rng.choice(range(100, 900), size=150, replace=False))  # in the order of their keys, too
    maps = pictures(ids)
    submission.store(client, name, "maps", maps)
    in_order(fetched(submission, client, name, "maps", ids), titles(maps), f'fetch(client, name, "maps", {short(ids)})', "One title for each id, in their order.")
    same(fetched(submission, client, name, "maps", []), [], called='fetch(client, name, "maps", [])', why="No ids, no titles, and no error.")


@check(points=2, after="test_short_ids")
def test_long_ids(submission, client, fresh, rng, pictures):
    """Long ids keep every digit"""
    name = fresh("pictures")
    submission.create(client, name)
    start = int(rng.integers(10**17, 10**18 - 100))
    ids = [str(start + i) for i in range(24)]
    maps = pictures(ids)
    submission.store(client, name, "maps", maps)
    found = fetched(submission, client, name, "maps", ids)
    last = {float(p["id"]): p["title"] for p in maps}  # of the ids that one float stands for, the one that was stored last
    if found == [last[float(i)] for i in ids] and len(last) < len(ids):
        twice = next(i for i in range(len(ids) - 1) if float(ids[i]) == float(ids[i + 1]))
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
    found = fetched(submission, client, name, "maps", ids)
    if found == titles(posters):
        misconception("ids-are-unique-everywhere", evidence=f"after the posters were stored, all {len(ids)} maps with the same ids were gone", called=f'fetch(client, name, "maps", {short(ids)})',
                      returned=found[:3], expected=titles(maps)[:3], why="Ids are unique in their archive. What else has to be in the key of a collection that holds two?")
    same(found, titles(maps), called=f'fetch(client, name, "maps", {short(ids)})', why="The posters have keys of their own.")
    same(fetched(submission, client, name, "posters", ids), titles(posters), called=f'fetch(client, name, "posters", {short(ids)})')


@check(points=1, after="test_two_sources")
def test_leading_zeros(submission, client, fresh, pictures):
    """007 is not 7"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = ["0", "007", "07", "7", "70"]
    posters = pictures(ids)
    submission.store(client, name, "posters", posters)
    same(fetched(submission, client, name, "posters", ids), titles(posters), called=f'fetch(client, name, "posters", {ids})', why="An id is a text. As a number it loses its zeros.")


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
    found = fetched(submission, client, name, "maps", asked)
    holes = [t for t in expected if t]
    once = list(dict.fromkeys(holes))  # a server gives a row once, however often its key is asked for
    if found in (holes + [None] * (len(asked) - len(holes)), once + [None] * (len(asked) - len(once))):
        misconception("get-keeps-places", evidence=f"{asked[0]!r} is not there and got the title of {asked[1]!r}; the holes came out at the end", called=f'fetch(client, name, "maps", {short(asked)})',
                      returned=found[:4], expected=expected[:4], why="What is not there leaves no gap in the answer of get(). What does each row tell you about itself?")
    if len(found) != len(asked):
        fail(called=f'fetch(client, name, "maps", {short(asked)})', returned=f"{len(found)} entries", expected=f"{len(asked)} entries", why=f"One for each id; {len(missing)} are not there, and one was asked for twice.")
    same(found, expected, called=f'fetch(client, name, "maps", {short(asked)})', why="Each title beside its own id.")


def width(key):
    """How many bits a key of this kind has: of a number those that it needs, of hexadecimal text four a digit, of other text eight."""
    if isinstance(key, int):
        return abs(key).bit_length()
    return len(key) * (4 if set(key.lower()) <= set("0123456789abcdefx") else 8)


@check(points=1, after="test_short_ids")
def test_stored_again(submission, client, milvus, fresh, rng, pictures):
    """What is stored again replaces the old one"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = sorted(str(i) for i in rng.choice(range(100, 900), size=10, replace=False))
    maps, again = pictures(ids), [{**p, "title": f"restored {p['title']}"} for p in pictures(ids)]
    submission.store(client, name, "maps", maps)
    milvus.forget()
    submission.store(client, name, "maps", again)
    heard = {c.method for c in milvus.calls()}
    call = f'fetch(client, name, "maps", {short(ids)})'
    same(fetched(submission, client, name, "maps", ids), titles(again), called=f"{call} after each was stored anew", why="store() upserts.")
    require("Insert" not in heard or bool(heard & {"Delete", "Upsert"}), called="store() of ids that are there", returned="an Insert, and neither a Delete nor an Upsert", expected="an upsert",
            why="Milvus Lite replaces a row that has the same key; a server keeps both.")


@check(points=1, after="test_short_ids")
def test_near_means_cosine(submission, client, fresh, rng, pictures):
    """The pictures are searched by COSINE, as before"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = [str(i) for i in rng.choice(range(100, 900), size=12, replace=False)]
    maps = pictures(ids)
    submission.store(client, name, "maps", maps)
    call = "a search for three times the vector of a stored picture"
    try:
        hits = client.search(name, data=[[3 * x for x in maps[4]["vector"]]], limit=1, consistency_level="Strong")[0]
    except MilvusException as error:
        fail(called=call, returned=str(error), expected="the picture", why="The starter's collection can be searched. You may change the schema, but not what already works.")
    near = [(hit.id, round(hit["distance"], 3)) for hit in hits]
    same(near, [(submission.key("maps", ids[4]), 1.0)], called=f"key and similarity of the nearest, in {call}", why="The starter's index compares by COSINE, which does not look at lengths.")


@check(points=1, after="test_two_sources")
def test_keys_differ(submission, rng):
    """key() gives different pictures different keys, and the same picture the same"""
    pairs = [("maps", "12"), ("posters", "12"), ("posters", "012"), ("maps", str(int(rng.integers(100, 1000)))), ("posters", "0")]
    pairs += [("maps", str(i)) for i in rng.integers(10**17, 10**18, size=12).tolist()]
    keys = [submission.key(*pair) for pair in pairs]
    require(all(isinstance(k, (int, str)) and not isinstance(k, bool) for k in keys), called=f"key{pairs[0]}", returned=repr(keys[0]), expected="a text or a whole number")
    same(len({repr(k) for k in keys}), len(pairs), called=f"the number of different keys of {len(pairs)} pictures", why="Two pictures with one key are one row.")
    bits = max(width(k) for k in keys)
    require(bits > 48, called=f"key{pairs[-1]}", returned=keys[-1] if isinstance(keys[-1], int) else repr(keys[-1]), expected="a key for each of the 10¹⁸ ids of 18 digits",
            why=f"No key of these pictures has more than {bits} bits: there are {2**bits:.2g} such keys. A checksum is the same for many ids.")
    same(submission.spawn().key(*pairs[0]), keys[0], called="key('maps', '12') in another process", why="Tomorrow's program has to find what yesterday's stored.")


@check(points=1, after="test_a_missing_id")
def test_in_another_order(submission, client, milvus, fresh, rng, pictures):
    """The rows of get() may come in any order"""
    name = fresh("pictures")
    submission.create(client, name)
    ids = [str(i) for i in rng.choice(range(100, 900), size=12, replace=False)]
    maps = pictures(ids)
    submission.store(client, name, "maps", maps)
    milvus.reverse(times=20)  # as many queries as there are ids, and then some: what is left would reach later checks, so this one is the last
    in_order(fetched(submission, client, name, "maps", ids), titles(maps), f'fetch(client, name, "maps", {short(ids)}), with the rows of get() turned round', "Each title beside its own id.")
