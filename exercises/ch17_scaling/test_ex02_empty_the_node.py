"""Checks of ch17/ex02. On a cluster of two query nodes: first what the function does and says, then the node really goes, and a client keeps searching."""

import threading
import time

from grader.checks import SubmissionError, check, fail, misconception, require, same


class Searcher:
    """Searches for rows that must be there, until it is left; notes what was not right."""

    def __init__(self, client, name, rows):
        self.client, self.name, self.ids = client, name, list(rows)[::40]
        self.data = [rows[i].tolist() for i in self.ids]
        self.tried, self.errors, self.partial, self.stop = 0, [], [], threading.Event()

    def once(self):
        self.tried += 1
        try:
            hits = self.client.search(self.name, data=self.data, limit=1, timeout=15)
        except Exception as error:
            self.errors.append(str(error))
            return
        found = sum(bool(row) and row[0]["id"] == id for row, id in zip(hits, self.ids, strict=True))
        if found < len(self.ids):
            self.partial.append(found)

    def run(self):
        while not self.stop.wait(0.05):
            self.once()

    def __enter__(self):
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(20)

    def judge(self, called):
        require(self.tried > 0, called=called, returned="no search", expected="searches")
        if self.errors or self.partial:
            fail(called=called, returned=f"{len(self.errors)} errors and {len(self.partial)} answers with rows missing in {self.tried} searches" + (f"; the first error: {self.errors[0][:160]}" if self.errors else ""),
                 expected="whole answers only", why="The collection is searched the whole time.")


def corpus(support, seed):
    vectors = support.pool(seed)
    return {7 * k + 1: vectors[k] for k in range(1200)}


def answer(submission, client, name, node, called):
    value = submission.empty_node(client, name, node)
    require(isinstance(value, list), called=called, returned=value, expected="a list of words")
    return value


def settled(client, support, name, node):
    """How many segments lie on a node when every move has had time to end."""
    time.sleep(1)
    return len(support.holdings(client, name).get(node, {}))


@check(points=2)
def test_segments_go_leaders_stay(submission, client, milvus, support, fresh, seed):
    """Two shards, one replica: the segments move, and the leader is reported"""
    rows = corpus(support, seed)
    name = support.spread(client, fresh("spread"), rows, shards=2)
    node = sorted(set(support.leaders(client, name)))[0]
    before = support.holdings(client, name)
    require(bool(before.get(node)), called="the layout before", returned=before, expected="segments on both nodes")
    call = f"empty_node() for node {node}, which holds {len(before[node])} segments and leads one of two shards"
    with Searcher(client, name, rows) as searcher:
        said = answer(submission, client, name, node, call)
        after = support.holdings(client, name)
    if said == [] and not after.get(node):
        misconception("empty-is-free", evidence=f"all {len(before[node])} segments were moved, and the node still leads a shard", called=call, returned=said, expected=["leader"], why="Every search of the collection asks the leader of each shard. Which call shows who that is?")
    half = len(before[node]) - len(before[node]) // 2
    if said == ["leader"] and len(after.get(node, {})) == half and half > 1 and settled(client, support, name, node) == half:
        misconception("even-is-empty", evidence=f"{half} of {len(before[node])} segments stayed on the node, also a second later", called=call, returned=f"{said}, and {half} segments on it", expected="no segment on it", why="An even node holds half of the rows, and they go with it.")
    require(not after.get(node), called=call, returned=f"{len(after.get(node, {}))} segments still on it", expected="none", why="Segments are moved, whichever node leads.")
    same(said, ["leader"], called=call, why="The leader does not move with the segments.")
    searcher.judge(f"searches during {call}")
    require({s for held in after.values() for s in held} == {s for held in before.values() for s in held}, called=call, returned="other segments than before", expected="the same ones, elsewhere")
    other = next(n for n in before if n != node)
    same(answer(submission, client, name, node, call), ["leader"], called=f"{call}, a second time", why="Nothing is left to move; the leader is still there.")
    same(answer(submission, client, name, other, "empty_node() for the other node"), ["leader"], called=f"empty_node() for node {other}, which now holds everything, and leads the other shard")
    require(not support.holdings(client, name).get(other), called=f"empty_node() for node {other}", returned="segments on it", expected="all of them on the first node again")
    client.drop_collection(name)


@check(points=1, after="test_segments_go_leaders_stay")
def test_two_replicas(submission, client, support, fresh, seed):
    """Two replicas: nothing has to be moved"""
    name = support.spread(client, fresh("twice"), corpus(support, seed), shards=2, replicas=2, parts=2)
    before = support.holdings(client, name)
    for node in sorted(before):
        call = f"empty_node() for node {node}; a second replica is on the other node"
        same(answer(submission, client, name, node, call), [], called=call, why="The other replica has every shard and every row, and answers alone.")
    same({n: sorted(held) for n, held in support.holdings(client, name).items()}, {n: sorted(held) for n, held in before.items()}, called="the layout afterwards", why="Each replica still has all of its segments.")
    client.drop_collection(name)


@check(points=2, after="test_segments_go_leaders_stay")
def test_what_was_not_done(submission, client, milvus, support, fresh, seed):
    """A move that was confirmed and not made, or refused, leaves no free node"""
    rows = corpus(support, seed)
    name = support.spread(client, fresh("stays"), rows, shards=1)
    leader = support.leaders(client, name)[0]
    node = next(n for n in support.holdings(client, name) if n != leader)
    call = f"empty_node() for node {node}, which leads nothing, where the cluster confirms the move and does not make it"
    milvus.pretend("LoadBalance", times=20)
    began = time.monotonic()
    try:
        same(answer(submission, client, name, node, call), ["segments"], called=call, why="What the cluster shows counts, and not what it has confirmed.")
        took = time.monotonic() - began
    finally:
        milvus.straighten()
    require(15 < took < 100, called=call, returned=f"an answer after {took:.0f} s", expected="about 20 s of looking after the last move")
    milvus.fail_next("LoadBalance", times=20, code="PERMISSION_DENIED")
    call = f"empty_node() for node {node}, where the cluster refuses the move"
    try:
        said = answer(submission, client, name, node, call)
        require("segments" in said, called=call, returned=said, expected="an exception, or ['segments']", why="The node is as full as before.")
    except SubmissionError:
        pass  # the refusal reaches the caller: that is as good
    finally:
        milvus.straighten()
    client.drop_collection(name)


@check(points=3, after="test_segments_go_leaders_stay")
def test_it_goes(submission, client, milvus, support, fresh, seed):
    """The node is emptied and killed, and no search notices"""
    rows = corpus(support, seed)
    name = support.spread(client, fresh("calm"), rows, shards=1)
    leader = support.leaders(client, name)[0]
    named = support.numbers(client, milvus.processes())
    victim, node = next((process, number) for process, number in named.items() if number != leader)
    call = f"empty_node() for node {node}, which leads nothing"
    with Searcher(client, name, rows) as searcher:
        said = answer(submission, client, name, node, call)
        same(said, [], called=call, why="Its segments can go to the node that leads.")
        require(not support.holdings(client, name).get(node), called=call, returned=support.holdings(client, name).get(node), expected="no segment on it when the function returns")
        milvus.stop_role(victim)
        time.sleep(3)
    searcher.judge(f"searches while node {node} was emptied, and for three seconds after it was killed")
    end = time.monotonic() + 60  # until the lease of the node that was killed has run out
    while any(node in replica.group_nodes for replica in client.describe_replica(name)) and time.monotonic() < end:
        time.sleep(0.2)
    call, began = f"empty_node() for node {leader}, the only one that is left", time.monotonic()
    same(answer(submission, client, name, leader, call), ["leader", "segments"], called=call, why="There is no other node to move them to.")
    require(time.monotonic() - began < 12, called=call, returned=f"an answer after {time.monotonic() - began:.0f} s", expected="an answer at once", why="Waiting changes nothing here.")
