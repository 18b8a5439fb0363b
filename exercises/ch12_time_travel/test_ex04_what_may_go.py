"""Checks of ch12/ex04. Which versions there are is read back; the rest are questions about moments."""

import pytest

from grader.checks import check, fail, misconception, require, same


@pytest.fixture
def kept(client, support, fresh):
    """A history, written by the check; its collection."""
    def make(events):
        name = support.collection(client, fresh("articles"))
        rows = support.rows_of(events)
        for start in range(0, len(rows), 1000):
            client.insert(name, rows[start : start + 1000])
        return name, rows

    return make


def there(client, support, name):
    return {r["id"]: (r["article"], r["valid_from"], r["valid_to"], r["title"]) for r in support.everything(client, name, ["article", "valid_from", "valid_to", "title"])}


def may_go(rows, horizon):
    last = {}
    for row in rows:
        last[row["article"]] = max(last.get(row["article"], 0), row["valid_to"])
    return {r["id"] for r in rows if r["valid_to"] <= horizon and r["valid_to"] < last[r["article"]]}


def asked(submission, client, support, name, at, horizon, events, called):
    found, expected = submission.as_of(client, name, at, horizon), support.titles(events, at)
    if found != expected:
        fail(called=called, returned=support.difference(found, expected) if isinstance(found, dict) else found, expected=f"{len(expected)} articles, as before the removal", why="A question about the horizon or a later moment is answered as before.")


@check(points=1)
def test_which_moments(submission, client, support, kept, rng, seed):
    """Questions about a moment from the horizon on are answered, those about earlier ones refused"""
    events = support.history(rng, seed, 30, 120)
    name, _ = kept(events)
    horizon = events[60]["at"]
    for at in (horizon, horizon + 1, events[-1]["at"], events[90]["at"], events[-1]["at"] + 5):
        found, expected = submission.as_of(client, name, at, horizon), support.titles(events, at)
        require(found == expected, called=f"as_of({at - horizon} ms after the horizon)", returned=support.difference(found, expected) if isinstance(found, dict) else found, expected=f"{len(expected)} articles", why="A version holds from valid_from on, and at valid_to no longer.")
    for at in (horizon - 1, events[10]["at"], 0):
        with submission.raises("LookupError"):
            submission.as_of(client, name, at, horizon)


@check(points=2, after="test_which_moments")
def test_questions_that_stay(submission, client, support, kept, rng, seed):
    """After a removal, every moment from the horizon on is answered as before, and nothing is kept in vain"""
    events = support.history(rng, seed, 60, 420)
    name, rows = kept(events)
    horizon = next(r["valid_to"] for r in rows if r["valid_from"] > events[200]["at"] and r["valid_to"] != support.FOREVER)
    ended = {r["article"]: r["valid_to"] for r in rows}
    gone_early = {a for a, to in ended.items() if to <= horizon}  # their last versions are the business of another check
    removed = submission.prune(client, name, horizon)
    left = there(client, support, name)
    call = f"prune() at a horizon, with {len(rows)} versions of 60 articles"
    holding = [r for r in rows if r["valid_from"] <= horizon < r["valid_to"]]
    lost = [r for r in holding if r["id"] not in left]
    if lost and all(r["id"] in left for r in rows if r["valid_from"] >= horizon):
        misconception("old-means-begun-long-ago", evidence=f"{len(lost)} of {len(holding)} versions that held at the horizon are gone: they began before it", called=call, returned=f"{len(left)} versions left", expected=f"every version that holds at the horizon or later",
                      why="A version that began long ago may hold today. What about it is old only when it has ended?")
    for at in (horizon, horizon + 1, *(events[int(i)]["at"] for i in rng.choice(range(300, 420), size=8))):
        if at >= horizon:
            asked(submission, client, support, name, at, horizon, events, f"as_of({at - horizon} ms after the horizon) after {call}")
    goes = {i for i in may_go(rows, horizon) if next(r for r in rows if r["id"] == i)["article"] not in gone_early}
    kept_in_vain = goes & set(left)
    require(not kept_in_vain, called=call, returned=f"{len(kept_in_vain)} versions kept that ended at the horizon or before it", expected="none of them", why="A version that ends at the horizon does not hold there any more.")
    require(isinstance(removed, int) and removed == len(rows) - len(left), called=call, returned=removed, expected=len(rows) - len(left), why="How many versions were removed.")
    same(submission.prune(client, name, horizon), 0, called="prune() at the same horizon once more", why="There is nothing left to remove.")


@check(points=2, after="test_questions_that_stay")
def test_the_last_version_stays(submission, client, support, kept, rng, seed):
    """Of an article that was deleted long ago, the last version stays"""
    events = [e for e in support.history(rng, seed, 50, 260) if e["op"] == "put"]
    ends = [{"at": events[-1]["at"] + 10 + n, "op": "delete", "article": a} for n, a in enumerate(sorted({e["article"] for e in events})[:20])]
    events += ends
    name, rows = kept(events)
    horizon = events[-1]["at"] + 1000
    removed = submission.prune(client, name, horizon)
    left, goes = there(client, support, name), may_go(rows, horizon)
    expected = {r["id"] for r in rows} - goes
    call = f"prune() at a horizon after all {len(events)} changes of 50 articles, of which 20 are deleted"
    if set(left) == {r["id"] for r in rows if r["valid_to"] > horizon}:
        misconception("the-last-one-goes-too", evidence="of the 20 deleted articles no version is left, and all 30 others are there", called=call, returned=f"{len(left)} versions", expected=f"{len(expected)}: the last one of each article", why="What has ended answers no question about later moments, but it is all that is left of an article. What did the statement except?")
    articles = {a for a, *_ in left.values()}
    same(len(articles), 50, called=f"the articles of which a version is left after {call}", why="Each keeps its last version, ended or not.")
    same(set(left) == expected, True, called=f"one version of each article, its last, is left after {call}", why="The newest one, and no other.")
    same(removed, len(goes), called=call, why="How many versions were removed.")


@check(points=1, after="test_questions_that_stay")
def test_thousands(submission, client, milvus, support, kept, rng, seed):
    """Of nine thousand versions none is forgotten, and no vector leaves Milvus"""
    events = support.history(rng, seed, 300, 11_500)
    name, rows = kept(events)
    horizon = events[9000]["at"]
    milvus.forget()
    removed = submission.prune(client, name, horizon)
    same(removed, len(may_go(rows, horizon)), called=f"prune() with {len(rows):,} versions", why="Every version that may go, however many there are.")
    same(len(there(client, support, name)), len(rows) - removed, called="the versions that are left", why="What is counted is also removed.")
    carried = sum(c.received for c in milvus.reads())
    require(carried < 100 * len(rows), called=f"prune() with {len(rows):,} versions", returned=f"{carried:,} bytes of rows from Milvus", expected="keys, articles and times", why="A vector of 32 numbers has 128 bytes, and is not needed here.")


@check(points=2)
def test_erasure(submission, client, support, kept, rng, seed):
    """An erased article is gone from every moment, and the others are not touched"""
    events = support.history(rng, seed, 600, 2400)
    name, rows = kept(events)
    articles = sorted({r["article"] for r in rows})
    chosen = [articles[int(i)] for i in rng.choice(len(articles), size=200, replace=False)]
    wanted = {r["id"] for r in rows if r["article"] in set(chosen)}
    call = f"erase() of 200 articles, which have {len(wanted)} versions, and of one that is unknown"
    given = submission.erase(client, name, [*chosen, 7])
    left = there(client, support, name)
    still = [i for i in wanted if i in left]
    if still and all(left[i][2] != support.FOREVER for i in still) and not any(r["id"] in left for r in rows if r["id"] in wanted and r["valid_to"] == support.FOREVER):
        misconception("only-the-current-version", evidence=f"{len(still)} versions that have ended are still there, and none that holds", called=call, returned=f"{len(still)} versions left, among them {left[still[0]][3]!r}", expected="none", why="The search no longer finds them. Who asks as of last week?")
    same(len(still), 0, called=f"the versions of the erased articles after {call}", why="All of them, also those that have ended.")
    same(len(left), len(rows) - len(wanted), called=f"the versions that are left after {call}", why="Nobody else's.")
    same(given, len(wanted), called=call, why="How many versions that were.")
    same(submission.erase(client, name, []), 0, called="erase() of no article", why="Nothing is asked for, and nothing goes.")
    same(len(there(client, support, name)), len(left), called="the versions after erase() of no article", why="Nothing is asked for, and nothing goes.")
