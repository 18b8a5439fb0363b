"""Checks of ch12/ex08. The design is data: it is lived with here, on Milvus, a day after the other. Moments are minutes."""

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import check, fail, misconception, require

DAY, FOREVER = 1440, 10**9
KEYS = {"keep", "retain", "writer", "ttl", "every", "last"}
PEOPLE = ("ada", "ben", "bot")


@pytest.fixture
def live(client, submission, seed):
    """`live(collection, **given)` asks for a design and begins a life with it."""

    def begins(collection, **given):
        call = f'history("{collection}"{"".join(f", {k}={v}" for k, v in given.items())})'
        plan = submission.history(collection, **given)
        if trouble := malformed(plan):
            fail(called=call, returned=trouble, expected="a dict with `keep` and what belongs to it, as the statement describes it")
        return Life(client, plan, f"{call}, which is {plan}", np.random.default_rng([seed, len(call), *map(ord, collection)]))

    return begins


def malformed(plan):
    """What is not as the statement says, or empty."""
    if not isinstance(plan, dict) or plan.get("keep") not in ("present", "versions", "editions"):
        return repr(plan)[:200]
    if unknown := sorted(str(k) for k in set(plan) - KEYS):
        return f"a key {unknown[0]!r}"
    for key in ("retain", "ttl", "every", "last"):
        value = plan.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < (key in ("every", "last"))):
            return f"{key}={value!r}"
    if plan["keep"] == "editions" and not (plan.get("every") and plan.get("last")):
        return "editions without `every` or `last`"
    return "" if isinstance(plan.get("writer", False), bool) else f"writer={plan['writer']!r}"


class Life:
    """A collection, what happened to it, and what is left of that."""

    def __init__(self, client, plan, reads, rng):
        self.client, self.plan, self.reads, self.rng = client, plan, reads, rng
        self.events, self.open, self.erased, self.editions, self.next, self.now = [], {}, set(), [], 0, 0
        for name in client.list_collections():
            for alias in client.list_aliases(collection_name=name)["aliases"]:
                client.drop_alias(alias)
            client.drop_collection(name)
        if plan["keep"] != "editions":
            self.create("past")

    def create(self, name):
        schema = self.client.create_schema(auto_id=False)
        for field in ("id", "thing", "value", "begins", "ends", "written"):
            schema.add_field(field, DataType.INT64, is_primary=field == "id")
        schema.add_field("writer", DataType.VARCHAR, max_length=10)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        index = self.client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="L2")
        self.client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")

    # What happens.

    def put(self, at, thing, value, writer="ada"):
        self.events.append((at, thing, value, writer))

    def truth(self, at):
        """{thing: value} as of a moment, of those who were not erased."""
        return {thing: value for moment, thing, value, _ in self.events if moment <= at and thing not in self.erased}

    def row(self, thing, value, writer, at):
        self.next += 1
        return {"id": self.next, "thing": thing, "value": value, "begins": at, "ends": FOREVER, "written": at, "vector": [1.0, 0.0],
                "writer": writer if self.plan.get("writer") else ""}  # fmt: skip

    def day(self, changes):
        """A day's changes, (minute, thing, value, writer) in order, and the midnight after it."""
        touched = {}
        for minute, thing, value, writer in changes:
            at = self.now + minute
            self.put(at, thing, value, writer)
            before = self.open.get(thing)
            if self.plan["keep"] == "versions" and before is not None:
                touched[before["id"]] = before | {"ends": at, "written": at}
            row = self.row(thing, value, writer, at)
            if self.plan["keep"] == "present":
                row["id"] = thing
            self.open[thing] = touched[row["id"]] = row
        self.now += DAY
        if self.plan["keep"] == "editions":
            if self.now // DAY % self.plan["every"] == 0:
                self.edition(list(self.open.values()))
        elif touched:
            self.client.upsert("past", list(touched.values()))
        self.jobs()

    def jobs(self):
        if (ttl := self.plan.get("ttl")) is not None:
            for name in self.names():
                self.client.delete(name, filter=f"written <= {self.now - ttl * DAY}")
            self.open = {t: r for t, r in self.open.items() if r["written"] > self.now - ttl * DAY}
        if self.plan["keep"] == "versions" and (retain := self.plan.get("retain")) is not None:
            self.client.delete("past", filter=f"ends <= {self.now - retain * DAY}")

    def edition(self, rows, look=lambda: None):
        """Fill a new collection, a third at a time, and move the alias."""
        name = f"past_{self.now // DAY}"
        self.create(name)
        for n in range(3):
            if rows[n::3]:
                self.client.insert(name, rows[n::3])
            look()
        (self.client.alter_alias if self.editions else self.client.create_alias)(collection_name=name, alias="newest")
        self.editions.append((self.now, name))
        look()
        while len(self.editions) > self.plan["last"]:
            self.client.drop_collection(self.editions.pop(0)[1])

    def erase(self, thing):
        """Now, from what the library itself writes to; an edition that is done is not touched."""
        self.erased.add(thing)
        self.open.pop(thing, None)
        if self.plan["keep"] != "editions":
            self.client.delete("past", filter=f"thing == {thing}")

    # What is asked.

    def names(self):
        return [name for _, name in self.editions] if self.plan["keep"] == "editions" else ["past"]

    def rows(self, name, filter=""):
        return self.client.query(name, filter=filter or "id >= 0", output_fields=["id", "thing", "value", "begins", "ends", "writer"], limit=16_000)

    def all_rows(self):
        return [row for name in self.names() for row in self.rows(name)]

    def as_of(self, at):
        """{thing: value} as this design knows it."""
        if self.plan["keep"] == "editions":
            there = [name for made, name in self.editions if made <= at]
            found = self.rows(there[-1]) if there else []
        else:
            found = self.rows("past", f"begins <= {at} and ends > {at}" if self.plan["keep"] == "versions" else "")
        return {row["thing"]: row["value"] for row in found}

    def when(self, at):
        return f"{(self.now - at) // DAY} days and {(self.now - at) % DAY} minutes ago"

    def ask(self, at, why):
        """Fail if the answer for a moment is not what was so, but for those who have been erased."""
        found, wanted = {t: v for t, v in self.as_of(at).items() if t not in self.erased}, self.truth(at)
        if found == wanted:
            return
        gone = [t for t in wanted if t not in found]
        said = {"called": self.reads, "expected": f"as of {self.when(at)}: {len(wanted)} rows, each as it was then",
                "returned": f"{len(gone)} of {len(wanted)} missing, and {sum(t in found and found[t] != v for t, v in wanted.items())} of another time"}  # fmt: skip
        if self.plan.get("ttl") is not None and self.plan["keep"] == "versions" and any(self.truth(self.now - self.plan["ttl"] * DAY).get(t) == wanted[t] for t in gone):
            misconception("ttl-counts-from-the-end", evidence=f"{len(gone)} rows went that nobody had changed for {self.plan['ttl']} days", **said,
                          why="A TTL counts from the day on which a row was written. What is the oldest row of a price that never changes?")
        if self.plan["keep"] == "editions" and self.plan["every"] == 1 and not gone and self.as_of(at) == self.truth(at // DAY * DAY):
            misconception("a-copy-a-night-is-history", evidence="the answer is that of the midnight before", **said, why="What happens between two copies, and is undone before the second, was never there.")
        fail(**said, why=why)

    def lean(self, since):
        """Fail if a version is there that ended at or before `since`."""
        old = [row for row in self.all_rows() if row["ends"] <= since]
        require(not old, called=self.reads, returned=f"{len(old)} versions ended {self.when(max((r['ends'] for r in old), default=0))} or before",
                expected="none that no promise needs", why="Count back from tonight: the earliest moment that may be asked for, and which versions hold at it.")  # fmt: skip


def some_days(life, days, things=40, changes=4):
    """A first day that writes everything, and days on which a few rows change, some of them twice."""
    life.day([(1 + t, t, t, PEOPLE[t % 3]) for t in range(things)])
    for number in range(1, days):
        minutes = sorted(int(m) for m in life.rng.choice(np.arange(1, DAY), size=changes + 2, replace=False))
        which = [int(t) for t in life.rng.choice(things - 4, size=changes, replace=False)]  # four that nobody ever changes
        which += which[:2]
        life.day([(m, t, 1000 * number + n, PEOPLE[int(life.rng.integers(3))]) for n, (m, t) in enumerate(zip(minutes, which, strict=True))])
        yield


@check(points=2)
def test_prices(live):
    """prices: any moment of the last days is answered, and what ended before is gone"""
    for days in (5, 9):
        life = live("prices", days=days)
        for number, _ in enumerate(some_days(life, days + 5)):
            life.ask(life.now, "This very minute is asked for too.")
            if number < days:
                continue
            for at in (life.now - days * DAY, *(life.now - int(m) for m in life.rng.integers(1, days * DAY, size=4)), life.now - DAY // 2):
                life.ask(at, f"Any moment of the last {days} days may be asked for, the first of them too.")
            life.lean(life.now - days * DAY)


@check(points=2)
def test_catalog(live):
    """catalog: a reader finds one night's, and last night's comes back by one call"""
    life, nights = live("catalog"), 5
    for night in range(1, nights + 1):
        rows = [life.row(t, night, "ada", life.now) for t in range(30)]
        seen = []
        life.now += DAY
        if life.plan["keep"] == "editions":
            if life.now // DAY % life.plan["every"] == 0:
                life.edition(rows, lambda: seen.append({r["value"] for r in life.rows("newest")} if life.editions else {1}))  # noqa: B023 - used within this round
        else:
            for n in range(3):
                for row in rows[n::3]:
                    row["id"] = row["thing"] if life.plan["keep"] == "present" else row["id"]
                ended = [] if life.plan["keep"] == "present" else [life.open[r["thing"]] | {"ends": life.now} for r in rows[n::3] if r["thing"] in life.open]
                life.client.upsert("past", rows[n::3] + ended)
                life.open |= {r["thing"]: r for r in rows[n::3]}
                seen.append(set(life.as_of(life.now).values()) if night > 1 else {1})
        life.jobs()
        mixed = next((s for s in seen if len(s) != 1), None)
        require(mixed is None, called=life.reads, returned=f"while night {night}'s catalog arrived, a reader found rows of the nights {sorted(mixed or ())}",
                expected="one night's, before and after", why="The publisher sends it in pieces. Where do they go until the last one is there?")  # fmt: skip
        readers = {r["value"] for r in life.rows("newest")} if life.editions else set(life.as_of(life.now).values())
        require(readers == {night}, called=life.reads, returned=f"after night {night} readers find the catalog of night {sorted(readers) or 'none'}", expected=f"that of night {night}", why="It comes anew each night.")
    before = life.editions[-2][1] if len(life.editions) > 1 else None
    require(before is not None and {r["value"] for r in life.rows(before)} == {nights - 1}, called=life.reads, returned="nothing is there to move the alias back to",
            expected="last night's catalog, whole", why="One call moves an alias. To what?")  # fmt: skip
    require(len(life.editions) == 2, called=life.reads, returned=f"{len(life.editions)} catalogs are kept", expected="two: tonight's and last night's", why="Nothing stays longer than a promise needs it.")


@check(points=1)
def test_sessions(live):
    """sessions: a row goes when it was last written too long ago, and not before"""
    for days in (2, 4):
        life = live("sessions", days=days)
        for _ in some_days(life, days + 4):
            written = {}
            for at, thing, _value, _ in life.events:
                written[thing] = at
            wanted = sorted(t for t, at in written.items() if at > life.now - days * DAY)
            found = sorted(row["thing"] for row in life.all_rows())
            require(found == wanted, called=life.reads, returned=f"{len(found)} rows of {len(set(found))} sessions at a midnight, {len(set(found) - set(wanted))} of them too old, {len(set(wanted) - set(found))} gone too early",
                    expected=f"{len(wanted)} rows, one for each session written in the last {days} days", why="Which clock does each of the rules look at, and which reader asks what a session was before?")  # fmt: skip


@check(points=2)
def test_articles(live):
    """articles: one writer's work of the last days is taken back, and no other one's"""
    for days in (4, 7):
        life = live("articles", days=days)
        for number, _ in enumerate(some_days(life, days + 5, changes=8)):
            if number < days:
                continue
            life.lean(life.now - days * DAY)
        for writer in PEOPLE:
            since = life.now - days * DAY
            require(life.plan["keep"] == "versions", called=life.reads, returned=f"`{life.plan['keep']}` knows no single change", expected=f"what {writer} replaced can be found")
            found, wanted = taken_back(life.all_rows(), writer, since), expected_without(life.events, writer, since)
            wrong = [t for t in wanted if found.get(t) != wanted[t]]
            if not wrong:
                continue
            said = f"{len(wrong)} of {len(wanted)} articles are not as they were before {writer}"
            if all(row["writer"] == "" for row in life.all_rows()):
                fail(called=life.reads, returned=f"{said}: no version says who wrote it", expected=f"{writer}'s changes are found and undone")
            fail(called=life.reads, returned=said, expected=f"each as it was before {writer}'s changes of the last {days} days", why="To take a change back you need what it replaced. When did that end?")


def taken_back(rows, writer, since):
    """{thing: value or None} when a writer's last versions since a moment are taken back, from the versions that are there."""
    found = {}
    for thing in {row["thing"] for row in rows}:
        versions = sorted((r for r in rows if r["thing"] == thing), key=lambda r: r["begins"])
        while versions and versions[-1]["writer"] == writer and versions[-1]["begins"] > since:
            versions.pop()
        found[thing] = versions[-1]["value"] if versions else None
    return found


def expected_without(events, writer, since):
    """The same, from what happened."""
    found = {}
    for thing in {e[1] for e in events}:
        happened = [e for e in events if e[1] == thing]
        while happened and happened[-1][3] == writer and happened[-1][0] > since:
            happened.pop()
        found[thing] = happened[-1][2] if happened else None
    return found


@check(points=2)
def test_members(live):
    """members: the last midnights are there, and who was erased is in none of them in time"""
    for midnights, erased in ((3, 4), (4, 2)):
        life, asked = live("members", midnights=midnights, erased=erased), {}
        for number, _ in enumerate(some_days(life, midnights + 7), 1):
            tonight = life.now // DAY
            for thing, day in asked.items():
                if tonight < day + erased:
                    continue
                where = [name for name in life.names() if life.rows(name, f"thing == {thing}")]
                if where:
                    misconception("erasure-is-a-delete", evidence=f"a member who was erased {tonight - day} midnights ago is in {', '.join(where)}", called=life.reads, returned=f"found in {len(where)} collections",
                                  expected=f"nowhere from midnight {erased} after on", why="A delete reaches the collection that it names. How long does the last copy live that was made before it?")  # fmt: skip
            if number >= midnights:
                for back in range(midnights):
                    life.ask(life.now - back * DAY, f"The last {midnights} midnights may be asked for, tonight's included.")
                life.lean(life.now - (midnights - 1) * DAY)
                require(len(life.editions) <= midnights, called=life.reads, returned=f"{len(life.editions)} editions", expected=f"at most {midnights}", why="Nothing stays longer than a promise needs it.")
            if number in (2, midnights + 1):
                thing = 36 + len(asked)
                asked[thing] = tonight
                life.erase(thing)


@check(points=2)
def test_shelves(live):
    """shelves: the last inventories are there, in few rows"""
    for every, back in ((3, 3), (2, 4)):
        life, shelves = live("shelves", every=every, back=back), 20
        for number in range(1, every * (back + 2) + 1):
            life.day([(1 + t, t, 100 * number + t, "ada") for t in range(shelves)])
            if number % every or number < every * back:
                continue
            for n in range(back):
                life.ask(life.now - n * every * DAY, f"The last {back} inventories may be asked for, tonight's included.")
            rows = len(life.all_rows())
            require(rows <= back * shelves, called=life.reads, returned=f"{rows} rows", expected=f"at most {back * shelves}, for {shelves} shelves", why="When every row changes every day, how many versions of one lie between two inventories?")
