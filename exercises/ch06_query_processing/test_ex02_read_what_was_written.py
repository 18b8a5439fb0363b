"""Checks of ch06/ex02. A writer of the grader's own inserts all the time, from another process than the submission's."""

import contextlib
import threading
import time

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

ROWS, BURST, ROUNDS = 1300, 20, 3


class Desk:
    """The collection, and what was written to it by whom."""

    def __init__(self, client, name, rows, spare):
        self.client, self.name, self.rows, self.spare = client, name, rows, spare
        self.written = len(rows)

    def burst(self, n):
        """Write n tickets far from all words, and count them when the insert has returned."""
        batch = [self.spare.pop() for _ in range(n)]
        self.client.insert(self.name, batch)
        self.written += n

    @contextlib.contextmanager
    def writer(self):
        """Another client that writes a ticket every 40 ms."""
        done = threading.Event()

        def write():
            while not done.wait(0.04):
                self.burst(1)

        thread = threading.Thread(target=write, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join(20)


@pytest.fixture(scope="module")
def _desks():
    return {}


@pytest.fixture
def desk(client, seed, support, _desks):
    if "it" not in _desks:
        rng = np.random.default_rng([seed, 62])
        rows = support.draw(seed, rng, ROWS + 50)
        spare = [{**row, "id": row["id"] + 2_000_000, "vector": [10 * x for x in row["vector"]]} for row in rows[:900]]
        support.store(client, "tickets", rows[:ROWS], [("word", "VARCHAR", {"max_length": 64})])
        made = Desk(client, "tickets", rows[:ROWS], spare)
        made.own = rows[ROWS : ROWS + 50]  # what the submission inserts
        _desks["it"] = made
    return _desks["it"]


def reads(milvus):
    """Searches and queries that the tap heard."""
    return milvus.reads()


def no_flush(milvus, call):
    flushed = [c for c in milvus.calls() if c.method in ("Flush", "FlushAll")]
    if flushed:
        misconception("flush-makes-it-visible", evidence=f"Milvus heard {len(flushed)} Flush; it took {sum(c.seconds for c in flushed):.1f} s",
                      called=call, returned="a flush", expected="no flush",
                      why="A search sees rows that were not flushed. What decides is how fresh an answer it asks for.")


@check(points=3)
def test_own_ticket(submission, milvus, desk, support):
    """The ticket just inserted is the first of the list"""
    call = f'add_and_list(client, "{desk.name}", ticket)'
    with desk.writer():
        for turn in range(ROUNDS):
            ticket = desk.own.pop()
            if turn:  # the customer writes again about the same: the ticket before this one has to be second
                ticket["vector"] = [0.98 * x for x in desk.rows[-1]["vector"]]
            milvus.forget()
            found = support.ids_of(submission.add_and_list(desk.client, desk.name, ticket), call)
            no_flush(milvus, call)
            inserted = [c for c in milvus.calls() if c.method in ("Insert", "Upsert")]
            require(bool(inserted), called=call, returned="nothing was inserted", expected="one Insert", why="The ticket has to be stored.")
            desk.written += 1
            expected = [ticket["id"], *(r["id"] for r in support.nearest(desk.rows, ticket["vector"], 4))]
            levels = sorted({c.level for c in reads(milvus)})
            if ticket["id"] not in found and levels and not {"Session", "Strong"} & set(levels):
                level = " and ".join(levels)
                misconception("insert-is-visible", evidence=f"in round {turn + 1} the search asked for {level}, and the ticket inserted just before was not among the hits",
                              called=call, returned=f"{found}, without the ticket {ticket['id']}", expected=f"{ticket['id']} first",
                              why="An insert that has returned is safe, but a search may answer from some seconds ago. Which levels promise that you read your own writes?")
            same(found, expected, called=call, why="Itself first, then the four tickets nearest to it, those of this process included.")
            if levels and not {"Session", "Strong"} & set(levels):
                misconception("insert-is-visible", evidence=f"in round {turn + 1} the search asked for {' and '.join(levels)}, which does not wait for this process's writes",
                              called=call, returned="the right list, this time", expected="a search that promises it",
                              why="An insert that has returned is safe, but a search may answer from some seconds ago. Which levels promise that you read your own writes?")
            require(bool(levels) and set(levels) <= {"Session", "Strong"}, called=call, returned=f"the right list, at the level {levels or 'none'}", expected="a search that promises it",
                    why="The list was right this time. Two levels promise it every time, however busy the server is.")
            desk.rows.append(ticket)


@check(points=3)
def test_audit(submission, milvus, desk):
    """Every ticket that was written before is counted, whichever client wrote it"""
    reader = submission.spawn()
    call = f'audit(client, "{desk.name}"), in a process that has written nothing,'
    with desk.writer():
        for _ in range(ROUNDS):
            desk.burst(BURST)
            before = desk.written
            milvus.forget()
            found = reader.audit(desk.client, desk.name)
            no_flush(milvus, call)
            most = desk.written + 1  # one may be on its way
            if isinstance(found, bool) or not isinstance(found, (int, np.integer)):
                fail(called=call, returned=repr(found), expected="a whole number", why="It counts tickets.")
            levels = [c.consistency for c in reads(milvus)]
            expected = f"{before} or a few more"
            if not levels and milvus.calls("GetCollectionStatistics"):
                misconception("statistics-are-a-count", evidence="Milvus heard GetCollectionStatistics and no query",
                              called=call, returned=found, expected=expected, why="Statistics count flushed segments. Which query counts rows?")
            if found < before and "Session" in levels:
                misconception("session-sees-everybody", evidence=f"the query asked for Session, and {before - found} tickets that others had written were missing",
                              called=call, returned=found, expected=expected,
                              why="Session waits for what *this client* has written. Which level waits for every client's writes?")
            require(found >= before, called=call, returned=f"{found}; the query asked for {levels or 'nothing'}", expected=expected,
                    why="Their inserts had returned before the call. Which level waits for all of them?")
            require(found <= most, called=call, returned=found, expected=f"at most {most}", why="A ticket counts once.")
            if "Session" in levels and "Strong" not in levels:  # right by luck: on a busy machine the mark came meanwhile
                misconception("session-sees-everybody", evidence="the query asked for Session in a process that has written nothing",
                              called=call, returned=f"{found}, right this time", expected="a read that promises it",
                              why="Session waits for what *this client* has written. Which level waits for every client's writes?")
            require(bool(levels) and set(levels) == {"Strong"}, called=call, returned=f"{found}, at the level {levels}", expected="reads that promise it, and no other",
                    why="The number was right this time. Only one level promises it every time, however busy the server is."
                    + " (An iterator reads at the collection's level, whatever it is given.)" * ("default" in levels))


@check(points=2)
def test_suggest_does_not_wait(submission, milvus, desk, rng, support):
    """A suggestion is right about older tickets, and does not wait for the newest"""
    reader = submission.spawn()
    query, another = support.near(rng, desk.rows), support.near(rng, desk.rows)
    call = f'suggest(client, "{desk.name}", vector, 6)'
    with desk.writer():
        time.sleep(0.2)
        milvus.forget()
        found = support.ids_of(reader.suggest(desk.client, desk.name, query, 6), call)
        again = support.ids_of(reader.suggest(desk.client, desk.name, another, 5), f'suggest(client, "{desk.name}", another vector, 5)')
        no_flush(milvus, call)
    heard = reads(milvus)
    waits = [c for c in heard if c.consistency == "Strong"]
    if waits:
        misconception("strong-everywhere", evidence=f"the search asked for Strong, and Milvus took {waits[-1].seconds * 1000:.0f} ms; without waiting it takes a few",
                      called=call, returned="a search that waits", expected="one that does not",
                      why="Strong waits until the node has seen all writes up to now. Nobody needs that at a key stroke.")
    require(bool(heard), called=call, returned="no search", expected="a search", why="The tickets are in Milvus.")
    # Tickets that add_and_list inserted may be among the nearest, or not be seen yet: they do not count here.
    own = {r["id"] for r in desk.rows[ROWS:]}
    for ids, vector, k in ((found, query, 6), (again, another, 5)):
        call = f'suggest(client, "{desk.name}", vector, {k})'
        expected = [r["id"] for r in support.nearest(desk.rows[:ROWS], vector, k)]
        kept = [i for i in ids if i not in own]
        require(len(ids) == k, called=call, returned=f"{len(ids)} ids", expected=f"{k} ids", why="There are more tickets than that.")
        require(len(set(ids)) == k and len(kept) >= k - len(own), called=call, returned=f"{ids}", expected=f"{k} tickets, no two the same, most of them older ones",
                why="What was written a moment ago may be missing; what was there before may not.")
        same(kept, expected[: len(kept)], called=call, why="The nearest tickets to this vector, nearest first.")
    # What is some seconds old is seen by then; what was kept from the first call is not.
    new = {"id": 3_000_001, "word": "asked for", "vector": query}
    desk.client.insert(desk.name, [new])
    desk.written += 1
    desk.rows.append(new)
    desk.client.query(desk.name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    call, end, found = f'suggest(client, "{desk.name}", vector, 6), again and again for 15 s after a ticket with just this vector was stored', time.monotonic() + 15, []
    while new["id"] not in found and time.monotonic() < end:
        found = support.ids_of(reader.suggest(desk.client, desk.name, query, 6), call)
    require(new["id"] in found, called=call, returned=f"{found}, without it", expected=f"{new['id']} among them", why="Some seconds old is fine, and as old as the first time that it was asked for is not.")
