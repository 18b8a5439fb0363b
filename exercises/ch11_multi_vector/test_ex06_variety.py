"""Checks of ch11/ex06."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same


@pytest.fixture
def posters(client, support, seed, fresh):
    """make(n, large) -> (name, queries, order): `large` near-duplicates of the first query's picture; order(asked) is (id, score, series)."""

    def make(n, large, kinds=25):
        rng = np.random.default_rng([seed, 116, n, large])
        look, mean = (v.copy() for v in support.views(seed))
        asked = [{"look": look[2800 + q].copy(), "meaning": mean[2800 + q].copy()} for q in range(4)]
        for vectors, field in ((look, "look"), (mean, "meaning")):
            near = asked[0][field] + 0.02 * rng.normal(size=(large, support.DIM))
            vectors[:large] = support.unit(near)
        series = ["Cats & dogs"] * large + [f"{('Moon', 'moon')[int(x) % 2]} {int(x) // 2}" for x in rng.integers(kinds, size=n - large)]  # names that differ in a letter's case alone are two
        ids = support.new_ids(rng, n)
        name = fresh("posters")
        support.collection(client, name, {"look": (support.DIM, "COSINE"), "meaning": (support.DIM, "COSINE")}, [("series", "VARCHAR", {"max_length": 40})])
        rows = [{"id": id, "look": look[i].tolist(), "meaning": mean[i].tolist(), "series": series[i]} for i, id in enumerate(ids)]
        support.insert(client, name, [rows[i] for i in rng.permutation(n)])

        def order(query):
            rankings = []
            for field in ("look", "meaning"):
                hits = client.search(name, data=[query[field].tolist()], anns_field=field, limit=n)[0]
                rankings.append([h["id"] for h in hits])
            of = dict(zip(ids, series, strict=True))
            return [(i, s, of[i]) for i, s in support.rrf(rankings)]

        return name, asked, order

    return make


def walk(order, most, k):
    """What is taken on the way down."""
    taken, count = [], {}
    for id, score, series in order:
        if count.get(series, 0) < most:
            count[series] = count.get(series, 0) + 1
            taken.append((id, score))
    return taken[:k]


def side_by_side(order, most, k):
    """Group after group, each with its best."""
    groups = {}
    for id, _, series in order:
        groups.setdefault(series, []).append(id)
    return [id for members in groups.values() for id in members[:most]][:k]


def compared(submission, client, name, query, order, most, k):
    call = f"varied(…, most={most}, k={k})"
    found = submission.varied(client, name, {f: v.tolist() for f, v in query.items()}, most, k)
    require(isinstance(found, list | tuple), called=call, returned=found, expected="a list of ids")
    found, right, scores = list(found), walk(order, most, k), {i: s for i, s, _ in order}
    if len(found) == len(right) and len(set(found)) == len(found) and all(i in scores and abs(scores[i] - s) < 1e-9 for i, (_, s) in zip(found, right, strict=True)):
        per = {}
        for i in found:
            of = next(s for j, _, s in order if j == i)
            per[of] = per.get(of, 0) + 1
        require(max(per.values(), default=0) <= most, called=call, returned=f"{max(per.values(), default=0)} posters of one series", expected=f"at most {most}")
        return
    wanted = [i for i, _ in right]
    told = {"called": call, "returned": difference(found, wanted) if set(found) != set(wanted) else "the right posters in a different order", "expected": f"{len(wanted)} posters, best first"}
    early = [i for i, _ in walk(order[: 10 * k], most, k)]
    if found and len(early) < len(wanted) and found == early:
        misconception("ten-times-is-enough", evidence=f"only {len(found)} of {len(wanted)} posters came: these are what the best {10 * k} have to give", **told, why="One series fills any fixed multiple of k. How many posters may stand before the first of another series?")
    if most > 1 and len(found) == len(wanted) and found == side_by_side(order, most, k) != wanted:
        misconception("groups-side-by-side", evidence="the posters of each series stand next to each other, series after series", **told, why="Grouping returns group after group. Best first means that the second of the best series may be worse than the first of another one.")
    fail(**told, why="Walk down the whole order, and pass over a poster if its series has had its share.")


@check(points=2)
def test_order(submission, client, milvus, support, posters):
    """The posters are the best ones, and in their order"""
    name, asked, order = posters(400, 20)
    for n, (most, k) in enumerate([(1, 10), (2, 10), (3, 40), (2, 25)]):
        query = asked[n]
        compared(submission, client, name, query, order(query), most, k)
    deepest = support.deepest(milvus)
    require(deepest <= 16_384, called="the searches of varied()", returned=f"a limit of {deepest:,}", expected="at most 16,384", why="Milvus Lite lets more pass; a server refuses it.")


@check(points=3, after="test_order")
def test_large_series(submission, client, posters):
    """A series of hundreds does not fill the page"""
    for n, large, most, k in ((900, 500, 2, 10), (3000, 2985, 12, 27)):
        name, asked, order = posters(n, large)
        query = asked[0]
        compared(submission, client, name, query, order(query), most, k)


@check(points=1, after="test_order")
def test_few_series(submission, client, posters):
    """Fewer only if there are no more"""
    name, asked, order = posters(60, 30, kinds=3)
    for most, k in ((1, 10), (2, 10), (50, 60)):
        whole = order(asked[1])
        same(len(walk(whole, most, k)), min(k, len(walk(whole, most, 60))), called="the check's own count")
        compared(submission, client, name, asked[1], whole, most, k)
