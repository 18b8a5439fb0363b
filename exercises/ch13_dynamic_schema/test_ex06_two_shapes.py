"""Checks of ch13/ex06."""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, difference, fail, misconception, require, same

ROWS = 1500
HARD = [1999, 29, 57, 58, 115, 1005, 436, 1001, 7, 0, 50, 1250, 99_999]
"""Amounts in cents that a float gets wrong, and some others."""


def text(cents, style):
    """A price as one of the old hands wrote it."""
    if style == 0 and cents % 100 == 0:
        return str(cents // 100)
    if style == 1 and cents % 10 == 0:
        return f"{cents // 100}.{cents % 100 // 10}"
    return f"{cents // 100}.{cents % 100:02d}"


@pytest.fixture
def shop(client, support, seed, fresh):
    """(name, rows by id, cents by id): a part of the rows in the old shape."""

    def make(n=ROWS):
        rng = np.random.default_rng([seed, 136, n])
        vectors, names = support.pool(seed)
        name = fresh("shop")
        support.collection(client, name, [("cents", "INT64", {"nullable": True})])
        rows, prices = {}, {}
        for k, id in enumerate(support.new_ids(rng, n)):
            cents = HARD[k] if k < len(HARD) else HARD[int(rng.integers(len(HARD)))] if rng.random() < 0.05 else int(rng.integers(0, 40_000))
            row = {"id": id, "vector": vectors[k % 2000].tolist(), "name": names[k % 2000], "about": f"{names[k % 2000]}'s", "left": int(rng.integers(0, 3))}
            if k % 2:
                row |= {"cents": None, "price": text(cents, int(rng.integers(3)))}
            else:
                row["cents"] = cents
            rows[id], prices[id] = row, cents
        for k, id in enumerate(list(rows)[: 2 * len(HARD)]):  # each of the hard ones in both shapes
            cents = HARD[k // 2]
            rows[id] = {**{x: y for x, y in rows[id].items() if x not in ("cents", "price")}, **({"cents": None, "price": text(cents, k % 3)} if k % 2 else {"cents": cents})}
            prices[id] = cents
        for start in range(0, n, 500):
            client.insert(name, list(rows.values())[start : start + 500])
        assert support.count(client, name) == n
        return name, rows, prices

    return make


@check(points=2)
def test_cents_of(submission, shop):
    """A price in cents, of either shape"""
    for cents in (*HARD, 1, 100, 7_000_001):
        for style in range(3):
            row = {"id": 1, "price": text(cents, style)}
            call = f"cents_of({row})"
            got = submission.cents_of(row | {"cents": None})
            if got == int(float(row["price"]) * 100) != cents:
                misconception("a-float-is-an-amount", evidence=f"float({row['price']!r}) * 100 is {float(row['price']) * 100!r}", called=call, returned=got, expected=cents, why="Most decimals have no exact float. Which type counts as people do?")
            same(got, cents, called=call, why="Exactly.")
            same(submission.cents_of(row), cents, called=f"{call}, without the key cents", why="A row of the old shape may come without the field.")
        row = {"id": 1, "cents": cents, "name": "x"}
        try:
            got = submission.cents_of(row)
        except SubmissionError as error:
            if cents == 0 and "KeyError" in error.names:
                misconception("zero-is-nothing", evidence="a row with cents=0 was taken for one of the old shape", called=f"cents_of({row})", returned=f"{error.type}: {error.message[:80]}", expected=0, why="0 is a price, and None is none. What does `if 0` do?")
            raise
        same(got, cents, called=f"cents_of({row})", why="A row of the new shape says it itself.")


@check(points=3, after="test_cents_of")
def test_cheaper(submission, client, shop):
    """What costs less, whatever its shape"""
    name, rows, prices = shop()
    for cents in (1000, 900, 2000, 100, 1, 0, 5000, 30_000, 1999, 10_000_000):
        found = submission.cheaper(client, name, cents)
        right = sorted(i for i, c in prices.items() if c < cents)
        call = f"cheaper(client, name, {cents})"
        if sorted(found) != right:
            by_text = sorted(i for i, r in rows.items() if (r["cents"] is not None and r["cents"] < cents) or ("price" in r and r["price"] < f"{cents / 100:.2f}"))
            if sorted(found) == by_text:
                misconception("texts-compare-like-numbers", evidence=f"these are the rows whose price, as a text, comes before '{cents / 100:.2f}'", called=call, returned=difference(found, right), expected=f"{len(right)} ids",
                              why="'9' comes after '10' among texts. Who can compare the old prices?")
            fail(called=call, returned=difference(found, right), expected=f"{len(right)} ids", why="All that cost less, and nothing else.")
        same(list(found), right, called=call, why="In ascending order of their ids.")


@check(points=3)
def test_upgrade(submission, client, milvus, support, shop):
    """Rows get the new shape, and keep everything else"""
    name, rows, prices = shop(300)
    left = sum("price" in r for r in rows.values())
    for most in (40, 1, 500, 10):
        call = f"upgrade(client, name, {most}), with {left} rows of the old shape"
        milvus.forget()
        same(submission.upgrade(client, name, most), min(most, left), called=call, why="How many rows were changed.")
        support.replaced_as_a_server_does(milvus, rows, call)
        left -= min(most, left)
        found = support.everything(client, name)
        same(sum(r.get("cents") is None for r in found.values()), left, called=f"the number of rows without cents after {call}")
        lost = [i for i, r in rows.items() if i in found and found[i].get("name") is None]
        if lost and all(found[i].get("cents") is not None for i in lost):
            misconception("an-upsert-merges", evidence=f"{len(lost)} rows have lost their name and all else that was not sent again", called=call, returned=support.bare(found[lost[0]]), expected=f"name, about and left of the row {lost[0]} as they were",
                          why="An upsert replaces the whole row. What has to be read before it is written?")
        same(set(found) == set(rows) and support.count(client, name) == len(rows), True, called=f"whether the same rows are there after {call}", why="No row more, and none less.")
        for id, row in rows.items():
            want = {k: v for k, v in support.bare(row).items() if k not in ("cents", "price")}
            got = support.bare(found[id])
            if got.get("cents") is None:
                same(got, support.bare(row), called=f"the row {id}, still of the old shape, after {call}")
            else:
                price = got.pop("cents")
                require(abs(price - prices[id]) <= 1, called=f"cents of the row {id} after {call}", returned=price, expected=prices[id])
                same({k: v for k, v in got.items() if k != "price" or v is not None}, want, called=f"the row {id}, cents aside, after {call}", why="Everything else stays, and the old price goes.")
        bent = [i for i in rows if not np.allclose(found[i]["vector"], rows[i]["vector"], atol=1e-5)]
        require(not bent, called=f"vectors after {call}", returned=f"{len(bent)} that are not what they were", expected="the same vectors")
    stored = {i: r["cents"] for i, r in support.everything(client, name).items()}
    exact = [i for i in rows if "price" in rows[i] and stored[i] != prices[i] and stored[i] != int(float(rows[i]["price"]) * 100)]
    require(not exact, called="the cents of all upgraded rows", returned=f"{len(exact)} that differ from their price", expected="the same amounts")
