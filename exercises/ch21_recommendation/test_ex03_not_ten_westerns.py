"""Checks of ch21/ex03."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require

DIM = 16
GENRES = ['Sci-Fi', "Children's", 'so-called "art"', "drama", "Drama", "back\\slash", "Western", "noir", "War", "Horror"]


@pytest.fixture
def shelf(client, support, seed, fresh):
    """make(n, large, kinds, behind) -> (name, tastes, order): the best `large` films of the first taste are of one genre; order(taste) is [(id, genre)].

    `behind`: genres that have the next 300 films each, but for every 15th.
    """

    def make(n, large, kinds=10, behind=()):
        rng = np.random.default_rng([seed, 213, n, large, kinds])
        vectors = (rng.normal(size=(n, DIM)) * rng.uniform(0.3, 2, size=(n, 1))).astype(np.float32)
        tastes = [rng.normal(size=DIM).astype(np.float32) for _ in range(3)]
        genres = [GENRES[int(i)] for i in rng.integers(kinds, size=n)]
        near = np.argsort(-(vectors @ tastes[0]))
        for i in near[:large]:
            genres[i] = "Western"
        for layer, genre in enumerate(behind):
            for place, i in enumerate(near[large + 300 * layer :][:300]):
                genres[i] = genre if place % 15 else genres[i]
        ids = support.new_ids(rng, n)
        name = fresh("shelf")
        support.collection(client, name, [("genre", "VARCHAR", {"max_length": 60})], DIM)
        support.insert(client, name, [{"id": id, "genre": g, "vector": v.tolist()} for id, g, v in zip(ids, genres, vectors, strict=True)])
        return name, tastes, lambda taste: [(ids[i], genres[i]) for i in np.argsort(-(vectors.astype(float) @ taste.astype(float)))]

    return make


def walk(order, limit, most):
    taken, count = [], {}
    for id, genre in order:
        if count.get(genre, 0) < most and len(taken) < limit:
            count[genre] = count.get(genre, 0) + 1
            taken.append(id)
    return taken


def by_genre(order, limit, most):
    """Genre after genre, in the order of each one's best."""
    groups = {}
    for id, genre in order:
        groups.setdefault(genre, []).append(id)
    return [id for members in groups.values() for id in members[:most]][:limit]


def compared(submission, client, milvus, support, name, taste, order, limit, most):
    call = f"varied(…, limit={limit}, most={most})"
    milvus.forget()
    found = support.as_ids(submission.varied(client, name, taste.tolist(), limit, most))
    require(found is not None, called=call, returned="something that is no list of ids", expected="a list of ids")
    right, genre = walk(order, limit, most), dict(order)
    if found != right:
        told = {"called": call, "returned": difference(found, right) if set(found) != set(right) else "the right films in a different order", "expected": f"{len(right)} films, best first, at most {most} of one genre"}
        for depth in (100, 10 * limit, limit):
            early = walk(order[:depth], limit, most)
            if found == early and len(early) < len(right):
                misconception("one-search-is-enough", evidence=f"only {len(found)} of {len(right)} films came: what the best {depth} have to give", **told, why="One genre fills the whole search. What would a second one have to leave out?")
        if most > 1 and found == by_genre(order, limit, most) != right:
            misconception("genres-side-by-side", evidence="the films of each genre stand next to each other", **told, why="Best first over the whole page: the second of the best genre may be worse than the first of another one.")
        count = {g: sum(genre.get(i) == g for i in found) for g in genre.values()}
        crowd = max(count, key=count.get)
        if count[crowd] > most:
            told["returned"] = f"{count[crowd]} films of the genre {crowd!r}"
        fail(why="Walk down the whole order, and pass over a film whose genre has had its share.", **told)
    searches = milvus.calls("Search") + milvus.calls("HybridSearch")
    require(len(searches) <= 40, called=call, returned=f"{len(searches)} searches", expected="at most 40", why="A search that leaves out what is full brings only films that can be taken.")
    for one in milvus.calls("Search"):
        depth = int({p.key: p.value for p in one.request.search_params}.get("topk", 0))
        require(depth <= 100, called=call, returned=f"a search for {depth} films", expected="at most 100", why="The page needs few films. What keeps the ones out that are not wanted?")
    for one in milvus.calls("Query"):
        rows = {p.key: p.value for p in one.request.query_params}.get("limit")
        require(rows is not None and int(rows) <= 100, called=call, returned=f"a query for {rows or 'all'} rows", expected="at most 100", why="Reading the collection is no way to search it.")


@check(points=2)
def test_the_walk(submission, client, milvus, support, shelf):
    """The films are the best ones, and in their order"""
    name, tastes, order = shelf(800, 6)
    for n, limit, most in ((0, 10, 2), (1, 10, 1), (2, 24, 3), (1, 7, 50), (0, 1, 1), (2, 50, 8)):
        compared(submission, client, milvus, support, name, tastes[n], order(tastes[n]), limit, most)


@check(points=3, after="test_the_walk")
def test_half_of_it(submission, client, milvus, support, shelf):
    """A genre of a thousand films does not fill the page"""
    for n, large, behind in ((900, 400, ()), (3000, 1500, ()), (2000, 600, ('so-called "art"', "Children's", "back\\slash"))):
        name, tastes, order = shelf(n, large, behind=behind)
        for limit, most in ((10, 2), (30, 4)):
            compared(submission, client, milvus, support, name, tastes[0], order(tastes[0]), limit, most)


@check(points=1, after="test_the_walk")
def test_no_more(submission, client, milvus, support, shelf):
    """Fewer only if there are no more"""
    name, tastes, order = shelf(300, 60, kinds=4)
    for limit, most in ((10, 1), (50, 3), (50, 2)):
        compared(submission, client, milvus, support, name, tastes[0], order(tastes[0]), limit, most)
