"""Checks of ch09/ex07."""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, fail, misconception, same

WINDOW, SIZE, ROWS = 40, 10, 4700
FINE = 512  # vectors are whole numbers of 1/512, so that every distance is exact
ROOMS = ["study", "bedroom", "kitchen"]


class Shop:
    """The collection, its offers, and three customers' queries."""

    def __init__(self, rows, queries):
        self.rows, self.queries = rows, queries
        self.table = np.array([row["vector"] for row in rows])

    def nearest(self, who, room):
        order = np.argsort(((self.table - np.array(self.queries[who])) ** 2).sum(axis=1))
        return [self.rows[i] for i in order if not room or self.rows[i]["room"] == room]

    def ranking(self, who, room=""):
        near = self.nearest(who, room)
        return [r["id"] for r in sorted(near[:WINDOW], key=lambda r: (r["price"], r["id"])) + near[WINDOW:]]

    def moving(self, who, room, page, size):
        """What a window that begins with the page would show."""
        start = (page - 1) * size
        return [r["id"] for r in sorted(self.nearest(who, room)[start : start + WINDOW], key=lambda r: (r["price"], r["id"]))][:size]


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def shop(client, seed, support, _made):
    if not _made:
        rng = np.random.default_rng([seed, 97])
        ids = support.new_ids(rng, ROWS // 2, 1, 10_000) + support.new_ids(rng, ROWS - ROWS // 2, 10_000, 10_000_000)
        ids = [ids[i] for i in rng.permutation(ROWS)]
        rooms = ["study"] * 300 + ["bedroom"] * (ROWS - 325) + ["kitchen"] * 25
        queries, table = rng.integers(-500, 501, size=(3, 8)), rng.integers(-900, 901, size=(ROWS + 300, 8))
        alone = np.ones(len(table), bool)
        for query in queries:  # no two offers are equally far from any of them
            _, place, times = np.unique(((table - query) ** 2).sum(axis=1), return_inverse=True, return_counts=True)
            alone &= times[place] == 1
        table = table[alone][:ROWS] / FINE
        assert len(table) == ROWS
        # Ten prices: within a window many are equal, and the smaller id decides. Some offers are free.
        rows = [{"id": ids[i], "vector": table[i].tolist(), "room": rooms[i], "price": int(rng.integers(10)) * 20} for i in range(ROWS)]
        support.store(client, "furniture", [rows[i] for i in rng.permutation(ROWS)], [("room", "VARCHAR", {"max_length": 20}), ("price", "INT64", {})])
        _made["it"] = Shop(rows, [(query / FINE).tolist() for query in queries])
    return _made["it"]


def ask(submission, client, shop, who, page, size=SIZE, room=""):
    call = f'results(client, "furniture", vector_{"abc"[who]}, {page}{f", size={size}" if size != SIZE else ""}{f", room={room!r}" if room else ""})'
    more = {**({"size": size} if size != SIZE else {}), **({"room": room} if room else {})}
    found = submission.results(client, "furniture", shop.queries[who], page, **more)
    if not isinstance(found, (list, tuple)):
        fail(called=call, returned=repr(found)[:200], expected="a list of ids", why="A page is a list of ids.")
    return list(found), shop.ranking(who, room)[(page - 1) * size : page * size], call


@check(points=1)
def test_first_page(submission, client, shop):
    """Page 1 stays as right as it is"""
    for who, size, room in ((0, SIZE, ""), (1, 25, ""), (2, SIZE, "kitchen")):
        found, expected, call = ask(submission, client, shop, who, 1, size, room)
        same(found, expected, called=call, why="The 40 nearest, cheapest first; at one price the smaller id.")


@check(points=3, after="test_first_page")
def test_second_page(submission, client, shop):
    """Page 2 begins where page 1 ends, and so on to the edge of the 40"""
    for who, size, room in ((0, SIZE, ""), (1, SIZE, "bedroom"), (2, 13, "")):
        ask(submission, client, shop, who, 1, size, room)
        for page in range(2, WINDOW // size + 1):
            found, expected, call = ask(submission, client, shop, who, page, size, room)
            if found != expected and found == shop.moving(who, room, page, size):
                misconception("the-window-moves", evidence=f"these are the cheapest of places {(page - 1) * size + 1} to {(page - 1) * size + WINDOW}, not of places 1 to {WINDOW}",
                              called=call, returned=found, expected=expected, why="The 40 nearest are the same 40 on every page. In which order do skipping and sorting come?")
            same(found, expected, called=call, why="One ranking, cut into pages: what is on page 1 is on no other.")


@check(points=2, after="test_second_page")
def test_behind_the_window(submission, client, support, shop):
    """Behind the 40 by nearness, to the last page and beyond it"""
    for who, size, room in ((0, 15, "study"), (1, 90, ""), (2, 30, "kitchen")):
        total = len(shop.ranking(who, room))
        ask(submission, client, shop, who, 1, size, room)
        for page in (WINDOW // size + 1, WINDOW // size + 2, max(1, total // size), total // size + 1, total // size + 3):
            found, expected, call = ask(submission, client, shop, who, page, size, room)
            same(found, expected, called=call, why="Place 41 and all behind it follow by nearness. A page may begin inside the 40 and end behind them.")
    found, expected, call = ask(submission, client, shop, 0, 100, 50)
    same(found, expected, called=call, why="Places 4,951 to 5,000 are far behind the last offer. A search for more rows than it needs would be refused here.")
    # Offers come and go, and a page shows those that are there.
    ranking = shop.ranking(0)
    ids = {ranking[0], *ranking[WINDOW + 2 : WINDOW + 4]}
    sold = [r for r in shop.rows if r["id"] in ids]
    client.delete("furniture", ids=[r["id"] for r in sold])
    support.settle(client, "furniture")
    try:
        without = Shop([r for r in shop.rows if r["id"] not in ids], shop.queries)
        for page in (1, WINDOW // SIZE + 1):
            found, expected, call = ask(submission, client, without, 0, page)
            same(found, expected, called=f"{call}, after {len(sold)} offers were sold", why="What a program has kept of an earlier search grows old, and each of many processes has kept something else.")
    finally:
        client.insert("furniture", sold)
        support.settle(client, "furniture")


@check(points=2, after="test_first_page")
def test_many_customers(submission, client, shop):
    """Each customer's page 2 belongs to that customer's search"""
    ask(submission, client, shop, 0, 1, room="study")
    for who, room in ((1, ""), (2, "bedroom")):
        ask(submission, client, shop, who, 1, room=room)
    found, expected, call = ask(submission, client, shop, 0, 2, room="study")
    if found != expected and found in (shop.ranking(2, "bedroom")[SIZE : 2 * SIZE], shop.moving(2, "bedroom", 2, SIZE)):
        misconception("one-search-for-all", evidence="these are the offers of the customer who searched last", called=call, returned=found, expected=expected,
                      why="vector_a's customer turned a page after vector_c's had searched. Where does the program look up what was searched for?")
    if set(found) != set(expected):
        # What a moving window shows is a mistake of its own, and has its check.
        if found != shop.moving(0, "study", 2, SIZE):
            same(found, expected, called=call, why="Others searched in between.")
    for room in ("bedroom", ""):
        found, expected, call = ask(submission, client, shop, 0, 1, room=room)
        same(found, expected, called=call, why="The same words were searched for in a different room before. What is searched for, and where, is in the arguments.")
    other = submission.spawn()
    try:
        found, expected, call = ask(other, client, shop, 1, 2)
    except SubmissionError as error:
        fail(called='results(client, "furniture", vector_b, 2), in a process that never showed page 1', returned=f"{error.type}: {error.message}"[:200], expected="page 2",
             why="Whatever page 2 needs is in its arguments.")
    if found != shop.moving(1, "", 2, SIZE):
        same(found, expected, called=f"{call}, in a process that never showed page 1", why="Whatever page 2 needs is in its arguments.")
