"""Checks of ch09/ex08. The request is data; the calls are made here."""

import numpy as np
import pytest
from pymilvus import MilvusException

from grader.checks import check, difference, fail, misconception, same

ROWS, HALL, BATCH, SCROLL, TWINS = 1500, 480, 2000, 200, 10_000
CITIES = ["Porto", "Kyoto", "Luleå", "Oulu", "L'Aquila", "Porto Santo"]
CALLS = ("get", "query", "search", "query_iterator", "search_iterator")
KEYS = {"data", "filter", "limit", "offset", "output_fields", "search_params", "ids", "batch_size", "anns_field", "group_by_field", "consistency_level", "round_decimal"}
FIELDS = [("name", "VARCHAR", {"max_length": 60}), ("text", "VARCHAR", {"max_length": 600}), ("city", "VARCHAR", {"max_length": 30}), ("price", "INT64", {})]


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def rooms(client, seed, support, _made):
    """(query, rooms nearest first, their squared distances): whole numbers, so that every bound is exact."""
    if not _made:
        rng = np.random.default_rng([seed, 98])
        query = rng.integers(-3, 4, size=16).astype(float)
        table = query + rng.integers(-3, 4, size=(ROWS, 16))
        ids = [i if n % 3 else -i for n, i in enumerate(support.new_ids(rng, ROWS))]
        for i, step in enumerate([(3, 4), (4, 3), (0, 5), (6, 8), (5, 0), (8, 6), (0, 10), (12, 9)] + [(0, 0), (1, 0), (0, 2), (1, 2), (3, 0)] * 12):
            table[i] = query
            table[i, 2 * (i % 7)], table[i, 2 * (i % 7) + 1] = query[2 * (i % 7)] + step[0], query[2 * (i % 7) + 1] + step[1]
        rows = [{"id": id, "vector": v.tolist(), "name": f"room {id % 977}", "text": "quiet, with a view " * int(rng.integers(5, 20)), "city": CITIES[int(rng.integers(6))],
                 "price": int(rng.integers(30, 300)) if n % 40 else 0} for n, (id, v) in enumerate(zip(ids, table))]  # fmt: skip
        for row in rows:  # the nearest ones have no name, and are rooms like any other
            if row["vector"] == query.tolist():
                row["name"] = ""
        support.store(client, "rooms", [rows[i] for i in rng.permutation(ROWS)], FIELDS)
        squares = {row["id"]: float(((np.array(row["vector"]) - query) ** 2).sum()) for row in rows}
        # No two are equally far: among equals a search iterator of Milvus Lite loses some. And it looks at the nearest fifty batches
        # and no further, so there are few enough for small ones.
        ways = rng.normal(size=(HALL, 16))
        ways *= np.sqrt(1 + 0.05 * np.arange(HALL))[:, None] / np.linalg.norm(ways, axis=1)[:, None]
        hall = [row | {"vector": (query + way).astype(np.float32).tolist()} for row, way in zip(rows, ways)]
        support.store(client, "hall", hall, FIELDS)
        _made["hall"] = query.tolist(), hall
        _made["it"] = query.tolist(), sorted(rows, key=lambda r: squares[r["id"]]), squares
    return _made["it"]


def beside(query):
    """A query between the rooms."""
    return np.array(query) + 0.37 * np.arange(1, 17) / 16


@pytest.fixture
def hall(rooms, _made):
    """(query, rooms) of a second collection, for the tour."""
    return _made["hall"]


def make(client, submission, wish, given, batches=10**6, name="rooms"):
    """(rows as {field: value}, the request, how it reads)."""
    shown = ", ".join(f"{k}={'…' if k == 'vector' else repr(v)[:60]}" for k, v in given.items())
    call = f'request("{wish}"{", " + shown if shown else ""})'
    asked = submission.request(wish, **given)
    if not isinstance(asked, dict) or asked.get("call") not in CALLS:
        fail(called=call, returned=repr(asked)[:300], expected=f"a dict whose `call` is one of {', '.join(CALLS)}", why="The request is data: what to call, and with which arguments.")
    more = {k: v for k, v in asked.items() if k != "call" and v is not None}
    unknown = sorted(set(more) - KEYS)
    if unknown:
        fail(called=call, returned=f"an argument {unknown[0]!r}", expected=f"arguments of MilvusClient.{asked['call']}", why="Keyword arguments of the method, under their own names.")
    reads = f"client.{asked['call']}(\"{name}\", {', '.join(f'{k}=…' if k == 'data' else f'{k}={v!r}'[:80] for k, v in more.items())})"
    try:
        return rows_of(client, name, asked["call"], more, batches), asked, reads
    except (MilvusException, TypeError, ValueError, AttributeError) as error:
        fail(called=reads, returned=f"{type(error).__name__}: {getattr(error, 'message', error)}"[:250], expected="an answer", why=f"This is what {call} asks for.")


def rows_of(client, name, method, more, batches):
    if method in ("get", "query"):
        return [dict(row) for row in getattr(client, method)(name, timeout=20, **more)]
    if method == "search":
        (hits,) = client.search(name, timeout=20, **more)
        return [flat(hit) for hit in hits]
    pages = getattr(client, method)(name, timeout=20, **more)
    found = []
    while batches and (page := pages.next()):
        if len(page) > BATCH:
            fail(called=f"client.{method}", returned=f"a batch of {len(page)} rows", expected=f"at most {BATCH}")
        found += [flat(hit) if method == "search_iterator" else dict(hit) for hit in page]
        batches -= 1
    pages.close()
    return found


def flat(hit):
    return {"id": hit["id"], "distance": hit["distance"], **dict(hit["entity"])}


def endless(asked, reads):
    """Fail when an iterator was given an end."""
    if (asked.get("limit") or -1) >= 0:
        fail(called=reads, returned=f"a request that ends after {asked['limit']} rows", expected="one that has no end but the last room", why="There may be millions of rooms. What reads on until nothing is left?")


def fields(found, allowed, reads):
    """Fail when a row brings what nobody needs."""
    extra = {k for row in found for k in row} - set(allowed) - {"id", "distance"}
    if extra:
        fail(called=reads, returned=f"rows with {', '.join(sorted(extra))}", expected=", ".join(allowed) or "the key alone", why="What is not shown need not be sent. Which of its arguments names the fields?")


@check(points=1)
def test_suggest(submission, client, rooms):
    """suggest: five names"""
    query, rows, squares = rooms
    probe = beside(query).tolist()
    found, asked, reads = make(client, submission, "suggest", {"vector": probe})
    fields(found, ["name"], reads)
    order = sorted(rows, key=lambda r: ((np.array(r["vector"]) - np.array(probe)) ** 2).sum())
    right = [float(((np.array(r["vector"]) - np.array(probe)) ** 2).sum()) for r in order[:5]]
    same([round(float(row.get("distance", -1)), 3) for row in found], [round(x, 3) for x in right], called=f"the distances of {reads}", why="The five nearest, and no sixth.")
    names = {r["id"]: r["name"] for r in rows}
    same([row.get("name") for row in found], [names[row["id"]] for row in found], called=reads, why="What is shown is the name.")


@check(points=2)
def test_twins(submission, client, rooms):
    """twins: all that are near enough, by a Euclidean distance"""
    query, rows, squares = rooms
    for distance in (5, 3, 10, 2.5, 2.3):
        found, asked, reads = make(client, submission, "twins", {"vector": query, "distance": distance})
        if asked["call"] in ("search", "query") and (asked.get("limit") or 10) < TWINS:
            fail(called=reads, returned=f"a request that ends after {asked.get('limit') or 10} rows", expected=f"up to {TWINS:,}", why="An answer ends at its limit, and does not say that there was more.")
        fields(found, [], reads)
        expected = [r["id"] for r in rows if squares[r["id"]] < distance**2]
        ids = [row["id"] for row in found]
        told = {"called": reads, "returned": difference(ids, expected), "expected": f"the {len(expected)} rooms less than {distance} away"}
        if sorted(ids) != sorted(expected) and sorted(ids) == sorted(r["id"] for r in rows if squares[r["id"]] < distance):
            misconception("the-distance-itself", evidence=f"these are the rooms whose *squared* distance is below {distance}", **told, why="What does Milvus compute by the metric L2, and what has a bound to be, then?")
        if sorted(ids) != sorted(expected):
            fail(**told, why="All of them, however many, and none that is exactly so far away.")


@check(points=1)
def test_how_many(submission, client, rooms):
    """how_many: a number, not the rows"""
    query, rows, _ = rooms
    for city in ("Porto", "Kyoto", "L'Aquila"):
        prices = sorted(r["price"] for r in rows if r["city"] == city)
        price = prices[len(prices) // 2]  # that of a room, which does not cost less
        found, asked, reads = make(client, submission, "how_many", {"city": city, "price": price})
        right = sum(r["city"] == city and r["price"] < price for r in rows)
        if len(found) > 1 and len(found) == right:
            misconception("count-what-came", evidence=f"{right} rows came for one number", called=reads, returned=f"{len(found)} rows", expected="one row that says how many",
                          why="With a million rooms in a city, what would this bring? Which output field is a number and not a field?")
        same(found, [{"count(*)": right}], called=reads, why="One row, and in it the number.")


@check(points=1)
def test_known(submission, client, rng, rooms):
    """known: the rows of some ids"""
    query, rows, _ = rooms
    chosen = [rows[int(i)] for i in rng.choice(ROWS, size=240, replace=False)]
    found, asked, reads = make(client, submission, "known", {"ids": [r["id"] for r in chosen]})
    fields(found, ["name", "text"], reads)
    same({row["id"]: (row.get("name"), row.get("text")) for row in found}, {r["id"]: (r["name"], r["text"]) for r in chosen}, called=reads, why="Name and text of every id that was given.")


@check(points=2)
def test_export(submission, client, rooms):
    """export: every room, however many there are"""
    query, rows, _ = rooms
    found, asked, reads = make(client, submission, "export", {})
    if asked["call"] in ("query", "search") and len(found) > ROWS // 2:
        misconception("the-limit-is-large-enough", evidence=f"{asked['call']} brought {len(found)} of the {ROWS} rooms of this small collection in one answer", called=reads, returned=f"a single answer, which ends at {asked.get('limit', 'its limit')} rows",
                      expected="a request that has no end but the last room", why="A table grows. What reads on until nothing is left?")
    endless(asked, reads)
    fields(found, ["price"], reads)
    same({row["id"]: row.get("price") for row in found}, {r["id"]: r["price"] for r in rows}, called=reads, why="Every room once, with its price.")
    same(len(found), ROWS, called=f"the number of rows of {reads}", why="Every room once.")


@check(points=2)
def test_tour(submission, client, hall):
    """tour: nearest first, for as long as the guest scrolls"""
    query, rows = hall
    squares = {r["id"]: float(((np.array(r["vector"]) - np.array(query)) ** 2).sum()) for r in rows}
    right = sorted(squares.values())
    for batches in (1, 10**6):
        found, asked, reads = make(client, submission, "tour", {"vector": query}, batches, "hall")
        if asked["call"] in ("search", "query"):
            fail(called=reads, returned=f"{len(found)} rooms at once", expected="some now, and more whenever the guest scrolls", why="A search ends at its limit, and sends all of it although most guests look at fifty. What continues where it stopped?")
        endless(asked, reads)
        fields(found, [], reads)
        ids = [row["id"] for row in found]
        if batches == 1 and len(ids) > SCROLL:
            fail(called=reads, returned=f"{len(ids)} rooms in the first batch", expected=f"at most {SCROLL}", why="Most guests look at fifty. A batch is what comes before the guest has scrolled at all.")
        values = [squares.get(i, -1.0) for i in ids]
        if not ids or len(set(ids)) < len(ids) or not np.allclose(values, right[: len(ids)], atol=1e-2):
            fail(called=reads, returned=f"{len(ids)} ids, {len(ids) - len(set(ids))} of them twice, at the distances {[round(v, 1) for v in values[:6]]}…", expected="nearest first, each once", why="The tour begins with the nearest room and leaves none out.")
    same(len(ids), HALL, called=f"the number of rooms in all batches of {reads}", why="A guest who scrolls on sees every room in the end.")
