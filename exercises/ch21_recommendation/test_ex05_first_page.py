"""Checks of ch21/ex05."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require

DIM = 16
GENRES = ["Comedy", "Drama", "War", "Children's", "Western"]


@pytest.fixture
def shop(client, support, seed, fresh):
    """make(n) -> (name, films): films as {id: (genre, likes, vector)}; many films have equal likes."""

    def make(n):
        rng = np.random.default_rng([seed, 215, n])
        vectors = (rng.normal(size=(n, DIM)) * rng.uniform(0.3, 2, size=(n, 1))).astype(np.float32)
        likes = [int(x) for x in rng.pareto(1.1, size=n) * 8]
        chance = [0.4, 0.4, 0.1, 0.09, 0.01]
        genres = [str(g) for g in rng.choice(GENRES, size=n, p=chance)]
        ids = support.new_ids(rng, n)
        # What many like is near to the first film, so both lists of a user who likes that one begin with the same films.
        for place, i in enumerate(sorted(range(1, n), key=lambda i: -likes[i])[:8]):
            vectors[i] = vectors[0] * (3 + place / 10)
        name = fresh("shop")
        support.collection(client, name, [("genre", "VARCHAR", {"max_length": 40}), ("likes", "INT64", {})], DIM)
        support.insert(client, name, [{"id": i, "genre": g, "likes": k, "vector": v.tolist()} for i, g, k, v in zip(ids, genres, likes, vectors, strict=True)])
        return name, dict(zip(ids, zip(genres, likes, vectors, strict=True), strict=True))

    return make


def lists(films, liked, genres):
    """Both lists of the statement, without what is liked."""
    known = [i for i in dict.fromkeys(liked) if i in films]
    taste = np.sum([films[i][2].astype(float) for i in known], axis=0) if known else None
    left = [i for i in films if i not in set(liked)]
    popular = sorted(left, key=lambda i: (films[i][0] not in genres, -films[i][1], i))
    near = sorted(left, key=lambda i: -float(films[i][2].astype(float) @ taste)) if known else []
    return known, near, popular


def page(films, liked, genres, limit):
    known, near, popular = lists(films, liked, genres)
    if not known:
        return popular[:limit]
    if len(known) >= 3:
        return near[:limit]
    taken, both, turn = [], (near, popular), 0
    while len(taken) < min(limit, len(popular)):
        found = next((i for i in both[turn % 2] if i not in taken), None)
        if found is not None:
            taken.append(found)
        turn += 1
    return taken


def compared(submission, client, support, name, films, liked, genres, limit, who):
    call = f"first_page() of {limit} films for {who}"
    found = support.as_ids(submission.first_page(client, name, list(liked), list(genres), limit))
    require(found is not None, called=call, returned="something that is no list of ids", expected="a list of ids")
    right = page(films, liked, genres, limit)
    if found == right:
        return
    known, near, popular = lists(films, liked, genres)
    told = {"called": call, "returned": difference(found, right) if set(found) != set(right) else "the right films in a different order", "expected": f"{len(right)} films, as the table says"}
    zeros = {h["id"] for h in client.search(name, data=[[0.0] * DIM], limit=limit)[0]}
    if not known and len(zeros) == limit and set(found) == zeros:
        misconception("zeros-are-no-opinion", evidence="these are the films that a search with a vector of zeros returns", **told, why="Every inner product with zeros is 0, so the order is none at all. What is known of a user without likes?")
    if not known and genres and found == sorted(popular, key=lambda i: (-films[i][1], i))[:limit]:
        fail(called=call, returned="the popular films of all genres", expected=told["expected"], why="They chose genres. Which films come first for them?")
    chosen = [i for i in popular if films[i][0] in genres]
    if not known and len(chosen) < limit and found == chosen:
        fail(called=call, returned=f"the {len(found)} films of the chosen genres, and no more", expected=told["expected"], why="A page has room. What stands behind the chosen genres?")
    if 0 < len(known) < 3 and found == near[:limit]:
        misconception("one-like-is-a-taste", evidence="all films come from the taste list", **told, why="One film is little evidence. Which second list shares the page until there are three?")
    fail(why="Which list is the page made of, and what is on it already?", **told)


@check(points=2)
def test_no_likes(submission, client, support, shop):
    """Without likes: what many like, the chosen genres first"""
    name, films = shop(900)
    for genres, limit in (([], 10), (["War"], 10), (["Western", "War"], 20), (["Western"], 50), (["Polka"], 5), ([], 1), (["Children's"], 12)):
        compared(submission, client, support, name, films, [], genres, limit, f"a user without likes who chose {genres}")
    compared(submission, client, support, name, films, [1, 2, 3], ["War"], 10, "a user whose three likes the collection does not hold")


@check(points=2, after="test_no_likes")
def test_some_likes(submission, client, support, shop):
    """One or two likes are half a page, three are all of it"""
    name, films = shop(900)
    ids = sorted(films)
    first = next(iter(films))
    top = sorted(films, key=lambda i: (-films[i][1], i))
    for liked, genres, limit in (
        (ids[40:41], [], 10), (ids[50:52], ["War"], 15), ([*ids[60:62], 7, 8], [], 10), ([ids[70], ids[70], ids[70]], ["Western"], 21), ([ids[72], ids[72], ids[73]], [], 20), ([first], [], 10),
        (top[:2], [], 10), (ids[80:83], ["War"], 10), (ids[100:160], [], 50), ([ids[90]], ["Western", "War"], 1), (top[3:4], ["Drama"], 2),
    ):  # fmt: skip
        compared(submission, client, support, name, films, liked, genres, limit, f"a user with the likes {liked if len(liked) < 5 else f'of {len(liked)} films'} and the genres {genres}")


@check(points=2, after="test_some_likes")
def test_large_and_small(submission, client, support, shop):
    """The order is that of the whole collection, large or small"""
    name, films = shop(3000)
    ids = sorted(films)
    for liked, genres, limit in (([], [], 50), ([], ["Western"], 45), (ids[5:6], [], 50), (ids[5:9], [], 50)):
        compared(submission, client, support, name, films, liked, genres, limit, f"a user with {len(liked)} likes, of 3,000 films")
    name, films = shop(12)
    ids = sorted(films)
    for liked, genres, limit in (([], ["Drama"], 50), (ids[:2], [], 50), (ids[:5], [], 50), (ids, [], 10), (ids[1:], ["War"], 10)):
        compared(submission, client, support, name, films, liked, genres, limit, f"a user with {len(liked)} likes, of 12 films")
