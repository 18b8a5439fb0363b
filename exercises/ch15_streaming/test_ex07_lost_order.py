"""Checks of ch15/ex07. The log and its second consumer are played by the checks."""

import pytest

from grader.checks import check, fail, misconception, require, same

PARTITIONS = 4


def events_of(seed, rng, support, offers, n):
    vectors, _ = support.pool(seed)
    keys = support.ids(rng, offers)
    return [{"offer": keys[int(rng.integers(offers))], "event": f"e-{int(rng.integers(10**9))}", "price": 1 + n_, "vector": vectors[int(rng.integers(len(vectors)))]} for n_ in range(n)]


class Group:
    """A log of four partitions by offer, one consumer that is asked for, and one that is played."""

    def __init__(self, client, milvus, name, events, step):
        self.client, self.milvus, self.name, self.step = client, milvus, name, step
        self.log = {p: [] for p in range(PARTITIONS)}
        order = []
        for event in events:
            partition = event["offer"] % PARTITIONS
            order.append({"partition": partition, "offset": len(self.log[partition]), "event": event})
            self.log[partition].append(event)
        self.order = order
        self.committed = dict.fromkeys(range(PARTITIONS), 0)
        self.ours = set(range(PARTITIONS))
        self.polls, self.revoke_at, self.revoke = 0, None, []
        self.taking, self.given, self.wrong, self.last = [], 0, [], dict.fromkeys(range(PARTITIONS), 0)

    def poll(self):
        for partition in self.taking:  # the new owner starts, and is quicker than whatever comes now
            there = {r["id"]: r["price"] for r in self.client.query(self.name, filter="price > 0", output_fields=["price"], limit=5000)}
            twice = [e for e in self.log[partition][self.committed[partition] :] if there.get(e["offer"]) == e["price"]]
            if twice:
                self.wrong.append(f"partition {partition} was revoked, and {len(twice)} of its events are written and not committed: the new owner writes them again")
            rows = {e["offer"]: {"id": e["offer"], "price": e["price"], "vector": e["vector"]} for e in self.log[partition][self.committed[partition] :]}
            if rows:
                self.client.upsert(self.name, list(rows.values()))
            self.ours.discard(partition)
        self.taking = []
        self.polls += 1
        batch = []
        while self.given < len(self.order) and len(batch) < self.step:
            message = self.order[self.given]
            self.given += 1
            if message["partition"] in self.ours:
                batch.append(message)
        for message in batch:
            self.last[message["partition"]] = message["offset"] + 1
        if not batch and self.given >= len(self.order):
            return None
        revoked = []
        if self.revoke_at is not None and self.polls == self.revoke_at:
            self.taking, revoked = list(self.revoke), list(self.revoke)
        return {"messages": batch, "revoked": revoked}

    def commit(self, partition, offset):
        if partition not in self.ours:
            self.wrong.append(f"commit({partition}, {offset}): the partition belongs to another consumer")
            return
        if offset > self.last[partition] or offset < self.committed[partition]:
            self.wrong.append(f"commit({partition}, {offset}), where {self.last[partition]} messages were given")
        rows = {r["id"]: r["price"] for r in self.client.query(self.name, filter="price > 0", output_fields=["price"], limit=5000)}
        part = self.log[partition][:offset]
        lost = [e for e in part[self.committed[partition] :] if rows.get(e["offer"], 0) < max(x["price"] for x in part if x["offer"] == e["offer"])]
        if lost:
            self.wrong.append(f"commit({partition}, {offset}), and {len(lost)} of the events before it are not written")
        self.committed[partition] = offset


    def unwritten(self):
        """How many offers do not have the price of their last event."""
        rows = {r["id"]: r["price"] for r in self.client.query(self.name, filter="price > 0", output_fields=["price"], limit=5000)}
        last = {m["event"]["offer"]: m["event"]["price"] for m in self.order}
        return sum(1 for i, price in last.items() if rows.get(i) != price)


@pytest.fixture
def table(client, support, fresh):
    return support.collection(client, fresh("offers"), [("price", "INT64", {})])


def compare(client, support, table, group, called, stale=""):
    last = {}
    for message in group.order:
        last[message["event"]["offer"]] = message["event"]["price"]
    rows = {i: r["price"] for i, r in support.everything(client, table, ["id", "price"]).items()}
    missing = [i for i in last if i not in rows]
    require(not missing, called=called, returned=f"{len(missing)} of {len(last)} offers are missing", expected="a row for each")
    old = [i for i in last if rows[i] != last[i]]
    if old and stale:
        part = {i % PARTITIONS for i in old}
        if part <= set(group.revoke):
            misconception("written-after-it-was-revoked", evidence=f"{len(old)} offers have an older price, all of them in partition {sorted(part)[0]}, which was revoked", called=called, returned=f"the offer {old[0]} at price {rows[old[0]]}", expected=f"price {last[old[0]]}", why=stale)
    require(not old, called=called, returned=f"{len(old)} of {len(last)} offers have an older price, the offer {old[0] if old else ''} {rows[old[0]] if old else ''}", expected="the price of the last event", why="In a partition what comes later happened later.")


@check(points=2)
def test_the_key(submission, support, rng, seed):
    """Events of one offer have one key, others have another"""
    events = events_of(seed, rng, support, 40, 300)
    keys = [submission.route(e) for e in events]
    require(all(isinstance(k, str) for k in keys), called="route(event)", returned=str(keys[0])[:60], expected="a text")
    by_offer = {}
    for event, key in zip(events, keys, strict=True):
        by_offer.setdefault(event["offer"], set()).add(key)
    split = [o for o, of in by_offer.items() if len(of) > 1]
    if split:
        own = [e for e in events if e["offer"] == split[0]][:2]
        if all(k == e["event"] for k, e in zip(keys, events, strict=True)):
            misconception("the-event-is-the-key", evidence="the key of every message is the id of its event", called="route() of two events of one offer", returned=f"{own[0]['event']!r} and {own[1]['event']!r}", expected="the same key",
                          why="The key chooses the partition, and order holds inside a partition only. What is it that has to stay in order?")
        fail(called="route() of the events of one offer", returned=f"{len(by_offer[split[0]])} keys", expected="one", why="Two keys may lie in two partitions, and between these there is no order.")
    require(len({k for of in by_offer.values() for k in of}) == len(by_offer), called="route() of events of 40 offers", returned=f"{len({k for of in by_offer.values() for k in of})} keys", expected="40", why="Offers that share a key cannot be divided among consumers.")
    again = submission.spawn()
    same([again.route(e) for e in events[:20]], keys[:20], called="route() in a second process", why="Producers run in many processes, and have to agree.")


@check(points=2)
def test_the_last_event_counts(submission, client, milvus, support, table, rng, seed):
    """Of several events of an offer in one batch the last one counts"""
    group = Group(client, milvus, table, events_of(seed, rng, support, 70, 460), 30)
    called = "consume() of 460 events of 70 offers, without a rebalance"
    submission.consume(client, table, group.poll, group.commit)
    compare(client, support, table, group, called)
    support.no_key_twice(milvus, called)
    writes = [c for c in milvus.calls() if c.method in ("Upsert", "Insert")]
    require(len(writes) <= 13, called=called, returned=f"{len(writes)} writes", expected="about ten: batches of 50 or more", why="A write has a fixed price.")
    require(not [c for c in writes if c.method == "Insert"], called=called, returned="an Insert", expected="rows that are replaced", why="On a server two inserts with one key are two rows.")


@check(points=3, after="test_the_last_event_counts")
def test_commits(submission, client, milvus, support, table, rng, seed):
    """Nothing is committed before it is written, and everything in the end"""
    group = Group(client, milvus, table, events_of(seed, rng, support, 60, 390), 26)
    called = "consume() of 390 events"
    submission.consume(client, table, group.poll, group.commit)
    early = [w for w in group.wrong if "are not written" in w]
    if early and len(early) == len(group.wrong) and not group.unwritten():
        misconception("committed-when-it-was-read", evidence=f"{len(early)} commits came before the write of what they call done, and everything was written in the end", called=called, returned=early[0], expected="commits of what is written",
                      why="If it is killed after this commit, nobody delivers these events again.")
    require(not group.wrong, called=called, returned=group.wrong[0] if group.wrong else "", expected="commits of what is written", why="If it is killed after this commit, nobody delivers these events again.")
    same(group.committed, {p: len(of) for p, of in group.log.items()}, called=f"what is committed after {called}", why="The offset at which the group continues.")
    compare(client, support, table, group, called)


@check(points=3, after="test_commits")
def test_revoked(submission, client, milvus, support, table, rng, seed):
    """What was read of a revoked partition is written and committed at once, or forgotten"""
    for at in (2, 3):
        # Some offers have their last event just before the partition changes hands: nothing that comes later covers their loss.
        rare = events_of(seed, rng, support, 12, 20)
        events = events_of(seed, rng, support, 24, 580)
        events = [*events[: 20 * (at - 1)], *rare, *events[20 * (at - 1) :]]
        events = [e | {"price": n + 1} for n, e in enumerate(events)]
        group = Group(client, milvus, table, events, 20)
        group.revoke_at, group.revoke = at, [int(rng.integers(PARTITIONS))]
        called = f"consume() of 600 events; partition {group.revoke[0]} is revoked with the answer of poll number {at}, and the new owner continues at the committed offset"
        submission.consume(client, table, group.poll, group.commit)
        compare(client, support, table, group, called, stale="The new owner had read these events again, and newer ones. Whose write came last?")
        require(not group.wrong, called=called, returned=group.wrong[0] if group.wrong else "", expected="what was read of a revoked partition written and committed, or forgotten; commits for partitions that are its own, of what is written")
        ours = {p: len(group.log[p]) for p in group.ours}
        same({p: group.committed[p] for p in group.ours}, ours, called=f"what is committed of the other partitions after {called}", why="They continue as before.")
        ids = list(support.everything(client, table, ["id"]))
        client.delete(table, ids=ids)
