"""Checks of ch15/ex03. The log of the first checks is a list, so that each delivery is known; the last one reads a broker."""

import json
from collections import Counter

import pytest

from grader.checks import check, misconception, no_second_row, require, same

FIELDS = [("visitor", "VARCHAR", {"max_length": 60}), ("offer", "INT64", {})]
PARTITIONS = 4


class Log:
    """Four partitions, what a group has committed of each, and what a process was given."""

    def __init__(self, messages):
        self.messages = messages
        self.committed = dict.fromkeys(range(PARTITIONS), 0)
        self.commits, self.polls, self.on_commit, self.on_poll = [], [], None, None
        self.start()

    def start(self):
        """A new process: it is given what was not committed."""
        self.at = dict(self.committed)
        self.polls.append([])

    def end(self, partition):
        return 1 + max((m["offset"] for m in self.messages if m["partition"] == partition), default=-1)

    def poll(self, most):
        most = max(1, min(int(most), 500))
        if self.on_poll:
            self.on_poll()
        batch = [m for m in self.messages if m["offset"] >= self.at[m["partition"]]][:most]
        for message in batch:
            self.at[message["partition"]] = message["offset"] + 1
        self.polls[-1].append(len(batch))
        return batch

    def commit(self, partition, offset):
        if self.on_commit:
            self.on_commit(partition, offset)
        self.commits.append((partition, offset))
        self.committed[int(partition)] = int(offset)


def looks(seed, rng, support, n):
    """n messages over four partitions of different lengths: some equal, some tombstones, some that cannot be used."""
    vectors, _ = support.pool(seed)
    ends = Counter()
    found = []
    for number in range(n):
        partition = int(rng.choice(PARTITIONS, p=[0.5, 0.3, 0.15, 0.05]))
        value = json.dumps({"offer": int(rng.integers(1000, 1040)), "vector": vectors[int(rng.integers(40))]})
        key = f"visitor {int(rng.integers(30))}"
        if number and rng.random() < 0.1:
            key, value = found[-1]["key"], found[-1]["value"]  # a visitor who looks twice
        if number % 41 == 7:
            value = [None, "not JSON", "[1, 2]", '{"offer": 5}', "17"][number // 41 % 5]
        found.append({"partition": partition, "offset": ends[partition], "key": key, "value": value})
        ends[partition] += 1
    for partition in (1, 3):  # the last one of a partition is one that cannot be used: its offset counts all the same
        found.append({"partition": partition, "offset": ends[partition], "key": "visitor 1", "value": [None, "{"][partition // 2]})
    return found


def wanted(messages):
    """How often each look has to be there."""
    found = Counter()
    for message in messages:
        try:
            value = json.loads(message["value"])
            found[message["key"], value["offer"], round(value["vector"][0], 4), round(value["vector"][1], 4)] += 1
        except (TypeError, ValueError, KeyError, IndexError):
            continue
    return found


def stored(client, support, name):
    rows = client.query(name, filter="", output_fields=["visitor", "offer", "vector"], limit=16_000, consistency_level="Strong")
    return Counter((r["visitor"], r["offer"], round(float(r["vector"][0]), 4), round(float(r["vector"][1]), 4)) for r in rows)


def compare(client, support, name, messages, called, doubled=""):
    found, expected = stored(client, support, name), wanted(messages)
    lost, more = expected - found, found - expected
    if more and not lost and doubled and set(more) <= set(expected):
        misconception("a-new-id-for-each-row", evidence=f"{sum(more.values())} looks are there once more than they happened, and none is lost", called=called, returned=f"{sum(found.values())} rows", expected=f"{sum(expected.values())} rows", why=doubled)
    require(not lost, called=called, returned=f"{sum(found.values())} rows; {sum(lost.values())} of {sum(expected.values())} looks are missing", expected="one row per look", why="Every message that can be used has a row, also one that is equal to another.")
    require(not more, called=called, returned=f"{sum(found.values())} rows; {sum(more.values())} more than there were looks", expected=f"{sum(expected.values())} rows", why="One row per message.")


@pytest.fixture
def table(client, support, fresh):
    return support.collection(client, fresh("looks"), FIELDS, key=("id", "VARCHAR", {"max_length": 200}))


@check(points=2)
def test_the_whole_log(submission, client, milvus, support, table, rng, seed):
    """A log that is read once has a row for each look, and is committed to its end"""
    log = Log(looks(seed, rng, support, 1300))
    called = "load() of a log of 1,302 messages"
    submission.load(client, table, log.poll, log.commit)
    compare(client, support, table, log.messages, called)
    ends = {p: log.end(p) for p in range(PARTITIONS)}
    same(log.committed, ends, called=f"what is committed after {called}", why="The offset that is committed is the one at which the group continues: the next one after the last that is done.")
    back = [(a, b) for p in ends for a, b in zip([o for q, o in log.commits if q == p], [o for q, o in log.commits if q == p][1:], strict=False) if b < a]
    require(not back, called=called, returned=f"a commit of {back[:1]}, which goes back", expected="commits that go forward", why="A commit replaces the one before.")
    batches = len([n for n in log.polls[0] if n])
    require(batches >= 4, called=called, returned=f"{batches} batches", expected="batches of up to 200 messages", why="What is in memory is what a crash repeats.")


@check(points=3, after="test_the_whole_log")
def test_nothing_is_lost(submission, client, milvus, support, table, rng, seed):
    """Whatever is committed is in Milvus already"""
    log = Log(looks(seed, rng, support, 900))
    called = "load() of a log of 902 messages"
    early = []

    def on_commit(partition, offset):
        done = [m for m in log.messages if m["partition"] == partition and log.committed[partition] <= m["offset"] < offset]
        lost = wanted([m for m in log.messages if m["offset"] < (offset if m["partition"] == partition else log.committed[m["partition"]])]) - stored(client, support, table)
        if lost and not early:
            early.append((partition, offset, len(done), sum(lost.values())))

    log.on_commit = on_commit
    submission.load(client, table, log.poll, log.commit)
    if early:
        partition, offset, promised, lost = early[0]
        told = dict(called=f"commit({partition}, {offset}) in {called}", returned=f"{lost} of the {promised} messages that it calls done are not in Milvus", expected="all of them in Milvus before the commit")
        log.on_commit = None
        if not wanted(log.messages) - stored(client, support, table):
            misconception("commit-first", evidence=f"{lost} looks were committed before they were written, and written afterwards", why="The process may be killed between the two. What does the next one get, then?", **told)
        require(False, why="Nobody delivers again what is committed.", **told)
    compare(client, support, table, log.messages, called)
    polls = [n for n in log.polls[0] if n]
    require(len(log.commits) >= len(polls), called=called, returned=f"{len(log.commits)} commits for {len(polls)} batches", expected="a commit after each batch, for each partition in it", why="A new start repeats everything from the last commit on.")


@check(points=1, after="test_nothing_is_lost")
def test_a_write_that_fails(submission, client, milvus, support, table, rng, seed):
    """A write that Milvus refuses is made again, or ends the process before its commit"""
    log = Log(looks(seed, rng, support, 500))
    for method in ("Insert", "Upsert"):
        milvus.fail_next(method, code="RESOURCE_EXHAUSTED")
    called = "load() of 502 messages, in which Milvus refuses the first write"
    try:
        submission.spawn().load(client, table, log.poll, log.commit)
    except Exception:  # noqa: BLE001  ending is one of the two ways to be right
        called += ", and which was started again"
        log.start()
        milvus.straighten()
        submission.spawn().load(client, table, log.poll, log.commit)
    milvus.straighten()
    compare(client, support, table, log.messages, called)


@check(points=3, after="test_nothing_is_lost")
def test_nothing_is_doubled(submission, client, milvus, support, table, rng, seed):
    """Killed again and again between write and commit, or before the write, it ends with one row per look"""
    log = Log(looks(seed, rng, support, 1100))
    milvus.forget()
    kills, once_more = 0, "The same message came twice, and got two ids. What does a message have that no other message has, and that is the same whenever it comes?"
    for number in range(40):
        log.start()
        victim = submission.spawn()
        left = 1 + number % 3

        def on_commit(partition, offset, victim=victim):
            nonlocal left
            left -= 1
            if left == 0:
                victim.kill()
                raise ConnectionError("killed")

        def on_poll(victim=victim, number=number):
            if number % 4 == 3 and log.polls[-1]:
                victim.kill()
                raise ConnectionError("killed")

        log.on_commit, log.on_poll = (on_commit, on_poll) if number < 5 else (None, None)
        try:
            victim.load(client, table, log.poll, log.commit)
            break
        except Exception:
            kills += 1
            if number >= 5:
                raise
    require(kills == 5, called="load() of 1,102 messages, which is killed five times", returned=f"an end after {kills} of them", expected="commits in between, at which it can be killed")
    compare(client, support, table, log.messages, f"load(), killed {kills} times and started again", doubled=once_more)
    no_second_row(milvus, f"load(), killed {kills} times and started again")
    same(log.committed, {p: log.end(p) for p in range(PARTITIONS)}, called="what is committed in the end", why="Everything was delivered.")
    most = max(max(p, default=0) for p in log.polls)
    require(most <= 500, called="poll()", returned=f"a batch of {most}", expected="batches that fit into memory")


@check(points=2, after="test_nothing_is_doubled")
def test_a_broker(submission, client, broker, support, table, fresh, rng, seed):
    """The same on a broker: Apache Kafka where it has been fetched, else the one inside its client library"""
    messages, topic = looks(seed, rng, support, 700), fresh("topic")
    broker.send(topic, [(m["partition"], m["key"], m["value"]) for m in messages])
    first, victim, commits = broker.reader(topic, "loader"), submission.spawn(), []

    def commit(partition, offset):
        commits.append(offset)
        if len(commits) == 4:
            victim.kill()
            raise ConnectionError("killed")
        first.commit(partition, offset)

    try:
        victim.load(client, table, first.poll, commit)
    except Exception:
        first.close()
    require(len(commits) == 4, called="load()", returned=f"{len(commits)} commits of 702 messages", expected="a commit after each batch, at which it can be killed")
    second = broker.reader(topic, "loader")
    submission.spawn().load(client, table, second.poll, second.commit)
    called = f"load() of 702 messages from {broker.identity}, killed at its fourth commit and started again"
    compare(client, support, table, messages, called)
    ends = Counter(m["partition"] for m in messages)
    same(second.committed(), dict(ends), called=f"what the group has committed after {called}", why="The next one continues there.")
