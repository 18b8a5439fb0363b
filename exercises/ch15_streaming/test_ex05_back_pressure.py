"""Checks of ch15/ex05. The tap refuses; the partition and its clock are the check's own."""

import pytest

from grader.checks import SubmissionError, check, misconception, require, same

SILENT = 5.0
BATCH = 100


class Partition:
    """A partition, a group that wants to hear of its member, and what was tried when."""

    def __init__(self, milvus, support, rows, pauses=()):
        self.milvus, self.support = milvus, support
        self.messages = [{"offset": n, "row": row} for n, row in enumerate(rows)]
        self.at, self.now, self.polled, self.paused = 0, 0.0, 0.0, False
        self.quiet = set(pauses)  # polls that find nothing, as in a log in which nothing happens
        self.polls, self.committed, self.commits = 0, 0, []
        self.out = False
        self.attempts, self.heard = [], 0  # (time, keys, whether it was written)
        self.wrong, self.given_while_refused, self.longest = [], 0, 0.0

    def settle(self):
        calls = [c for c in self.milvus.calls() if c.method in ("Upsert", "Insert") and c.status]
        for call in calls[self.heard :]:
            self.attempts.append((self.now, tuple(self.support.keys_in(call)), call.answered))
        self.heard = len(calls)

    @property
    def refused(self):
        return bool(self.attempts) and not self.attempts[-1][2]

    def alive(self):
        silent = self.now - self.polled
        self.longest = max(self.longest, silent)
        if silent > SILENT + 1e-6:
            self.out = True
            raise RuntimeError(f"thrown out of the group: no poll for {silent:.1f} s")

    def poll(self, wait):
        self.settle()
        self.alive()
        self.polls += 1
        self.polled = self.now
        if self.polls > 4000:
            raise RuntimeError("4,000 polls, and no end")
        if self.paused or self.polls in self.quiet:
            self.now += min(max(0.0, float(wait)), SILENT)
            self.polled = self.now
            return []
        if self.at >= len(self.messages):
            return None
        batch = self.messages[self.at : self.at + BATCH]
        if self.refused:
            self.given_while_refused += len(batch)
        self.at += len(batch)
        return batch

    def commit(self, offset):
        self.settle()
        self.alive()
        self.commits.append(int(offset))
        written = {k for _, keys, ok in self.attempts if ok for k in keys}
        lost = [m["offset"] for m in self.messages[self.committed : int(offset)] if m["row"]["id"] not in written]
        if lost or self.refused:
            self.wrong.append(f"commit({offset}) while the rows before it were not written")
        if not self.committed <= int(offset) <= self.at:
            self.wrong.append(f"commit({offset}), where {self.at} messages were given and {self.committed} is committed")
        self.committed = int(offset)

    def pause(self):
        self.settle()
        if self.paused:
            self.wrong.append("pause() of what is paused")
        if not self.refused:
            self.wrong.append("pause() although nothing was refused")
        self.paused = True

    def resume(self):
        self.settle()
        if not self.paused:
            self.wrong.append("resume() of what is not paused")
        if self.refused:
            self.wrong.append("resume() before the rows were written")
        self.paused = False

    def sleep(self, seconds):
        self.settle()
        if self.refused and not self.paused:
            self.wrong.append("sleep() after a refusal, before pause()")
        self.now += max(0.0, float(seconds))


def rows_of(seed, rng, support, n):
    """n rows; some ids come again, a few within one batch, with another vector."""
    vectors, _ = support.pool(seed)
    keys = support.ids(rng, n)
    for k in range(30, n, 37):
        keys[k] = keys[k - 1 - int(rng.integers(min(k, 160) - 1))]
    return [{"id": key, "vector": vectors[int(rng.integers(len(vectors)))]} for key in keys]


@pytest.fixture
def table(client, support, fresh):
    return support.collection(client, fresh("offers"), [])


def run(submission, client, milvus, support, table, rows, refusals=0, pauses=()):
    """(partition, the error that ended it or None); `refusals`: so many writes are refused from the second on."""
    milvus.forget()
    partition = Partition(milvus, support, rows, pauses)
    one = partition
    if refusals:
        given = one.poll

        def poll(wait):
            batch = given(wait)
            if batch and one.at == 2 * BATCH:  # the second batch is on its way: from here on Milvus refuses
                milvus.fail_next("Upsert", times=refusals, code="RESOURCE_EXHAUSTED")
            return batch
    else:
        poll = one.poll
    try:
        submission.load(client, table, poll, one.commit, one.pause, one.resume, one.sleep)
    except SubmissionError as error:
        one.settle()
        return one, error
    one.settle()
    return one, None


def compare(client, support, table, rows, called):
    expected = {row["id"]: row for row in rows}
    found = support.everything(client, table)
    missing = [i for i in expected if i not in found]
    require(not missing, called=called, returned=f"{len(missing)} of {len(expected)} ids are missing", expected="every row", why="A refused batch has not been written.")
    same(support.count(client, table), len(expected), called=f"count(*) after {called}", why="One row per id.")
    old = [i for i, row in expected.items() if abs(found[i]["vector"][0] - row["vector"][0]) > 1e-5]
    require(not old, called=called, returned=f"{len(old)} ids have an earlier row, among them {old[:1]}", expected="the later message counts")


@check(points=1)
def test_a_good_day(submission, client, milvus, support, table, rng, seed):
    """Where Milvus takes everything, every batch is written and committed"""
    rows = rows_of(seed, rng, support, 730)
    called = "load() of 730 messages"
    one, error = run(submission, client, milvus, support, table, rows, pauses=(3, 4))
    if error is not None:
        raise error
    compare(client, support, table, rows, called)
    support.no_key_twice(milvus, called)
    same(one.committed, 730, called=f"what is committed after {called}", why="The offset at which the group continues is the next one.")
    require(not one.wrong, called=called, returned=one.wrong[0] if one.wrong else "", expected="commits of what is written, and no pause")
    require(len(one.commits) >= 8, called=called, returned=f"{len(one.commits)} commits", expected="one after each of 8 batches", why="Whatever is not committed comes again after a crash.")
    writes = [a for a in one.attempts if a[2]]
    require(len(writes) <= 16, called=called, returned=f"{len(writes)} writes", expected="one or two per batch")


@check(points=3, after="test_a_good_day")
def test_the_same_batch_again(submission, client, milvus, support, table, rng, seed):
    """While Milvus refuses, it pauses, holds one batch, and tries it again"""
    rows = rows_of(seed, rng, support, 900)
    refusals = int(rng.integers(6, 10))
    called = f"load() of 900 messages, while Milvus refuses {refusals} writes"
    one, error = run(submission, client, milvus, support, table, rows, refusals)
    felt = sum(1 for a in one.attempts if not a[2])
    require(felt > 0, called=called, returned="no write that could be refused", expected="a write of the second batch")
    if one.given_while_refused:
        if not one.out and error is None and felt == refusals:
            misconception("read-on-meanwhile", evidence=f"while a batch waited to be written, poll() gave {one.given_while_refused} further messages", called=called, returned=f"{one.given_while_refused + BATCH} rows in memory", expected=f"at most {BATCH}",
                          why="What is not read stays in the log. How can you keep calling poll() without being given anything?")
        require(False, called=called, returned=f"{one.given_while_refused} further messages were read while a batch waited", expected=f"at most {BATCH} rows in memory", why="The log is the buffer.")
    if error is not None and not one.out:
        raise error
    if not one.out:
        require(not one.wrong, called=called, returned=one.wrong[0] if one.wrong else "", expected="pause at the first refusal, resume after the write, commit what is written")
        compare(client, support, table, rows, called)
        same(one.committed, 900, called=f"what is committed after {called}", why="It continues to the end.")
        tries = [keys for _, keys, _ in one.attempts]
        first = next(i for i, a in enumerate(one.attempts) if not a[2])
        require(all(set(keys) == set(tries[first]) for keys in tries[first : first + refusals + 1]), called=called, returned="an attempt with other rows", expected="the same rows, until they are written", why="What comes later must not overtake them.")


@check(points=3, after="test_the_same_batch_again")
def test_the_group_hears_of_it(submission, client, milvus, support, table, rng, seed):
    """However long it takes, the group hears of it every five seconds"""
    rows = rows_of(seed, rng, support, 450)
    refusals = int(rng.integers(18, 24))
    called = f"load() of 450 messages, while Milvus refuses {refusals} writes"
    one, error = run(submission, client, milvus, support, table, rows, refusals)
    if one.out:
        told = dict(called=called, returned=f"no poll for {one.longest:.1f} s: thrown out of the group", expected="a poll at least every 5 s")
        if one.paused:
            misconception("sleep-until-it-is-over", evidence=f"it paused, and then slept {one.longest:.1f} s between two polls", why="A paused partition gives nothing, so poll() costs nothing. Who else would tell the group that you are alive?", **told)
        require(False, why="A member that does not poll is taken for dead.", **told)
    if error is not None:
        raise error
    compare(client, support, table, rows, called)
    same(one.committed, 450, called=f"what is committed after {called}", why="It continues to the end.")
    times = [at for at, _, _ in one.attempts]
    first = next(i for i, a in enumerate(one.attempts) if not a[2])
    waits = [round(b - a, 3) for a, b in zip(times[first : first + refusals], times[first + 1 : first + refusals + 1], strict=True)]
    require(waits[0] >= 0.5, called=called, returned=f"{waits[0]} s before the second attempt", expected="0.5 s or more", why="A busy server is not helped by being asked at once.")
    short = [(a, b) for a, b in zip(waits, waits[1:], strict=False) if b < a - 1e-6]
    require(not short, called=called, returned=f"{short[0][1]} s after {short[0][0]} s" if short else "", expected="waits that do not become shorter")
    require(max(waits) <= 5 + 1e-6, called=called, returned=f"a wait of {max(waits)} s", expected="5 s at most")


@check(points=1, after="test_a_good_day")
def test_what_stays_is_raised(submission, client, milvus, support, table, rng, seed):
    """Another error is raised after one attempt, and its batch is not committed"""
    rows = rows_of(seed, rng, support, 250)
    milvus.forget()
    one = Partition(milvus, support, rows)

    def poll(wait):
        batch = one.poll(wait)
        if batch and one.at == 2 * BATCH:
            milvus.fail_next("Upsert", code="PERMISSION_DENIED")
        return batch

    called = "load(), while Milvus answers PERMISSION_DENIED to the second write"
    with submission.raises("RpcError", "MilvusException"):
        submission.load(client, table, poll, one.commit, one.pause, one.resume, one.sleep)
    one.settle()
    require(len([a for a in one.attempts if not a[2]]) == 1, called=called, returned=f"{len([a for a in one.attempts if not a[2]])} attempts", expected="one", why="Permission does not come by asking again.")
    same(one.committed, BATCH, called=f"what is committed after {called}", why="The first batch is written, the second is not.")
