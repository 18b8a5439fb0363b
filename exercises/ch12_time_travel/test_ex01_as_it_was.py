"""Checks of ch12/ex01. What was true at a moment is what the changes up to then leave, one after the other."""

import pytest

from grader.checks import check, fail, misconception, no_second_row, require, same


@pytest.fixture
def recorded(submission, client, support, fresh):
    """A history that the submission has recorded, change by change."""
    def make(events):
        name = support.collection(client, fresh("articles"))
        for event in events:
            submission.record(client, name, event)
        return name

    return make


@pytest.fixture
def written(client, support, fresh):
    """A history that the check has written itself."""
    def make(events):
        name = support.collection(client, fresh("articles"))
        rows = support.rows_of(events)
        for start in range(0, len(rows), 1000):
            client.insert(name, rows[start : start + 1000])
        return name

    return make


def told(support, found, expected, called, why):
    if not isinstance(found, dict):
        fail(called=called, returned=found, expected="a dict {article: title}", why=why)
    if found != expected:
        fail(called=called, returned=support.difference(found, expected), expected=f"{len(expected)} articles, each in the version of that moment", why=why)


def moments(events, rng, n):
    """The very moments of changes, and those just before and after."""
    times = sorted({e["at"] for e in events})
    chosen = [times[int(i)] for i in rng.choice(len(times), size=n, replace=False)]
    return [times[0] - 1, times[0], times[-1], times[-1] + 10**9, *[t + int(rng.integers(-1, 2)) for t in chosen]]


@check(points=1)
def test_every_version_stays(submission, client, milvus, support, recorded, rng, seed):
    """Every version is recorded, with its beginning and its end"""
    flat = support.pool(seed)
    put = lambda at, title, k: {"at": support.NOON + at, "op": "put", "article": 7, "title": title, "vector": flat[k].tolist()}  # noqa: E731
    other = {"at": support.NOON + 150, "op": "put", "article": 8, "title": "another", "vector": flat[9].tolist()}
    gone = {"at": support.NOON + 300, "op": "delete", "article": 7}
    never = {"at": support.NOON + 350, "op": "delete", "article": 9}
    name = recorded([put(100, "first", 0), other, put(200, "second", 1), gone, {**gone, "at": support.NOON + 320}, never, put(400, "again", 2)])
    call = "record() of article 7 put at 100, 200 and 400 ms, deleted at 300 and once more at 320, and of article 8 put at 150"
    rows = support.everything(client, name)
    found = sorted((r["article"], r["title"], r["valid_from"] - support.NOON, r["valid_to"] - support.NOON if r["valid_to"] != support.FOREVER else None) for r in rows)
    wanted = [(7, "again", 400, None), (7, "first", 100, 200), (7, "second", 200, 300), (8, "another", 150, None)]
    if [f[1] for f in found if f[0] == 7] == ["again"] and any(f[0] == 8 for f in found):
        misconception("latest-overwrites", evidence="of the three versions of article 7 the last one is there, and no other", called=f"the rows after {call}", returned=found, expected=wanted,
                      why="History is what is not overwritten. Which key does a second version need?")
    same(found, wanted, called=f"(article, title, valid_from, valid_to) of all rows after {call}, in ms after noon, None for FOREVER", why="A version ends where the next one begins, or where the article is deleted. What has ended is not changed again.")
    no_second_row(milvus, call)
    vectors = {r["title"]: [round(float(x), 3) for x in r["vector"]][:4] for r in rows}
    same(vectors["first"], [round(float(x), 3) for x in flat[0]][:4], called=f"the first numbers of the vector of the version `first` after {call}", why="A version that ends keeps everything else.")


@check(points=2)
def test_at_the_moment_itself(submission, client, support, written, rng, seed):
    """At the moment of a change, the new version holds and the old one no longer does"""
    events = support.history(rng, seed, 40, 160)
    last = {e["article"]: e for e in events}
    gone = next(e for e in reversed(events) if e["op"] == "delete" and last[e["article"]] is e)
    name = written(events)
    found, expected = submission.as_of(client, name, gone["at"]), support.titles(events, gone["at"])
    call = "as_of() at the very millisecond at which an article was deleted"
    if isinstance(found, dict) and gone["article"] in found and set(expected) <= set(found):
        misconception("both-ends-included", evidence="the article is still there at the moment of its deletion", called=call, returned=f"it, in the version {found[gone['article']]!r}", expected="not this article",
                      why="valid_from of the next version is valid_to of the last. If both ends counted, two versions would hold at once. Which of the two ends does?")
    told(support, found, expected, call, "A version holds from its first moment on, and at valid_to no longer.")
    for event in [e for e in events[40:] if e["op"] == "put"][:8]:
        at = event["at"]
        told(support, submission.as_of(client, name, at), support.titles(events, at), "as_of() at the very millisecond of a new version", "From its first moment on, a version holds.")
        told(support, submission.as_of(client, name, at - 1), support.titles(events, at - 1), "as_of() a millisecond before a new version", "Until then the old one holds.")


@check(points=3, after=("test_every_version_stays", "test_at_the_moment_itself"))
def test_any_moment(submission, client, support, recorded, rng, seed):
    """At any moment it shows what the changes up to then leave"""
    events = support.history(rng, seed, 25, 110)
    name = recorded(events)
    for at in moments(events, rng, 20):
        told(support, submission.as_of(client, name, at), support.titles(events, at), f"as_of(at={at - support.NOON} ms after noon) after {len(events)} changes", "Play the changes up to that moment, one after the other.")


@check(points=1, after="test_at_the_moment_itself")
def test_many_articles(submission, client, support, written, rng, seed):
    """Ten thousand articles come back, not the first hundred or thousand"""
    events = support.history(rng, seed, 10_000, 10_000)
    name = written(events)
    for number in (2990, 9999):
        at = events[number]["at"]
        told(support, submission.as_of(client, name, at), support.titles(events, at), f"as_of() of {len(support.titles(events, at)):,} articles", "All of them, however many there are up to 10,000.")


@check(points=2, after="test_at_the_moment_itself")
def test_few_among_many(submission, client, milvus, support, written, rng, seed):
    """Five versions that held are found among thousands that are nearer"""
    flat = support.pool(seed)
    query = flat[0].tolist()
    order = sorted(range(len(flat)), key=lambda i: -float(flat[i] @ flat[0]))
    events = [{"at": support.NOON + 10 * n, "op": "put", "article": 500, "title": f"title {n}", "vector": flat[order[n % 400]].tolist()} for n in range(4000)]
    far = [{"at": support.NOON + 5 + n, "op": "put", "article": 1000 + n, "title": "far", "vector": flat[order[-1 - n]].tolist()} for n in range(6)]
    events = sorted(events + far, key=lambda e: e["at"])
    name = written(events)
    at = support.NOON + 20_007
    milvus.forget()
    found = submission.search_as_of(client, name, query, 5, at)
    wanted = support.nearest(support.vectors(events, at), query, 5)
    call = "search_as_of(k=5) at a moment at which 7 articles were there, in a collection of 4,006 versions"
    if isinstance(found, list) and len(found) < 5 and set(found) <= set(wanted) and milvus.searches():
        misconception("filter-afterwards", evidence=f"of the 7 articles that were there the search came back with {len(found)}: nearer versions of other moments took their places", called=call, returned=found, expected=wanted,
                      why="What did not hold at that moment must not take a place among the k. Whose work is it to leave it out, and when?")
    same(found, wanted, called=call, why="The versions of that moment are few, and far from the query.")
    told(support, submission.as_of(client, name, at), support.titles(events, at), "as_of() at the same moment", "Seven articles were there.")
    carried = sum(c.received for c in milvus.reads())
    require(carried < 60_000, called=f"{call}, and as_of() at that moment", returned=f"{carried:,} bytes of rows from Milvus", expected="a dozen rows", why="Which versions count is for Milvus to say: thousands that did not hold must not travel.")


@check(points=1, after="test_few_among_many")
def test_nearest_at_a_moment(submission, client, support, written, rng, seed):
    """The search ranks the versions of that moment, and only those"""
    events = support.history(rng, seed, 30, 140)
    name = written(events)
    asked = [(at, support.pool(seed)[int(rng.integers(2600))].tolist()) for at in moments(events, rng, 9)]
    asked += [(e["at"], support.vectors(events, e["at"] - 1)[e["article"]]) for e in events if e["op"] == "delete"][:4]  # what ended at that moment is nearest
    for at, query in asked:
        k = int(rng.integers(3, 8))
        there = support.vectors(events, at)
        wanted = support.nearest(there, query, k)
        found = submission.search_as_of(client, name, query, k, at)
        distance = {a: round(sum(x * y for x, y in zip(there[a], query, strict=True)), 5) for a in there}
        if isinstance(found, list) and len(set(found)) == len(wanted) == len(found) and all(a in there for a in found) and [distance[a] for a in found] == [distance[a] for a in wanted]:
            continue  # two articles with one and the same vector may change places
        same(found, wanted, called=f"search_as_of(k={k}) at {at - support.NOON} ms after noon, when {len(there)} articles were there", why="The versions that held at that moment are ranked, nearest first.")
