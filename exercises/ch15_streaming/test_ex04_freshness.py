"""Checks of ch15/ex04. The clock is the check's own: it advances while a poll waits, and by 0.3 s for each write."""

import pytest

from grader.checks import check, misconception, require, same

WRITE, MOST = 0.3, 300


class Stream:
    """What arrives when, and what was written when."""

    def __init__(self, milvus, arrivals, vectors):
        self.milvus, self.now, self.heard, self.polls = milvus, 0.0, 0, 0
        self.rows = [{"id": 1000 + n, "at": at, "vector": vectors[n % len(vectors)]} for n, at in enumerate(arrivals)]
        self.given = 0
        self.writes = []  # (time of its end, keys, rows waiting before it)
        self.overslept = 0

    def settle(self, support):
        """Each write since the last question took its time."""
        calls = [c for c in self.milvus.calls() if c.method in ("Insert", "Upsert") and c.answered]
        for call in calls[self.heard :]:
            self.now += WRITE
            self.writes.append((self.now, support.keys_in(call)))
        self.heard = len(calls)

    def functions(self, support, promise):
        def clock():
            self.settle(support)
            return round(self.now, 4)

        def poll(wait):
            self.settle(support)
            self.polls += 1
            wait = max(0.001, float(wait))
            written = {k for _, keys in self.writes for k in keys}
            waiting = [r for r in self.rows[: self.given] if r["id"] not in written]
            until = self.now + wait
            if self.given == len(self.rows) and (not self.rows or until >= self.rows[-1]["at"] + 3):
                self.now = max(self.now, self.rows[-1]["at"] + 3) if self.rows else self.now
                return None
            following = self.rows[self.given]["at"] if self.given < len(self.rows) else float("inf")
            self.now = max(self.now, min(until, following))
            if waiting and self.now > waiting[0]["at"] + promise and wait > promise:
                self.overslept += 1
            arrived = [r for r in self.rows[self.given :] if r["at"] <= self.now]
            self.given += len(arrived)
            return arrived

        return poll, clock


def fewest(rows, promise):
    """How many writes it takes at least, about: each is full, or as late as it may be."""
    count, waiting, now = 0, [], 0.0
    for row in rows:
        while waiting and row["at"] > waiting[0] + promise - 0.4:
            now = max(now, waiting[0] + promise - 0.4) + WRITE
            count, waiting = count + 1, waiting[MOST:]
        waiting.append(row["at"])
        if len(waiting) >= MOST:
            now = max(now, row["at"]) + WRITE
            count, waiting = count + 1, waiting[MOST:]
    return count + (1 if waiting else 0)


@pytest.fixture
def table(client, support, fresh):
    return support.collection(client, fresh("offers"), [("at", "DOUBLE", {})], level="Bounded")


def played(submission, client, milvus, support, table, seed, arrivals, promise):
    vectors, _ = support.pool(seed)
    milvus.forget()
    stream = Stream(milvus, arrivals, vectors)
    poll, clock = stream.functions(support, promise)
    submission.run(client, table, poll, clock, promise)
    stream.settle(support)
    return stream


def judge(stream, support, client, table, promise, called):
    ends = {}
    for end, keys in stream.writes:
        for key in keys:
            ends.setdefault(key, end)
    missing = [r for r in stream.rows if r["id"] not in ends]
    require(not missing, called=called, returned=f"{len(missing)} of {len(stream.rows)} rows were never written, the first of them arrived at {missing[0]['at']:.2f} s" if missing else "", expected="every row", why="What is left at the end of the stream also has to be written.")
    same(support.count(client, table), len(stream.rows), called=f"count(*) after {called}", why="One row per offer.")
    big = [len(keys) for _, keys in stream.writes if len(keys) > MOST]
    require(not big, called=called, returned=f"a write of {big[:1]} rows", expected=f"at most {MOST}")
    late = [(ends[r["id"]] - r["at"], r) for r in stream.rows if ends[r["id"]] - r["at"] > promise + 1e-6]
    if late:
        worst, row = max(late, key=lambda each: each[0])
        told = dict(called=called, returned=f"{len(late)} of {len(stream.rows)} rows too late; the one of {row['at']:.2f} s was written after {worst:.1f} s", expected=f"at most {promise} s")
        partial = [keys for _, keys in stream.writes[:-1] if len(keys) < MOST]
        if not partial and len(stream.writes) > 1:
            misconception("a-batch-has-to-be-full", evidence=f"every write but the last had {MOST} rows", why="How long does it take to fill one, when a row comes every 0.7 seconds?", **told)
        if stream.overslept and all(any(abs(e - ends[r["id"]]) < 1e-9 for e, _ in stream.writes) for _, r in late):
            misconception("the-clock-ticks-with-the-messages", evidence=f"{stream.overslept} times a poll waited past the moment at which a waiting row was due", why="Nothing arrives in a silence, so nobody looks at the clock. How long may a poll wait, at most?", **told)
        require(False, why="Waiting and writing together have to fit into the promise.", **told)


@check(points=3)
def test_in_time(submission, client, milvus, support, table, rng, seed):
    """Whatever arrives is written in time: a trickle, a crowd, a silence"""
    arrivals, at = [], 0.5
    for _ in range(12):
        arrivals.append(round(at, 3))
        at += 0.7
    at += 2
    arrivals += [round(at, 3)] * 750  # a crowd, all in one moment
    arrivals += [round(at + 0.9 + 0.001 * n, 3) for n in range(200)]
    at += 6
    arrivals += [round(at, 3), round(at + 0.2, 3), round(at + 24, 3)]  # two rows, then a silence
    for promise in (float(rng.choice([2.0, 2.5, 3.0])), 1.5):
        name_of = f"run() with promise={promise}, for {len(arrivals)} rows over {arrivals[-1]:.0f} s"
        stream = played(submission, client, milvus, support, table, seed, arrivals, promise)
        judge(stream, support, client, table, promise, name_of)


@check(points=3, after="test_in_time")
def test_few_writes(submission, client, milvus, support, table, rng, seed):
    """Rows wait for company as long as the promise allows"""
    at, arrivals = 0.2, []
    for _ in range(900):
        at += float(rng.exponential(0.05))
        arrivals.append(round(at, 3))
    for promise in (2.0, 5.0):
        stream = played(submission, client, milvus, support, table, seed, arrivals, promise)
        called = f"run() with promise={promise}, for 900 rows over {arrivals[-1]:.0f} s"
        judge(stream, support, client, table, promise, called)
        least = fewest(stream.rows, promise)
        require(len(stream.writes) <= 1.35 * least + 2, called=called, returned=f"{len(stream.writes)} writes", expected=f"about {least}: each row may wait {promise - 0.4:.1f} s for others", why="A write has a fixed price. A consumer that writes too early pays it more often.")


@check(points=1, after="test_in_time")
def test_nothing_and_one(submission, client, milvus, support, table, seed):
    """A stream without a row, and one with a single row"""
    stream = played(submission, client, milvus, support, table, seed, [], 2.0)
    require(not stream.writes, called="run() of an empty stream", returned=f"{len(stream.writes)} writes", expected="none")
    stream = played(submission, client, milvus, support, table, seed, [3.25], 2.0)
    judge(stream, support, client, table, 2.0, "run() of a stream with one row")


@check(points=2, after="test_in_time")
def test_found_by_its_writer(submission, client, milvus, support, table, seed):
    """Whether a row of its own is found is asked at the level that promises it"""
    played(submission, client, milvus, support, table, seed, [0.5, 0.6], 2.0)
    milvus.forget()
    same(submission.found(client, table, 1001), True, called="found() of a row that was written", why="It is there.")
    same(submission.found(client, table, 77), False, called="found() of an id that was never written", why="It is not there.")
    reads = milvus.reads()
    require(len(reads) >= 2, called="found()", returned=f"{len(reads)} reads of Milvus in two calls", expected="one per call", why="What a program remembers having written proves nothing.")
    levels = sorted({c.level for c in reads})
    require(levels == ["Session"], called="found()", returned=f"a read at {', '.join(levels)}", expected="the level at which a client sees its own writes", why="Bounded may answer from before the write. Strong waits for everyone's writes, which nobody asked for.")
