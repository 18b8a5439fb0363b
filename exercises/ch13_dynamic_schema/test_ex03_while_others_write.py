"""Checks of ch13/ex03. Other writers are played by the checks, which are quicker than the calls of a back-fill that they hold back."""

import threading
import time

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

OLD = [("version", "INT64", {}), ("weight", "VARCHAR", {"max_length": 20}), ("city", "VARCHAR", {"max_length": 40})]
NEW = [("version", "INT64", {}), ("weight", "INT64", {"nullable": True}), ("city", "VARCHAR", {"max_length": 40})]
CITIES = ["Oulu", "Porto", "Kyoto", "L'Aquila", "Luleå"]
WRITES = ("Insert", "Upsert")
HELD = 3
"""So many writes of a back-fill are held back, and something happens before each of them lands."""


def parcels(seed, rng, support, n):
    vectors, _ = support.pool(seed)
    return [{"id": id, "version": 1, "weight": "" if rng.random() < 0.15 else str(int(rng.integers(0, 30_000))), "city": CITIES[int(rng.integers(5))], "vector": vectors[k % 2000].tolist()}
            for k, id in enumerate(support.new_ids(rng, n))]  # fmt: skip


def shaped(row):
    return {**row, "weight": int(row["weight"]) if row["weight"] else None}


def difference(client, support, old, new):
    """What is wrong with `new`, by kind: ids that are missing, in excess, in an old version, or not what they should be."""
    there, here = support.everything(client, old), support.everything(client, new)
    wrong = {"missing": [i for i in there if i not in here], "too many": [i for i in here if i not in there], "stale": [], "bent": []}
    for id in there.keys() & here.keys():
        if here[id]["version"] != there[id]["version"]:
            wrong["stale"].append(id)
        elif support.bare(here[id]) != support.bare(shaped(there[id])) or not np.allclose(here[id]["vector"], there[id]["vector"], atol=1e-5):
            wrong["bent"].append(id)
    return wrong, there, here


def only_new_is_written(milvus, old, called):
    """Fail where the submission has written to `old`."""
    writes = [c.method for c in milvus.calls() if c.method in (*WRITES, "Delete") and c.request.collection_name == old]
    require(not writes, called=called, returned=f"{', '.join(sorted(set(writes)))} in old", expected="writes to new alone", why="Old is in use, and what its writers have removed is gone.")


def told(wrong):
    return ", ".join(f"{len(ids)} {kind}" for kind, ids in wrong.items() if ids) or "the same rows"


@pytest.fixture
def pair(client, support, fresh):
    def make(rows):
        old, new = fresh("parcels_old"), fresh("parcels_new")
        support.collection(client, old, OLD, dynamic=False)
        support.collection(client, new, NEW, dynamic=False)
        for start in range(0, len(rows), 1000):
            client.insert(old, rows[start : start + 1000])
        return old, new

    return make


@check(points=1)
def test_saved_in_both(submission, client, milvus, support, pair, rng, seed):
    """A save and a removal reach both collections"""
    rows = parcels(seed, rng, support, 40)
    old, new = pair([])
    submission.save(client, old, new, rows)
    milvus.forget()
    submission.save(client, old, new, [row | {"version": 2, "city": "Porto Santo", "weight": "0"} for row in rows[:5]])
    support.replaced_as_a_server_does(milvus, {row["id"] for row in rows}, "save() of 5 rows that are there")
    call = "save() of 40 rows, and of 5 of them anew"
    same([support.count(client, old), support.count(client, new)], [40, 40], called=f"count(*) of old and new after {call}", why="Both hold every row, and one row per id.")
    wrong, there, here = difference(client, support, old, new)
    for id in (wrong["stale"] + wrong["bent"])[:1]:
        fail(called=f"the row {id} of new after {call}", returned=support.bare(here[id]), expected=support.bare(shaped(there[id])), why="The same row, in the new shape.")
    same(there[rows[0]["id"]]["version"], 2, called=f"the version of the row {rows[0]['id']} in old after {call}", why="What is saved anew is replaced.")
    submission.remove(client, old, new, [rows[0]["id"], rows[9]["id"], 5])
    same([support.count(client, old), support.count(client, new)], [38, 38], called="count(*) of old and new after remove() of two of 40 rows, and of an id that is unknown", why="Both lose the same rows.")


@check(points=1)
def test_all_that_was_there(submission, client, milvus, support, pair, rng, seed):
    """Without other writers, everything arrives"""
    rows = parcels(seed, rng, support, 2600)
    old, new = pair(rows)
    submission.save(client, old, new, [rows[3] | {"version": 2, "city": "Porto"}])
    call = "backfill() of 2,600 rows, while nobody writes"
    milvus.forget()
    submission.backfill(client, old, new)
    only_new_is_written(milvus, old, call)
    wrong, there, here = difference(client, support, old, new)
    for id in wrong["bent"][:1]:
        fail(called=f"the row {id} of new after {call}", returned=support.bare(here[id]), expected=support.bare(shaped(there[id])), why="The same row, in the new shape.")
    same(told(wrong), "the same rows", called=f"what is in new, compared with old, after {call}", why="The back-fill brings whatever was there.")
    same(support.count(client, new), 2600, called=f"count(*) of new after {call}", why="One row per id.")
    before = {r["id"]: r for r in rows} | {rows[3]["id"]: rows[3] | {"version": 2, "city": "Porto"}}
    require(all(support.bare(there[i]) == support.bare(r) for i, r in before.items()) and len(there) == len(before), called=f"old after {call}", returned="rows that are not what they were", expected="old as it was", why="It is in use.")


class Others:
    """Writers that save and remove while a back-fill's write is held back."""

    def __init__(self, client, milvus, old, new, act, keys_in):
        self.client, self.milvus, self.old, self.new, self.act, self.keys_in = client, milvus, old, new, act, keys_in
        self.acted = 0

    def run(self, call, seconds=40):
        """Make the call; before each of its first writes lands, act on the rows that it carries."""
        for method in WRITES:
            self.milvus.delay(method, 0.9, times=HELD)
        ended, failed = threading.Event(), []

        def work():
            try:
                call()
            except Exception as error:  # noqa: BLE001  handed over to the check's own thread
                failed.append(error)
            finally:
                ended.set()

        self.milvus.forget()
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        end = time.monotonic() + seconds
        seen = 0
        while not ended.wait(0.02) and time.monotonic() < end:
            calls = [c for c in self.milvus.calls() if c.method in WRITES]
            if len(calls) > seen and self.acted < HELD:
                seen = len(calls)
                self.act(self.acted, self.keys_in(calls[-1]))
                self.acted += 1
        thread.join(max(0.0, end - time.monotonic()))
        if failed:
            raise failed[0]
        return ended.is_set()

    def write(self, rows):
        self.client.upsert(self.old, rows)
        self.client.upsert(self.new, [shaped(row) for row in rows])

    def erase(self, ids):
        self.client.delete(self.old, ids=ids)
        self.client.delete(self.new, ids=ids)


@check(points=3, after=("test_saved_in_both", "test_all_that_was_there"))
def test_rows_that_change_meanwhile(submission, client, milvus, support, pair, rng, seed):
    """A row that is saved while it is on its way keeps its newest version"""
    rows = parcels(seed, rng, support, 60)
    old, new = pair(rows)
    now = {r["id"]: r for r in rows}

    def act(number, ids):
        chosen = [now[i] for i in ids if i in now][:4] + [now[i] for i in list(now)[number::17]]
        changed = [row | {"version": row["version"] + 1, "city": f"after {number}"} for row in {r["id"]: r for r in chosen}.values()]
        others.write(changed)
        now.update({row["id"]: row for row in changed})

    others = Others(client, milvus, old, new, act, support.keys_in)
    call = "backfill() of 60 rows, while others save some of them anew before each of its first three writes lands"
    require(others.run(lambda: submission.backfill(client, old, new)), called=call, returned="no end within 40 s", expected="an end, since the others pause", why="Others write now and then, and pause.")
    require(others.acted > 0, called=call, returned="no write at all", expected="writes to new")
    only_new_is_written(milvus, old, call)
    wrong, there, here = difference(client, support, old, new)
    if wrong["stale"]:
        id = wrong["stale"][0]
        misconception("a-copy-is-the-last-word", evidence=f"{len(wrong['stale'])} rows have an older version in new than in old: they were saved anew after the back-fill had read them and before it wrote them", called=call,
                      returned=f"the row {id} in version {here[id]['version']}", expected=f"version {there[id]['version']}, as in old", why="What a copy carries is as old as its read. How does the copy find out that it has put something old over something new?")
    same(told(wrong), "the same rows", called=f"what is in new, compared with old, after {call}", why="Both hold the same rows once the writers pause.")


@check(points=2, after=("test_saved_in_both", "test_all_that_was_there"))
def test_rows_that_go_meanwhile(submission, client, milvus, support, pair, rng, seed):
    """A row that is removed while it is on its way does not come back, and one that is new stays"""
    rows = parcels(seed, rng, support, 60)
    old, new = pair(rows)
    spare = [row | {"id": row["id"] + 2_000_000} for row in rows[:9]]

    def act(number, ids):
        others.erase([i for i in ids if i < 2_000_000][:3] or [rows[-1 - number]["id"]])
        others.write(spare[3 * number : 3 * number + 3])

    others = Others(client, milvus, old, new, act, support.keys_in)
    call = "backfill() of 60 rows, while others remove some of them and save new ones before each of its first three writes lands"
    require(others.run(lambda: submission.backfill(client, old, new)), called=call, returned="no end within 40 s", expected="an end, since the others pause")
    only_new_is_written(milvus, old, call)
    wrong, there, here = difference(client, support, old, new)
    if wrong["too many"] and not wrong["missing"]:
        id = wrong["too many"][0]
        misconception("removed-rows-come-back", evidence=f"{len(wrong['too many'])} rows are in new and no longer in old: they were removed after the back-fill had read them", called=call,
                      returned=f"the row {id} in new", expected="no such row", why="A customer's parcel is deleted, and comes back with the move. Which rows of new does old not have?")
    if any(row["id"] in wrong["missing"] for row in spare):
        fail(called=call, returned=f"{len(wrong['missing'])} rows that others saved meanwhile are missing from new", expected="rows that others saved stay", why="What is in new and was not in old a moment ago may be a row that was saved in between.")
    same(told(wrong), "the same rows", called=f"what is in new, compared with old, after {call}", why="Both hold the same rows once the writers pause.")
