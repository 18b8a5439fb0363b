"""Checks of ch09/ex04.

In one market a shop has 1,800 offers nearer than those of any other shop, and a second one 450 behind it. In the other one small
shops and four large ones take turns, so that no page and no number of pages is a sign that the rest is small.
"""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, same

BIG, SECOND, SHOPS, AT_MOST = 1800, 450, 40, 200
FIELDS = [("shop", "INT64", {}), ("price", "INT64", {}), ("sale", "BOOL", {})]


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def market(client, seed, support, _made):
    """(query, offers nearest first)."""
    if not _made:
        rng = np.random.default_rng([seed, 94])
        query = rng.normal(size=8)
        shops = [int(i) for i in rng.choice(np.arange(-5, 900), size=SHOPS, replace=False)]
        owners = [(shops[0], BIG, 0.0, 1.0), (shops[1], SECOND, 1.1, 1.5)] + [(s, int(rng.integers(2, 9)), 1.6, 4.0) for s in shops[2:]]
        _made["offers"] = stored(client, support, "offers", owners, query, rng)
        turns = [(31, 3, 0.1, 0.4), (-8, 260, 0.5, 0.8), (0, 4, 0.9, 1.0), (77, 2, 0.9, 1.0), (12, 240, 1.1, 1.4), (-1, 250, 1.5, 1.8), (5, 1, 1.9, 2.0), (-30, 230, 2.1, 2.4)]
        turns += [(100 + i, 2, 2.5, 4.0) for i in range(20)]
        _made["bazaar"] = stored(client, support, "bazaar", turns, query, rng)
    return _made["offers"]


@pytest.fixture
def bazaar(market, _made):
    """(query, offers nearest first) of the second market."""
    return _made["bazaar"]


def stored(client, support, name, owners, query, rng):
    """Store offers; `owners`: (shop, number of offers, from this distance, to this one)."""
    rows = []
    for shop, n, near, far in owners:
        for far_off in rng.uniform(near, far, size=n):
            way = rng.normal(size=8)
            rows.append({"vector": (query + way / np.linalg.norm(way) * far_off).astype(np.float32).tolist(), "shop": shop,
                         "price": int(rng.integers(10, 200)), "sale": bool(rng.random() < 0.3)})  # fmt: skip
    for id, row in zip(support.new_ids(rng, len(rows)), rows):
        row["id"] = id
    support.store(client, name, [rows[i] for i in rng.permutation(len(rows))], FIELDS)
    rows.sort(key=lambda row: ((np.array(row["vector"]) - query.astype(np.float32)) ** 2).sum())
    return query.astype(np.float32).tolist(), rows


def truth(rows, k, keep=lambda row: True):
    best = {}
    for row in rows:
        if keep(row):
            best.setdefault(row["shop"], row["id"])
    return list(best.items())[:k]


def ask(submission, client, milvus, query, k, wanted="", name="offers"):
    call = f'best_of_each(client, "{name}", vector, {k}{", " + repr(wanted) if wanted else ""})'
    milvus.forget()
    found = submission.best_of_each(client, name, query, k, wanted) if wanted else submission.best_of_each(client, name, query, k)
    if not isinstance(found, (list, tuple)) or not all(isinstance(p, (list, tuple)) and len(p) == 2 for p in found):
        fail(called=call, returned=repr(found)[:200], expected="a list of (shop, id)", why="Each shop comes with its nearest offer.")
    largest = max((c.params.get("topk", 0) + c.params.get("offset", 0) for c in milvus.searches()), default=0)
    if largest > AT_MOST:
        fail(called=call, returned=f"a search for {largest} rows, limit and offset together", expected=f"at most {AT_MOST}", why="However many rows one search brings, one shop can own all of them.")
    return [(shop, id) for shop, id in found], call


def starved(milvus, found, rows, call, expected):
    """Name the wrong idea where its trace is there: rows where shops were wanted, or fewer of them."""
    told = {"called": call, "returned": f"{len({s for s, _ in found})} shops in {len(found)} entries", "expected": f"{len(expected)} shops"}
    grouped = [c for c in milvus.searches() if any(p.key == "group_by_field" and p.value for p in c.request.search_params)]
    if len(grouped) == len(milvus.searches()) == 1 and (len(found) < len(expected) or len({s for s, _ in found}) < len(found)):
        misconception("grouping-is-enough", evidence="one search with group_by_field was heard, and what it returned is the answer", **told,
                      why="Grouping is a wish. How do you see that it was not granted, and what do you ask then?")
    if not grouped and len(milvus.searches()) == 1 and 0 < len(found) < len(expected) and found == truth(rows[:AT_MOST], len(expected)):
        misconception("two-hundred-rows-are-enough", evidence=f"these are exactly the shops of the {AT_MOST} nearest rows", **told,
                      why="One shop has more offers than that in front of all others. Which of them do you not need to see a second time?")


def few_searches(milvus, k, call):
    """Fail when shops were found by reading through the offers of the large ones."""
    if len(milvus.searches()) > 2 * k + 2:
        fail(called=call, returned=f"{len(milvus.searches())} searches", expected=f"at most {2 * k + 2} for {k} shops", why="With millions of offers in front this never ends. Of a shop that is known no other offer is of use: what leaves out all of them at once?")


@check(points=2)
def test_one_shop_owns_the_neighborhood(submission, client, milvus, market, bazaar):
    """Shops behind a shop with thousands of nearer offers"""
    query, rows = market
    for k in (2, 5, 12):
        found, call = ask(submission, client, milvus, query, k)
        expected = truth(rows, k)
        if found != expected:
            starved(milvus, found, rows, call, expected)
        same(found, expected, called=call, why="The nearest offer of each of the k nearest shops, nearest first.")
        few_searches(milvus, k, call)
    query, rows = bazaar
    for k in (1, 7, 12):
        found, call = ask(submission, client, milvus, query, k, name="bazaar")
        same(found, truth(rows, k), called=call, why="Behind a page of many shops there may be a large one again, and a shop may have any number.")
        few_searches(milvus, k, call)


@check(points=2, after="test_one_shop_owns_the_neighborhood")
def test_only_what_is_wanted(submission, client, milvus, market):
    """Only offers that the filter keeps, however it is written"""
    query, rows = market
    cases = [("price < 60", lambda r: r["price"] < 60), ("price < 30 or sale == true", lambda r: r["price"] < 30 or r["sale"]),
             ("sale == true or price < 20 or price > 190", lambda r: r["sale"] or not 20 <= r["price"] <= 190)]  # fmt: skip
    for wanted, keep in cases:
        found, call = ask(submission, client, milvus, query, 8, wanted)
        expected = truth(rows, 8, keep)
        loose = [c for c in milvus.searches() if wanted in c.request.dsl and f"({wanted})" not in c.request.dsl.replace("( ", "(").replace(" )", ")") and "shop" in c.request.dsl]
        if " or " in wanted and loose and len(found) < len(expected) and found == expected[: len(found)]:
            misconception("and-binds-first", evidence=f"Milvus heard {loose[0].request.dsl[:120]!r}", called=call, returned=f"{len(found)} shops", expected=f"{len(expected)} shops",
                          why="`a or b and c`: which two of the three does Milvus join first?")
        same(found, expected, called=call, why="The nearest offers among those that the filter keeps, one for each shop.")


@check(points=1, after="test_one_shop_owns_the_neighborhood")
def test_few_shops(submission, client, milvus, market):
    """Fewer shops than asked for, and none"""
    query, rows = market
    few = sorted({r["shop"] for r in rows})[:3]
    for wanted, keep in ((f"shop in {few}", lambda r: r["shop"] in few), ("price > 100000", lambda r: False)):
        found, call = ask(submission, client, milvus, query, 6, wanted)
        same(found, truth(rows, 6, keep), called=call, why="All shops that there are, and an empty list where there is none.")
