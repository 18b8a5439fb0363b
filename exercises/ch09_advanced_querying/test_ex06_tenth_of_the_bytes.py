"""Checks of ch09/ex06. What the starter lets Milvus send is what lies in the rows: vectors, texts, titles."""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, fail, misconception, same

SIZES = {"chairs": 2300, "lamps": 420, "rugs": 6}
DIM = 64
FIELDS = [("title", "VARCHAR", {"max_length": 60}), ("text", "VARCHAR", {"max_length": 800}), ("category", "VARCHAR", {"max_length": 20}), ("price", "INT64", {})]
WORDS = "oak steel woven bent lacquered folding small heavy plain turned round painted blue narrow".split()


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def shop(client, seed, support, _made):
    """The offers, and the query: near nobody in particular. The cheapest are far from it."""
    if not _made:
        rng = np.random.default_rng([seed, 96])
        query = rng.normal(size=DIM)
        rows = []
        for category, n in SIZES.items():
            for _ in range(n):
                vector = rng.normal(size=DIM) * rng.uniform(0.6, 1.6)
                far = float(((vector - query) ** 2).sum())
                text = f"für {category}, à la 椅子 {far:.3f} " + " ".join(WORDS[int(j)] for j in rng.integers(len(WORDS), size=60))
                rows.append({"vector": vector.astype(np.float32).tolist(), "category": category, "title": f"{WORDS[int(rng.integers(len(WORDS)))]} {category} {len(rows)}",
                             "text": text, "price": int(3000 - 12 * far + rng.integers(0, 40)) if far < 240 else int(rng.integers(2, 100))})  # fmt: skip
        farthest = max((r for r in rows if r["category"] == "lamps"), key=lambda r: ((np.array(r["vector"]) - query) ** 2).sum())
        farthest["price"] = 0  # as good a price as any
        for id, row in zip(support.new_ids(rng, len(rows)), rows):
            row["id"] = id
        support.store(client, "shop", [rows[i] for i in rng.permutation(len(rows))], FIELDS)
        _made["it"] = query.astype(np.float32).tolist(), rows
    return _made["it"]


def truth(rows, query, category):
    kept = [r for r in rows if r["category"] == category]
    kept.sort(key=lambda r: ((np.array(r["vector"]) - np.array(query)) ** 2).sum())
    return {"offers": [(r["title"], r["price"]) for r in kept[:10]], "total": len(kept), "cheapest": min((r["price"] for r in kept), default=None), "teaser": kept[0]["text"][:80] if kept else ""}


def ask(submission, client, query, category):
    call = f'overview(client, "shop", vector, "{category}")'
    found = submission.overview(client, "shop", query, category)
    if not isinstance(found, dict) or set(found) != {"offers", "total", "cheapest", "teaser"}:
        fail(called=call, returned=repr(found)[:200], expected="a dict with offers, total, cheapest and teaser", why="The page shows all four.")
    return found | {"offers": [tuple(o) if isinstance(o, (list, tuple)) else o for o in found["offers"]]}, call


def compare(found, expected, call, why=""):
    for key in ("offers", "total", "cheapest", "teaser"):
        same(found[key], expected[key], called=f"{call}[{key!r}]", why=why or "The same answer as before, for fewer bytes.")


@check(points=1)
def test_the_same_answer(submission, client, milvus, shop):
    """The answer is the one that it was"""
    query, rows = shop
    for category in ("chairs", "lamps", "rugs", "clocks"):
        found, call = ask(submission, client, query, category)
        compare(found, truth(rows, query, category), call)
    milvus.reverse(times=20)
    found, call = ask(submission, client, query, "lamps")
    compare(found, truth(rows, query, "lamps"), f"{call}, while queries and get() return their rows in a different order", "A query, and get() with it, promises no order. Only a search says which offer is nearer.")


@check(points=3, after="test_the_same_answer")
def test_a_tenth_of_the_bytes(submission, client, milvus, shop):
    """Milvus sends at most a tenth of what it sent"""
    query, rows = shop
    for category in ("chairs", "lamps"):
        whole = sum(4 * DIM + len(r["text"].encode()) + len(r["title"]) + len(category) + 12 for r in rows if r["category"] == category)
        milvus.forget()
        found, call = ask(submission, client, query, category)
        calls = milvus.reads()
        sent = sum(c.received for c in calls)
        if sent <= whole // 10:
            continue
        told = {"called": call, "returned": f"Milvus sent {sent:,} bytes in {len(calls)} answers", "expected": f"at most {whole // 10:,}, a tenth of {whole:,}"}
        largest = max(calls, key=lambda c: c.received)
        asked = set(largest.request.output_fields)
        if len(calls) > 1 and largest.method == "Query" and ("vector" in asked or "*" in asked or not asked) and largest.received > sent // 2:
            misconception("a-query-brings-what-i-read", evidence=f"one query asked for {sorted(asked) or 'no field by name'} and brought {largest.received:,} bytes", **told,
                          why="Which fields does a query bring when it names none?")
        if "text" in asked and not {"vector", "*"} & asked and largest.received > sent // 2:
            misconception("fields-without-the-vector", evidence=f"no vector came, but {largest.method} asked for the text of every row: {largest.received:,} bytes", **told,
                          why="Of how many offers does the page show the text? How many rows does it need for the rest?")
        fail(**told, why=f"The largest answer, {largest.received:,} bytes, was to a {largest.method} for {sorted(asked)}. Which of its rows and fields does the page show?")


@check(points=1, after="test_the_same_answer")
def test_as_it_is_now(submission, client, support, milvus, shop):
    """Each answer is for the collection as it is"""
    query, rows = shop
    best = min((r for r in rows if r["category"] == "rugs"), key=lambda r: ((np.array(r["vector"]) - np.array(query)) ** 2).sum())
    cheapest = min((r for r in rows if r["category"] == "rugs" and r is not best), key=lambda r: r["price"])
    gone = [best, cheapest]
    client.delete("shop", ids=[r["id"] for r in gone])
    support.settle(client, "shop")
    milvus.forget()
    try:
        found, call = ask(submission, client, query, "rugs")
        compare(found, truth([r for r in rows if r not in gone], query, "rugs"), call, "The nearest rug and the cheapest one were sold a moment ago.")
    finally:
        client.insert("shop", gone)
        support.settle(client, "shop")
    stale = [c for c in milvus.reads() if c.consistency == "Eventually"]
    if stale:
        fail(called=call, returned=f"a {stale[0].method} at the level Eventually", expected="the collection's level, or a stricter one", why="At the level Eventually Milvus may answer for an earlier state: what was sold is still shown.")
    try:
        found = submission.overview(client, "no_such_shop", query, "rugs")
    except SubmissionError:
        found = None  # it was said
    if found is not None:
        fail(called='overview(client, "no_such_shop", vector, "rugs")', returned=repr(found)[:200], expected="the error of Milvus, as before", why="What Milvus could not answer is not an empty category. An error that is swallowed looks like a shop that is sold out.")
    for method in ("Query", "Search"):
        milvus.forget()
        milvus.fail_next(method, code="RESOURCE_EXHAUSTED")  # pymilvus would try again after most others
        try:
            found, call = ask(submission, client, query, "rugs")
        except SubmissionError:
            continue  # it was said
        if any(c.status == "RESOURCE_EXHAUSTED" for c in milvus.calls()):
            compare(found, truth(rows, query, "rugs"), f"{call}, while Milvus refuses a {method}", "What Milvus could not answer is not an empty category. An error that is swallowed looks like a shop that is sold out.")
