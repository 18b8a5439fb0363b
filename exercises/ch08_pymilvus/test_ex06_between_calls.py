"""Checks of ch08/ex06. What is slow is what is sent: the tap counts, so that no clock is needed."""

import pytest

from grader.checks import check, fail, misconception, require, same

ROWS = 700
READY = {"Connect", "DescribeCollection", "GetVersion", "HasCollection", "ShowCollections", "GetLoadState"}
"""What a client may send once, at its start."""


class Room:
    def __init__(self, name, rows, spare):
        self.name, self.rows, self.spare = name, rows, spare

    def words(self, ids):
        known = {r["id"]: r["word"] for r in self.rows}
        return [known.get(i) for i in ids]


@pytest.fixture(scope="module")
def _rooms():
    return {}


@pytest.fixture
def room(client, seed, rng, support, _rooms):
    if "it" not in _rooms:
        rows = support.draw(seed, rng, ROWS + 500)
        support.store(client, "room", rows[:ROWS], [("word", "VARCHAR", {"max_length": 64})])
        _rooms["it"] = Room("room", rows[:ROWS], rows[ROWS:])
    return _rooms["it"]


def spared(milvus, support, work, wanted, times, called):
    """Fail where more was sent than the calls that do the work, and what is needed once."""
    heard = milvus.calls()
    connects = sum(c.method == "Connect" for c in heard)
    told = {"called": called, "returned": support.names(heard), "expected": wanted}
    flushes = [c for c in heard if c.method in ("Flush", "FlushAll")]
    if flushes:
        misconception("flush-makes-it-visible", **told, evidence=f"Milvus heard {len(flushes)} Flush, which took {sum(c.seconds for c in flushes):.1f} s",
                      why="A search sees rows that were not flushed, if it asks for them. What does it ask with?")
    if connects > 1 and connects >= times:
        misconception("a-client-per-call", **told, evidence=f"{connects} connections were made", why="A connection serves any number of calls, and of threads. Where could it live between them?")
    others = [c for c in heard if c.method not in work]
    idle = [c for c in others if c.method not in READY]
    require(not idle, **told, why="What does the rest do that has not been done already?")
    require(len(others) <= 4, **told, why="What is known once need not be asked again.")
    done = len(heard) - len(others)
    require(done == times, **told, why="One call does it, if it is given everything at once." if done > times else "")


@check(points=3)
def test_similar(submission, milvus, support, rng, room):
    """A search costs one call, and sees what this process remembered"""
    called = f"12 times similar(uri, {room.name!r}, vector, 6)"
    milvus.forget()
    for _ in range(12):
        query = support.near(rng, room.rows)
        found = submission.similar(milvus.uri, room.name, query, 6)
        same(found, [r["word"] for r in support.nearest(room.rows, query, 6)], called=f"similar(uri, {room.name!r}, vector, 6)", why="The words of the nearest notes, nearest first.")
    heard = milvus.calls()
    spared(milvus, support, {"Search"}, "12 × Search, and at most what is needed once", 12, called)
    levels = {c.level for c in heard if c.method == "Search"}
    if not levels & {"Session", "Strong"}:
        note = {**room.spare.pop(), "vector": [-x for x in room.rows[0]["vector"]]}
        submission.remember(milvus.uri, room.name, [note])
        room.rows.append(note)
        found = submission.similar(milvus.uri, room.name, note["vector"], 1)
        seen = "and this time it was found" if found == [note["word"]] else "and a note remembered just before was not found"
        misconception("written-is-seen", evidence=f"the search asked for {', '.join(levels)}, {seen}", called="remember(…), then similar(…)", returned=found, expected=f"{[note['word']]}, every time",
                      why="Which levels promise that you read your own writes?")
    require(len(levels) == 1 and levels <= {"Session", "Strong"}, called=called, returned=f"searches at the levels {levels}", expected="one that sees your own writes")


@check(points=2)
def test_remember(submission, milvus, client, support, room):
    """Notes are stored in one message, and found at once"""
    notes = [room.spare.pop() for _ in range(400)]
    submission.remember(milvus.uri, room.name, [room.spare.pop()])  # the schema may be asked for here
    milvus.forget()
    submission.remember(milvus.uri, room.name, notes)
    spared(milvus, support, {"Insert", "Upsert"}, "one Upsert, or one Insert", 1, "remember(uri, name, notes) with 400 notes")
    same(support.count(client, room.name, filter=f"id in {[n['id'] for n in notes]}"), 400, called="count(*) of 400 notes after remember()")
    changed = {**notes[0], "word": "changed"}
    milvus.forget()
    submission.remember(milvus.uri, room.name, [changed])
    require(not support.inserted_again(milvus), called="remember() of a note that is there already", returned="an Insert", expected="a call that replaces the note", why="A server keeps both rows of two inserts with one key; Milvus Lite happens to replace the first.")
    same(submission.words_of(milvus.uri, room.name, [changed["id"]]), ["changed"], called="words_of() of a note that was remembered a second time", why="It was there already, and a note has one word.")
    weak = [c for c in milvus.reads() if c.consistency not in ("Session", "Strong")]
    require(not weak, called="remember(…), then words_of(…)", returned=f"the right word, this time, by a read that asks for {weak[0].level if weak else ''}", expected="one that sees your own writes", why="Which levels promise that you read your own writes?")
    same(support.count(client, room.name, filter=f"id == {changed['id']}"), 1, called="count(*) of a note that was remembered a second time")
    client.upsert(room.name, [{**changed, "word": "elsewhere"}])  # as another process does it
    support.count(client, room.name)
    same(submission.words_of(milvus.uri, room.name, [changed["id"]]), ["elsewhere"], called="words_of() of a note that another process has replaced since", why="What this process stored once is not what is there.")
    submission.remember(milvus.uri, room.name, [changed])
    word = client.get(room.name, ids=[changed["id"]], output_fields=["word"], consistency_level="Strong")[0]["word"]
    same(word, "changed", called="the word of a note that was remembered, replaced by another process, and remembered just so again")
    submission.remember(milvus.uri, room.name, [{**notes[1], "word": ""}])
    same(submission.words_of(milvus.uri, room.name, [notes[1]["id"]]), [""], called="words_of() of a note whose word is empty", why="None is for an id that is not there.")
    milvus.forget()
    submission.remember(milvus.uri, room.name, [])
    require(sum(c.rows for c in milvus.calls()) == 0, called="remember(uri, name, [])", returned=support.names(milvus.calls()), expected="nothing written")


@check(points=3)
def test_words_of(submission, milvus, support, rng, room):
    """Many words cost one question, in the order of the ids"""
    ids = [room.rows[int(i)]["id"] for i in rng.permutation(len(room.rows) - 1)[:190]]
    ids[10:10] = [5, 7, ids[3]]  # two that are not there, and one that is asked for twice
    called = f"words_of(uri, {room.name!r}, {len(ids)} ids)"
    milvus.forget()
    milvus.reverse()  # a server promises no order, and Milvus Lite happens to keep one
    found = submission.words_of(milvus.uri, room.name, ids)
    heard = milvus.calls("Query")
    expected = room.words(ids)
    there = [w for w in expected if w is not None]
    if found != expected and len(heard) == 1 and isinstance(found, list) and sorted(map(str, set(found))) == sorted(set(there)):
        misconception("get-keeps-the-order", evidence=f"the {len(set(there))} words that are there came back, in an order that is not that of the ids, and without a place for those that are missing", called=called,
                      returned=f"{found[:4]} … ({len(found)})", expected=f"{expected[:4]} … ({len(expected)})", why="get() is a query. In which order do its rows come, and what of an id that is not there?")
    same(found, expected, called=called, why="A word for each id, at its place; None where there is no note.")
    spared(milvus, support, {"Query"}, "one Query", 1, called)
    milvus.forget()
    same(submission.words_of(milvus.uri, room.name, []), [], called="words_of(uri, name, [])")


@check(points=1, after="test_similar")
def test_own_writes(submission, milvus, support, rng, room):
    """Each of eight notes is found right after it was remembered"""
    for _ in range(8):
        note = room.spare.pop()
        note = {**note, "vector": [float(x) for x in rng.normal(size=support.DIM)]}
        submission.similar(milvus.uri, room.name, note["vector"], 1)  # whoever keeps this answer gives it again
        submission.remember(milvus.uri, room.name, [note])
        same(submission.similar(milvus.uri, room.name, note["vector"], 1), [note["word"]], called="similar() right after remember()", why="A reader looks at once.")
