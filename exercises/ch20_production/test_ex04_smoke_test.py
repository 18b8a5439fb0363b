"""Checks of ch20/ex04: a Milvus that is healthy in odd ways, and one that is not; what was said to it is heard on the way."""

import time

import pytest
from pymilvus import DataType

from grader.checks import check, fail, misconception, require

WRITES = {"Insert", "Upsert", "Delete", "DropCollection", "CreateIndex", "DropIndex", "ReleaseCollection", "LoadCollection", "CreateAlias", "AlterAlias", "DropAlias", "Flush",
          "CreatePartition", "DropPartition", "CreateCollection", "AlterCollection", "RenameCollection", "ManualCompaction", "TruncateCollection"}  # fmt: skip


def made(client, name, rng, *, rows, dim, metric, loaded=True):
    """A collection of the application."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    vectors = rng.normal(size=(rows, dim))
    if rows:
        client.insert(name, [{"id": k, "vector": v.tolist()} for k, v in enumerate(vectors)])
    client.flush(name)
    if not loaded:
        client.release_collection(name)
    return name


@pytest.fixture
def shop(client, fresh, rng):
    """Two collections, of which one is called by its alias, and what is expected of them."""
    made(client, first := fresh("articles"), rng, rows=60, dim=8, metric="COSINE")
    made(client, second := fresh("reviews_7"), rng, rows=40, dim=6, metric="L2")
    client.create_alias(second, alias := fresh("reviews"))
    yield {first: {"rows": 60, "dim": 8, "metric": "COSINE"}, alias: {"rows": 40, "dim": 6, "metric": "L2"}}
    client.drop_alias(alias)
    client.drop_collection(first)
    client.drop_collection(second)


def left(client, before, called):
    """Nothing of the test's own is there, and everything else is."""
    now = set(client.list_collections())
    if before - now:
        gone = sorted(before - now)
        if any(name.startswith("smoke") for name in gone):
            misconception("the-name-is-mine", called=called, returned=f"{', '.join(gone)} gone", expected="the leftover of an earlier test is where it was", evidence=f"{gone[0]} was not made by this call, and it is gone",
                          why="Two rollouts at the same minute: whose collection does the second one drop?")
        fail(called=called, returned=f"{', '.join(gone)} gone", expected="nothing of others is dropped", why="A smoke test runs in production.")
    require(now == before, called=called, returned=f"{', '.join(sorted(now - before))} left behind", expected="nothing", why="After a year of rollouts there are a thousand of them.")


@pytest.fixture
def smoke(submission, client, milvus):
    def ask(expected, what):
        before, called = set(client.list_collections()), f"smoke(client, expected), {what}"
        milvus.forget()
        begin = time.monotonic()
        found = submission.smoke(milvus.client(), {name: dict(about) for name, about in expected.items()})
        took = time.monotonic() - begin
        require(isinstance(found, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in found.items()), called=called, returned=repr(found)[:200], expected="a dict of texts")
        left(client, before, called)
        return found, called, took

    return ask


def settled(found, wanted, called, why):
    if found != wanted:
        fail(called=called, returned=repr(found), expected=repr(wanted), why=why)


@check(points=3)
def test_healthy(smoke, shop, client, milvus, rng):
    """It is silent about a Milvus that is well"""
    found, called, _ = smoke(shop, "all is well")
    settled(found, {}, called, "Nothing is wrong.")
    made_strong = any(one.consistency == "Strong" for one in milvus.calls("CreateCollection"))
    for one in milvus.calls():
        if one.method in ("Search", "Query") and one.collection.startswith("smoke_"):
            level = "Strong" if one.consistency == "default" and made_strong else one.consistency
            require(level in ("Strong", "Session"), called=called, returned=f"a {one.method} of its own collection with the level {level}", expected="Strong", why="A healthy Milvus may still show the row that was just deleted, and the rollout is turned back.")
    require(milvus.calls("Insert") != [] and milvus.calls("Search") != [], called=called, returned=f"{len(milvus.calls('Search'))} searches, {len(milvus.calls('Insert'))} inserts", expected="a whole use", why="What was not tried was not tested.")
    for name in shop:
        client.insert(name, [{"id": 10_000 + k, "vector": rng.normal(size=shop[name]["dim"]).tolist()} for k in range(25)])
    found, called, _ = smoke(shop, "25 rows more than expected in each")
    if found and set(found.values()) == {"too few"}:
        misconception("more-is-wrong", called=called, returned=repr(found), expected="{}", evidence="there are 25 rows more than expected, and it says too few", why="Customers write while the test runs. What does `rows` promise?")
    settled(found, {}, called, "Customers write.")
    for method in ("Search", "Query", "DescribeIndex", "DescribeCollection", "GetLoadState", "GetLoadingProgress", "DescribeAlias"):
        milvus.delay(method, 0.5, times=12)
    try:
        found, called, _ = smoke(shop, "half a second for each call")
    finally:
        milvus.straighten()
    settled(found, {}, called, "Slow is not wrong: each call has two seconds, not all of them together.")
    settled(*smoke({}, "nothing expected")[:1], {}, "smoke(client, {})", "Writes work.")


@check(points=3)
def test_collections(smoke, shop, client, fresh, rng):
    """Missing, not loaded, with few rows, or of a different metric: each is found, and all at once"""
    first, second = shop
    cases = {
        "missing": {fresh("gone"): {"rows": 1, "dim": 4, "metric": "L2"}},
        "too few": {first: {**shop[first], "rows": 61}},
        "wrong metric": {second: {**shop[second], "metric": "COSINE"}},
        "not loaded": {made(client, fresh("asleep"), rng, rows=5, dim=4, metric="L2", loaded=False): {"rows": 5, "dim": 4, "metric": "L2"}},
    }
    for word, changed in cases.items():
        found, called, _ = smoke(shop | changed, f"{list(changed)[0]} is {word}")
        settled(found, dict.fromkeys(changed, word), called, "The first word that applies.")
    everything = {name: about for changed in cases.values() for name, about in changed.items()}
    wanted = {name: word for word, changed in cases.items() for name in changed}
    found, called, _ = smoke(everything, "four things wrong at once")
    if len(found) == 1 and found.items() <= wanted.items():
        misconception("the-first-finding-is-enough", called=called, returned=repr(found), expected=repr(wanted), evidence="one finding, and four things are wrong", why="The next rollout finds the second one. How many nights is that?")
    settled(found, wanted, called, "All of them at once.")
    both = {first: {**shop[first], "rows": 61, "metric": "L2"}}
    settled(smoke(both, "60 of 61 rows, and a different metric")[0], {first: "too few"}, "smoke(…), with 60 of 61 rows and a different metric", "The first word that applies.")


@check(points=3)
def test_refused(smoke, shop, milvus):
    """A Milvus that refuses to search, to count or to write is found"""
    for method, times in (("Search", 8), ("Query", 12)):
        milvus.fail_next(method, times=times, code="PERMISSION_DENIED")
        try:
            found, called, _ = smoke(shop, f"{method} is refused")
        finally:
            felt = len([c for c in milvus.calls(method) if not c.answered])
            milvus.straighten()
        if method == "Search" and not set(shop) & set(found) and not [c for c in milvus.calls("Search") if c.collection in shop]:
            misconception("described-is-searchable", called=called, returned=repr(found), expected='"error" for both collections', evidence="no collection was searched, and all searches would have been refused",
                          why="A proxy can describe what no query node answers for. What do your users call?")
        require(felt > 0, called=called, returned=f"no {method} was tried", expected=f"at least one {method} of each collection", why="What was not tried was not tested.")
        settled(found, {**dict.fromkeys(shop, "error"), "(writes)": "error"}, called, f"Every {method} was refused, also of the test's own collection.")
    for method in ("Insert", "Delete"):
        milvus.fail_next(method, times=4, code="RESOURCE_EXHAUSTED")
        try:
            found, called, _ = smoke(shop, f"{method} is refused")
        finally:
            milvus.straighten()
        settled(found, {"(writes)": "error"}, called, "Reading works, writing does not.")
    first, second = shop
    milvus.fail_next("Search", times=8, code="PERMISSION_DENIED")
    try:
        found, called, _ = smoke(shop | {first: {**shop[first], "rows": 61}}, "Search is refused, and one collection has 60 of 61 rows")
    finally:
        milvus.straighten()
    settled(found, {first: "error", second: "error", "(writes)": "error"}, called, "The first word that applies: a call about it failed.")


@check(points=2)
def test_hollow(smoke, shop, milvus):
    """A Milvus that confirms, and does not do it, is found"""
    for method, times, what in (("Delete", 4, "a delete is confirmed, and the row stays"), ("Search", 12, "searches are answered, and find nothing")):
        milvus.pretend(method, times=times)
        try:
            found, called, _ = smoke(shop, what)
        finally:
            milvus.straighten()
        # Whether an empty answer of a full collection is an error, the statement leaves open.
        wanted = {"(writes)": "error", **({name: word for name, word in found.items() if name in shop and word == "error"} if method == "Search" else {})}
        settled(found, wanted, called, "Whether a call did what it says is seen by what it changed.")


@check(points=3)
def test_harmless(smoke, shop, client, milvus, fresh, rng):
    """What is not its own is only read"""
    made(client, "smoke_trial", rng, rows=3, dim=4, metric="L2")
    made(client, "smoke", rng, rows=3, dim=5, metric="L2")
    try:
        names = set()
        for _ in range(2):
            found, called, _ = smoke(shop, "with the leftovers of two tests that were killed")
            settled(found, {}, called, "They are no one's trouble.")
            for one in milvus.calls():
                name = getattr(one, "collection", None)
                if one.method in WRITES and name is not None:
                    require(name.startswith("smoke_") and name != "smoke_trial", called=called, returned=f"{one.method} of {name}", expected="writing to a collection of its own, smoke_…", why="A smoke test runs in production.")
                    names.add(name)
        require(len(names) >= 2, called="two runs of smoke()", returned=f"one name, {', '.join(names)}", expected="a different name each time", why="Two of them may run at the same minute.")
    finally:
        for name in ("smoke_trial", "smoke"):
            if client.has_collection(name):
                client.drop_collection(name)


@check(points=2)
def test_patience(smoke, shop, milvus):
    """It ends when Milvus does not answer"""
    milvus.delay("Search", 6, times=1)
    try:
        found, called, took = smoke(shop, "one search is held back for six seconds")
    finally:
        milvus.straighten()
    require(len(found) == 1 and set(found.values()) == {"error"}, called=called, returned=repr(found), expected="an error, for the one whose search had no answer", why="Two seconds without an answer is an error.")
    require(took < 5.5, called=called, returned=f"after {took:.1f} s", expected="within two seconds for that call", why="A rollout waits for this answer.")
