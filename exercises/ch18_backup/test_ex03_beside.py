"""Checks of ch18/ex03. What should be there is computed from the backup, the living collection and the list of erasures."""

import threading
import time

from grader.checks import check, fail, misconception, require, same

FIELDS = [("version", "INT64", {}), ("name", "VARCHAR", {"max_length": 80})]


def goods(rng, flat, n, low=1):
    ids = [int(i) for i in rng.choice(900_000, size=n, replace=False) + 1000]
    return [{"id": -i if k % 9 == 4 else i, "version": low + int(rng.integers(50)), "name": f"good {i}", "vector": flat[k % len(flat)].tolist()} for k, i in enumerate(ids)]


def accident(rng, flat, n, kept=0.3):
    """A backup of n goods, and what the living collection has: some of them as they were, some newer, some that came later."""
    backup = goods(rng, flat, n)
    living = []
    for k, row in enumerate(backup):
        if rng.random() < kept:
            if k % 3 == 0:
                row = {**row, "version": row["version"] + 1 + int(rng.integers(90)), "name": f"{row['name']}, changed", "vector": flat[(k + 700) % len(flat)].tolist()}
            living.append(row)
    later = [{"id": 2_000_000 + 7 * k, "version": 200 + k, "name": f"later {k}", "vector": flat[k].tolist()} for k in range(n // 10)]
    return backup, living + later


def wanted(backup, living, erased):
    there = {r["id"]: r for r in backup}
    for row in living:
        if row["id"] not in there or row["version"] > there[row["id"]]["version"]:
            there[row["id"]] = row
    return {id: r for id, r in there.items() if id not in set(erased)}


def close(a, b):
    return len(a) == len(b) and max(abs(float(x) - float(y)) for x, y in zip(a, b, strict=True)) < 1e-5


def compare(client, support, name, expected, call, why="Every good once, in its newest version."):
    found = support.everything(client, name)
    here = {r["id"]: r for r in found}
    missing, more = [i for i in expected if i not in here], [i for i in here if i not in expected]
    if missing or more or len(found) != len(here):
        fail(called=f"the new collection after {call}", returned=f"{len(found):,} rows: {len(missing)} goods missing, {len(more)} that should not be there, {len(found) - len(here)} twice", expected=f"{len(expected):,} rows", why=why)
    for id, row in expected.items():
        got = here[id]
        if (got["version"], got["name"]) != (row["version"], row["name"]):
            fail(called=f"the good {id} after {call}", returned=f"version {got['version']}, {got['name']!r}", expected=f"version {row['version']}, {row['name']!r}", why=why)
        require(close(got["vector"], row["vector"]), called=f"the vector of the good {id} after {call}", returned="another vector", expected=f"the one of version {row['version']}", why="The vector belongs to the version.")


def numbered(alias, n):
    return f"{alias}_{n}"


def stage(client, support, fresh, living, n=1):
    alias = fresh("shop")
    support.collection(client, numbered(alias, n), FIELDS)
    support.fill(client, numbered(alias, n), living)
    client.create_alias(numbered(alias, n), alias)
    return alias


def leads_to(client, alias):
    return client.describe_alias(alias)["collection_name"]


@check(points=1)
def test_what_was_deleted(submission, client, milvus, support, fresh, rng, seed):
    """What the job deleted is back, beside the living collection, and the alias leads to it"""
    backup = goods(rng, support.pool(seed), 1700)
    living = backup[:40]
    alias = stage(client, support, fresh, living, 9)
    milvus.forget()
    name = submission.recover(client, alias, backup, 1700, [])
    call = "recover() of a backup with 1,700 goods, of which 40 are left"
    if support.writes(milvus, numbered(alias, 9)) or [c for c in support.writes(milvus) if c.collection == alias and not client.has_collection(numbered(alias, 10))]:
        misconception("restore-over-the-living", evidence=f"{len(support.writes(milvus, numbered(alias, 9))) or 'all'} writes went to the collection that readers use", called=call, returned="writes to the living collection", expected="a second collection",
                      why="Halfway, readers see a mixture, and the evidence is gone. Where can the rows go until all of them are there?")
    same(name, numbered(alias, 10), called=call, why="The name of the new collection: the number after that of the living one.")
    compare(client, support, name, wanted(backup, living, []), call)
    same(leads_to(client, alias), name, called=f"the collection that the alias leads to after {call}", why="Readers find the goods by the alias.")
    about, index = client.describe_collection(name), client.describe_index(name, client.list_indexes(name)[0])
    size = lambda f: int(f["params"].get("max_length", f["params"].get("dim", 0)))
    same(([(f["name"], f["type"].name, bool(f.get("is_primary")), size(f)) for f in about["fields"]], about["consistency_level_name"], index["index_type"], index["metric_type"], bool(about["enable_dynamic_field"])),
         ([("id", "INT64", True, 0), ("version", "INT64", False, 0), ("name", "VARCHAR", False, 80), ("vector", "FLOAT_VECTOR", False, 16)], "Strong", "FLAT", "COSINE", False), called=f"fields, level and index of the new collection after {call}", why="As the living one has them.")  # fmt: skip
    support.made_strong(milvus, name, call)
    same(sorted(r["id"] for r in support.everything(client, numbered(alias, 9))), sorted(r["id"] for r in living), called="the goods of the collection that was the living one", why="It stays, as evidence.")


@check(points=2, after="test_what_was_deleted")
def test_what_is_newer(submission, client, milvus, support, fresh, rng, seed):
    """What was written after the backup is kept: new goods, and newer versions"""
    backup, living = accident(rng, support.pool(seed), 1300, kept=0.9)  # more are left than one read returns by itself
    living += [{**row, "version": row["version"] - 1, "name": "an older one"} for row in backup if row["id"] not in {r["id"] for r in living}][:25]
    alias = stage(client, support, fresh, living, 128)
    name = submission.recover(client, alias, backup, 1300, [])
    call = "recover() of 1,300 goods, of which a part is left, a part was changed since, and others have come"
    same(name, numbered(alias, 129), called=f"{call}, where the living collection is {numbered(alias, 128)}", why="The number after that of the living one.")
    found, expected = {r["id"]: r for r in support.everything(client, name)}, wanted(backup, living, [])
    older = [i for i in expected if i in found and found[i]["version"] < expected[i]["version"]]
    lost = [i for i in expected if i not in found]
    if (older or lost) and all(i >= 2_000_000 for i in lost) and set(found) <= set(expected) and all(found[i]["version"] == next(r["version"] for r in backup if r["id"] == i) for i in older):
        misconception("the-backup-is-the-truth", evidence=f"{len(older)} goods are back in the backup's version, although the living collection had a newer one, and {len(lost)} goods that came later are gone", called=call,
                      returned=f"{len(older)} goods in an older version, {len(lost)} missing", expected="the newest version of each", why="A backup is as old as it is. What happened after it was made is only in one place.")
    compare(client, support, name, expected, call)


@check(points=1, after="test_what_was_deleted")
def test_who_was_erased(submission, client, support, fresh, rng, seed):
    """What is on the list of erasures does not come back, from either side"""
    backup = goods(rng, support.pool(seed), 400)
    living = backup[100:220]
    alias = stage(client, support, fresh, living, 3)
    only = [r["id"] for r in backup if r["id"] not in {x["id"] for x in living}]
    erased = [*only[:7], living[0]["id"], living[-1]["id"], 5, -77, only[0]]
    name = submission.recover(client, alias, backup, 400, erased)
    call = "recover() of 400 goods, with a list of 12 erasures, of which two are unknown and one stands twice"
    found = {r["id"] for r in support.everything(client, name)}
    back = sorted(found & set(erased))
    if back and found - set(back) == set(wanted(backup, living, erased)):
        misconception("erased-come-back", evidence=f"{len(back)} erased ids are in the new collection, and everything else is right", called=call, returned=f"{len(back)} of them are there", expected="none", why="The backup is from before they asked. Who remembers that they did?")
    compare(client, support, name, wanted(backup, living, erased), call, "All goods but those that were erased.")


class Reader:
    """Asks the alias for all ids, again and again, and remembers what it found."""

    def __init__(self, client, alias):
        self.client, self.alias, self.seen, self.ended = client, alias, [], threading.Event()
        self.thread = threading.Thread(target=self.read, daemon=True)

    def look(self):
        try:
            return frozenset(r["id"] for r in self.client.query(self.alias, filter="version >= 0", output_fields=["id"], limit=5000, consistency_level="Strong"))
        except Exception as error:  # noqa: BLE001  what a reader gets is what is looked at
            return str(getattr(error, "message", error)).splitlines()[0][:100]

    def read(self):
        while not self.ended.is_set():
            self.seen.append(self.look())
            time.sleep(0.01)

    def __enter__(self):
        self.thread.start()
        end = time.monotonic() + 20
        while not self.seen and time.monotonic() < end:
            time.sleep(0.02)
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join(20)
        self.seen.append(self.look())


@check(points=2, after=("test_what_was_deleted", "test_what_is_newer", "test_who_was_erased"))
def test_readers_meanwhile(submission, client, milvus, support, fresh, rng, seed):
    """A reader finds the living collection or the whole new one, at every moment"""
    backup, living = accident(rng, support.pool(seed), 900)
    alias = stage(client, support, fresh, living)
    for method, seconds, times in (("Insert", 0.2, 3), ("Upsert", 0.2, 3), ("AlterAlias", 0.2, 1), ("CreateAlias", 0.3, 1), ("DropCollection", 0.2, 1), ("Delete", 0.3, 2)):
        milvus.delay(method, seconds, times=times)
    before, after = frozenset(r["id"] for r in living), frozenset(wanted(backup, living, [living[1]["id"]]))
    with Reader(milvus.client(timeout=20), alias) as reader:
        submission.recover(client, alias, backup, 900, [living[1]["id"]])
    wrong = [s for s in reader.seen if s not in (before, after)]
    call = f"recover() of 900 goods, while a reader of the alias made {len(reader.seen)} reads"
    for found in wrong[:1]:
        fail(called=call, returned=f"a reader found {len(found)} goods" if isinstance(found, frozenset) else f"a reader got: {found}", expected=f"{len(before)} goods before, {len(after)} after", why="The shop is open.")
    same(reader.seen[-1] == after, True, called=f"the last read after {call} finds the new goods")
    same(frozenset(r["id"] for r in support.everything(client, numbered(alias, 1))), before, called=f"the goods of the old collection after {call}", why="It stays, as evidence.")


@check(points=2, after=("test_what_was_deleted", "test_what_is_newer", "test_who_was_erased"))
def test_what_goes_wrong(submission, client, milvus, support, fresh, rng, seed):
    """A short backup, a failed write and the remains of an earlier attempt do no harm"""
    flat = support.pool(seed)
    backup, living = accident(rng, flat, 700)
    alias = stage(client, support, fresh, living, 4)

    def untouched(call):
        same(leads_to(client, alias), numbered(alias, 4), called=f"the collection that the alias leads to after {call}", why="Readers keep what they have.")
        require(not client.has_collection(numbered(alias, 5)), called=call, returned=f"a collection {numbered(alias, 5)} that is left over", expected="none", why="What is half restored looks like a collection.")
        same(support.count(client, numbered(alias, 4)), len(living), called=f"the number of living goods after {call}")

    for count in (701, 699):
        with submission.raises("ValueError"):
            submission.recover(client, alias, backup, count, [])
        untouched(f"recover() of a backup with 700 rows, of a collection that had {count}")
    other = stage(client, support, fresh, living, 4)
    left = support.collection(client, numbered(other, 5), FIELDS)
    support.fill(client, left, [{"id": 3_000_000 + k, "version": 1, "name": "left over", "vector": flat[k].tolist()} for k in range(20)])
    name = submission.recover(client, other, backup, 700, [])
    compare(client, support, name, wanted(backup, living, []), "recover() over the remains of an attempt that broke off", "Rows of an attempt are nobody's goods.")
    same(leads_to(client, other), numbered(other, 5), called="the collection that the alias leads to after recover() over the remains of an attempt")
    milvus.forget()
    for method in ("Insert", "Upsert"):
        milvus.fail_next(method, code="RESOURCE_EXHAUSTED")
    call, raised = "recover(), in which Milvus refuses a write", False
    try:
        submission.recover(client, alias, backup, 700, [])
    except Exception:  # noqa: BLE001  which one does not matter here
        raised = True
    require(any(c.status == "RESOURCE_EXHAUSTED" for c in milvus.calls()), called=call, returned="no write at all", expected="a write")
    if not raised and leads_to(client, alias) == numbered(alias, 5):
        compare(client, support, numbered(alias, 5), wanted(backup, living, []), f"{call} once", "A write that failed is rows that are missing, unless it is made again.")
        return
    untouched(call)
    require(raised, called=call, returned="no exception", expected="the exception of the failed write", why="The caller has to know.")
