"""Checks of ch15/ex06."""

import numpy as np
import pytest

from grader.checks import check, misconception, require

FIELDS = [("kind", "VARCHAR", {"max_length": 100}), ("least", "DOUBLE", {}), ("open", "BOOL", {})]
KINDS = ["cameras", "cameras, used", "cam", "children's books", 'bikes 26"', "Möbel", "any kind", "a\\b"]


class Market:
    """Rows and offers, and what has to fire."""

    def __init__(self, seed, rng, support, rows, offers, *, least=(0.1, 0.9), kinds=KINDS, near=0.8, shut=0.3):
        vectors, _ = support.pool(seed)
        vectors = np.asarray(vectors, dtype=float)
        centers = vectors[rng.choice(len(vectors), size=12, replace=False)]

        def around(n):
            found = centers[rng.integers(len(centers), size=n)] + near * rng.normal(size=(n, vectors.shape[1])) / np.sqrt(vectors.shape[1])
            found *= rng.uniform(0.5, 3, size=(n, 1))  # lengths mean nothing for a cosine
            return found

        self.vectors, asked = around(rows), around(offers)
        keys = support.ids(rng, rows)
        scores = (self.vectors @ asked.T) / np.linalg.norm(self.vectors, axis=1)[:, None] / np.linalg.norm(asked, axis=1)[None, :]
        self.scores = scores
        low, high = least
        self.rows = []
        for n, key in enumerate(keys):
            border = float(rng.uniform(low, high))
            while np.abs(scores[n] - border).min() < 0.002:
                border += 0.0007
            kind = "any" if rng.random() < 0.2 else kinds[int(rng.integers(len(kinds)))]
            self.rows.append({"id": key, "kind": kind, "least": border, "open": bool(rng.random() >= shut), "vector": self.vectors[n].tolist()})
        ids = [int(i) for i in rng.choice(90_000, size=offers, replace=False)]
        self.offers = [{"id": ids[m], "kind": kinds[int(rng.integers(len(kinds)))], "vector": asked[m].tolist()} for m in range(offers)]

    def fits(self, n, m, *, threshold=True, open_=True, kind=True):
        row, offer = self.rows[n], self.offers[m]
        return (not open_ or row["open"]) and (not kind or row["kind"] in (offer["kind"], "any")) and (not threshold or self.scores[n, m] >= row["least"])

    def expected(self, **but):
        found = []
        for m, offer in enumerate(self.offers):
            order = sorted((n for n in range(len(self.rows)) if self.fits(n, m, **but)), key=lambda n: -self.scores[n, m])
            found += [(offer["id"], self.rows[n]["id"]) for n in order]
        return found


@pytest.fixture
def market(client, support, fresh):
    def make(market):
        name = support.collection(client, fresh("wanted"), FIELDS)
        for start in range(0, len(market.rows), 1000):
            client.insert(name, market.rows[start : start + 1000])
        return name

    return make


def fired(submission, client, milvus, name, offers, called):
    milvus.forget()
    found = submission.fire(client, name, offers)
    require(isinstance(found, list) and all(isinstance(p, tuple | list) and len(p) == 2 for p in found), called=called, returned=str(found)[:80], expected="a list of tuples (offer id, row id)")
    asked = [c.method for c in milvus.reads() if c.method == "Query"]
    require(not asked, called=called, returned=f"{len(asked)} × Query", expected="searches alone", why="What everyone waits for stays in Milvus. It can say who is near enough.")
    taken = [c for c in milvus.searches() if {"vector", "*"} & set(getattr(c.request, "output_fields", ()))]
    require(not taken, called=called, returned="a search that asks for the rows' vectors", expected="none", why="Hits come with their cosine.")
    return [tuple(p) for p in found]


def compare(found, market, called, why=""):
    expected = market.expected()
    a, b = set(found), set(expected)
    require(len(found) == len(a), called=called, returned=f"{len(found) - len(a)} pairs twice", expected="each once")
    missing, more = [p for p in expected if p not in a], [p for p in found if p not in b]
    require(not missing, called=called, returned=f"{len(found)} pairs; {len(missing)} are missing, among them {missing[:1]}", expected=f"{len(expected)} pairs", why=why or "Everyone who waits for this is told.")
    require(not more, called=called, returned=f"{len(found)} pairs; {len(more)} too many, among them {more[:1]}", expected=f"{len(expected)} pairs", why="A row fires if it is open, of this kind or of any, and near enough for itself.")
    require(sorted(p[0] for p in found) == sorted(p[0] for p in expected) and [p[0] for p in found] == [p[0] for p in expected], called=called, returned="offers in a different order", expected="the order in which they came")
    place = {p: n for n, p in enumerate(expected)}
    order = [place[p] for p in found]
    off = next((n for n, (x, y) in enumerate(zip(order, order[1:], strict=False)) if y < x), None)
    # Two cosines may be equal to seven digits: only a real step back counts.
    if off is not None:
        offers, rows = {o["id"]: m for m, o in enumerate(market.offers)}, {r["id"]: n for n, r in enumerate(market.rows)}
        for x, y in zip(found, found[1:], strict=False):
            if x[0] == y[0]:
                first, second = market.scores[rows[x[1]], offers[x[0]]], market.scores[rows[y[1]], offers[y[0]]]
                require(second <= first + 1e-5, called=called, returned=f"{y} after {x}", expected="the largest cosine first", why=f"Their cosines are {second:.4f} and {first:.4f}.")


@check(points=2)
def test_everyones_own_threshold(submission, client, milvus, support, market, rng, seed):
    """A row fires if the offer is near enough for it"""
    one = Market(seed, rng, support, 10, 60, kinds=["cameras"], shut=0, near=1.2)
    for row in one.rows:
        row["kind"] = "cameras"
    name = market(one)
    called = "fire() of 60 offers, with 10 rows of the same kind, all open"
    found = fired(submission, client, milvus, name, one.offers, called)
    expected, loose = one.expected(), set(one.expected(threshold=False))
    more = [p for p in found if p not in set(expected)]
    if more and set(expected) <= set(found) <= loose:
        least = {r["id"]: r["least"] for r in one.rows}
        rows, offers = {r["id"]: n for n, r in enumerate(one.rows)}, {o["id"]: m for m, o in enumerate(one.offers)}
        lowest = min(least.values())
        score = {p: float(one.scores[rows[p[1]], offers[p[0]]]) for p in loose}
        cut = min(score[p] for p in found)
        if all((p in set(found)) == (score[p] >= cut) for p in loose) and cut >= lowest - 0.01:
            misconception("one-threshold-for-all", evidence=f"all {len(found)} pairs with a cosine of {cut:.2f} or more fired, and none below, whatever the rows ask for", called=called, returned=f"{more[0]}, with a cosine of {score[more[0]]:.2f}",
                          expected=f"no such pair: this row wants {least[more[0][1]]:.2f}", why="The threshold is a field of the row. A search can bring it along.")
    compare(found, one, called)


@check(points=3, after="test_everyones_own_threshold")
def test_everyone_is_told(submission, client, milvus, support, market, rng, seed):
    """All rows that wait for an offer fire, and if there are thousands"""
    one = Market(seed, rng, support, 3200, 3, least=(-0.9, 0.0), kinds=["cameras", "lenses"], near=0.3, shut=0.1)
    name = market(one)
    called = f"fire() of 3 offers, with 3,200 rows of which {len(one.expected())} pairs fire"
    found = fired(submission, client, milvus, name, one.offers, called)
    expected, per, wanted = one.expected(), {}, {}
    for p in found:
        per.setdefault(p[0], []).append(p)
    for p in expected:
        wanted.setdefault(p[0], []).append(p)
    if all(len(pairs) <= 10 for pairs in per.values()) and per and all(set(pairs) <= set(wanted.get(o, [])[:14]) for o, pairs in per.items()):
        misconception("the-nearest-ten", evidence=f"at most {max(map(len, per.values()))} rows fired for each offer, and they are the nearest ones", called=called, returned=f"{len(found)} pairs", expected=f"{len(expected)} pairs",
                      why="A search without a limit brings ten. The others were promised the same.")
    compare(found, one, called, why="Each of them waits for this offer.")


@check(points=2, after="test_everyone_is_told")
def test_kinds_and_closed_rows(submission, client, milvus, support, market, rng, seed):
    """Only open rows of the offer's kind, or of any, whatever characters a kind has"""
    one = Market(seed, rng, support, 500, 40)
    name = market(one)
    called = f"fire() of 40 offers of {len(KINDS)} kinds, with 500 rows"
    compare(fired(submission, client, milvus, name, one.offers, called), one, called)
    support.reads_the_present(milvus, called)
    called = "fire() of no offer"
    require(fired(submission, client, milvus, name, [], called) == [], called=called, returned="something", expected="[]")
