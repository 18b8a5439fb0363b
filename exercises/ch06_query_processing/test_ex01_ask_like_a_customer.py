"""Checks of ch06/ex01."""

import pytest

from grader.checks import check, fail, misconception, require, same, difference

N, K = 300, 12
MANY, RARE = 1150, 30
"""Products of the second shop, and how many of them have what no other has; they are the farthest."""
COLOURS = ["moss", "rust", "plum", "sand", "slate", "cream"]
TAGS = ["washable", "organic", "tweed", "thick", "local"]
COUNTRIES = ["PT", "PE", "IS", "NZ"]
FIELDS = [
    ("word", "VARCHAR", {"max_length": 64}),
    ("color", "VARCHAR", {"max_length": 32}),
    ("price", "INT64", {}),
    ("tags", "ARRAY", None),
    ("spec", "JSON", {}),
]


@pytest.fixture(scope="module")
def _shops():
    return {}


@pytest.fixture
def shop(client, seed, support, _shops):
    """The name of the collection and its products; all checks only read it."""
    if "it" not in _shops:
        import numpy as np
        from pymilvus import DataType

        rng = np.random.default_rng([seed, 61])
        rows = support.draw(seed, rng, N)
        for row in rows:
            row["color"] = str(rng.choice(COLOURS))
            row["price"] = int(rng.choice([0, *range(250, 2500, 50)]))
            row["tags"] = [t for t in TAGS if rng.random() < 0.45]
            maker = {"maker": {"country": str(rng.choice(COUNTRIES))}} if rng.random() < 0.8 else {}
            row["spec"] = {"weight": int(rng.choice([25, 50, 100])), **maker}
        rows[0]["price"] = 0
        fields = [(f, k, m if m is not None else {"element_type": DataType.VARCHAR, "max_capacity": 8, "max_length": 32}) for f, k, m in FIELDS]
        support.store(client, "wool", rows, fields)
        many = [{**row, "color": "sand", "price": 500, "tags": [], "spec": {}} for row in support.draw(seed, rng, MANY)]
        for row in support.nearest(many, many[0]["vector"], MANY)[-RARE:]:
            row |= {"color": "gold", "tags": ["silk"], "spec": {"maker": {"country": "AQ"}}, "price": 250}
        support.store(client, "mill", many, fields)
        _shops["it"], _shops["many"] = rows, many
    return "wool", _shops["it"]


def fits(row, colors=None, max_price=None, tags=None, country=None):
    return (
        (colors is None or row["color"] in colors)
        and (max_price is None or row["price"] <= max_price)
        and all(t in row["tags"] for t in tags or [])
        and (country is None or row["spec"].get("maker", {}).get("country") == country)
    )


def call_of(said, k):
    return f"find(client, name, vector, {k}" + "".join(f", {key}={value!r}" for key, value in said.items()) + ")"


def ask(submission, client, shop, support, query, said, k=K):
    """(ids that came, ids that are right, the call)."""
    name, rows = shop
    found = support.ids_of(submission.find(client, name, query, k, **said), call_of(said, k))
    return found, [row["id"] for row in support.nearest([r for r in rows if fits(r, **said)], query, k)], call_of(said, k)


def judge(found, expected, call, support, why):
    if sorted(found) == sorted(expected) and found != expected:
        fail(called=call, returned="the right products in a different order", expected="nearest first", why="Milvus returns hits best first. Keep their order.")
    if len(found) < len(expected) and set(found) <= set(expected):
        why = "All of these are right, but there are more. A filter that Milvus gets looks before anything is cut off; one in Python looks after."
    same(found, expected, called=call, why=f"{difference(found, expected)}. {why}")


@check(points=1)
def test_each_criterion(submission, client, shop, rng, support):
    """One criterion at a time, and none at all"""
    query = support.near(rng, shop[1])
    colors = [str(c) for c in rng.choice(COLOURS, size=2, replace=False)]
    for said, why in (
        ({}, "Without criteria it is a plain search."),
        ({"colors": colors}, "One of the colors is enough."),
        ({"max_price": support.nearest(shop[1], query, 1)[0]["price"]}, "“At most” includes the number itself: the nearest product costs just that."),
        ({"country": str(rng.choice(COUNTRIES))}, "The country lies two steps down in the JSON field."),
    ):
        found, expected, call = ask(submission, client, shop, support, query, said)
        judge(found, expected, call, support, why)


@check(points=1)
def test_every_tag(submission, client, shop, rng, support):
    """Every tag that was said"""
    query = support.near(rng, shop[1])
    tags = [str(t) for t in rng.choice(TAGS, size=2, replace=False)]
    said = {"tags": tags}
    found, expected, call = ask(submission, client, shop, support, query, said)
    one_of = [r["id"] for r in support.nearest([r for r in shop[1] if set(tags) & set(r["tags"])], query, K)]
    if found == one_of != expected:
        misconception("any-tag-will-do", evidence=f"these are the nearest that have {tags[0]!r} or {tags[1]!r}",
                      called=call, returned=difference(found, expected), expected="products that have both tags",
                      why="A product has one color, but several tags. Which of the array functions wants all of them?")
    judge(found, expected, call, support, "Every tag has to be there.")


@check(points=2, after="test_each_criterion")
def test_criteria_together(submission, client, milvus, shop, rng, support, _shops):
    """Several criteria at once, and all four; also where what fits is far down the list"""
    name, rows = shop
    for _ in range(3):
        colors = [str(c) for c in rng.choice(COLOURS, size=3, replace=False)]
        limit, tag = int(rng.integers(8, 20)) * 50, str(rng.choice(TAGS))
        # A query that has a product of the first colors, too dear, quite near: there a missing bracket shows.
        dear = [r for r in rows if r["color"] in colors[:2] and r["price"] > limit]
        query = support.near(rng, dear, 0.2)
        for said in ({"colors": colors, "max_price": limit}, {"colors": colors, "max_price": limit, "tags": [tag], "country": str(rng.choice(COUNTRIES))}):
            found, expected, call = ask(submission, client, shop, support, query, said)
            rest = {key: value for key, value in said.items() if key != "colors"}
            stray = [r for r in rows if r["id"] in found and not fits(r, **said)]
            if stray and all(r["color"] in colors[:-1] for r in stray) and all(not fits(r, **rest) for r in stray):
                misconception("or-without-brackets", evidence=f"{len(stray)} products fit no other criterion than the color, and none of them is {colors[-1]!r}, the last one",
                              called=call, returned=difference(found, expected), expected="products that fit every criterion",
                              why="“a or b and c” is read as “a or (b and c)”. Who belongs together?")
            judge(found, expected, call, support, "All criteria count at once.")
    far = "mill", _shops["many"]
    query = support.near(rng, far[1][:1], 0.1)
    for said, word in (({"colors": ["gold"]}, "gold"), ({"tags": ["silk"]}, "silk"), ({"country": "AQ"}, "AQ"), ({"max_price": 250}, "price")):
        milvus.forget()
        found, expected, call = ask(submission, client, far, support, query, said)
        judge(found, expected, call, support, f"They are the farthest of {MANY} products. Let Milvus choose.")
        heard = [c for c in milvus.calls() if c.method in ("Search", "Query")]
        require(any(word in str(c.request) for c in heard), called=call, returned=f"the right products; in {len(heard)} calls Milvus did not hear {word}", expected=f"a filter with {word}",
                why="They were chosen here, from all that there are. How many will there be next year?")


@check(points=1, after="test_each_criterion")
def test_nothing_and_nought(submission, client, shop, rng, support):
    """An empty list and a price of 0 were also said"""
    query = support.near(rng, shop[1])
    for said, whatever, why in (
        ({"colors": []}, {}, "No color is in an empty list. None means that nobody said."),
        ({"max_price": 0}, {}, "The free samples cost at most 0. Is 0 the same as not said?"),
        ({"colors": [], "max_price": 700}, {"max_price": 700}, "No color is in an empty list."),
    ):
        found, expected, call = ask(submission, client, shop, support, query, said)
        anything = [r["id"] for r in support.nearest([r for r in shop[1] if fits(r, **whatever)], query, K)]
        if found == anything != expected:
            misconception("empty-means-any", evidence=f"the answer is the one for {call_of(whatever, K)}",
                          called=call, returned=f"{len(found)} products", expected=f"{len(expected)} products", why=why)
        judge(found, expected, call, support, why)
    found, expected, call = ask(submission, client, shop, support, query, {"tags": []})
    judge(found, expected, call, support, "Every product has all the tags of an empty list.")


@check(points=1, after=("test_each_criterion", "test_every_tag"))
def test_fewer_than_k(submission, client, shop, rng, support):
    """When fewer than k fit, all of them come, and none when none does"""
    query = support.near(rng, shop[1])
    rare = {"colors": [COLOURS[0]], "tags": TAGS[:3]}
    found, expected, call = ask(submission, client, shop, support, query, rare, k=100)
    judge(found, expected, call, support, "A filter looks before the search, so all that fit are found, and the list is shorter than k.")
    found, expected, call = ask(submission, client, shop, support, query, {"country": "XX"})
    judge(found, expected, call, support, "Nobody knits there.")
