"""Checks of ch12/ex03. What should be there is what the changes leave, played one after the other."""

import pytest
from pymilvus import DataType

from grader.checks import check, fail, misconception, no_second_row, require, same

LOG = [("number", "INT64", {}), ("at", "INT64", {}), ("kind", "VARCHAR", {"max_length": 10}), ("op", "VARCHAR", {"max_length": 10}), ("item", "INT64", {}), ("target", "INT64", {}), ("text", "VARCHAR", {"max_length": 60})]


def make(client, name, key, fields):
    schema = client.create_schema(auto_id=False)
    schema.add_field(key, DataType.INT64, is_primary=True)
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    return name


def write(rng, flat, n, items=300, behind=3_600_000):
    """n changes in the order of their numbers; the clock of one of two machines is behind."""
    numbers = sorted(int(x) for x in rng.choice(9 * n, size=n, replace=False) + 1)
    changes, at = [], 1_750_000_000_000
    for number in numbers:
        at += int(rng.integers(0, 900))
        kind = "note" if rng.random() < 0.6 else "link"
        op = "put" if rng.random() < 0.75 else "delete"
        changes.append({"number": number, "at": at - behind * int(rng.integers(2)), "kind": kind, "op": op, "item": int(rng.integers(items)), "target": int(rng.integers(items)) if kind == "link" else 0,
                        "text": f"text {number}" if op == "put" else "", "vector": flat[int(rng.integers(len(flat)))].tolist()})  # fmt: skip
    return changes


def played(changes, before, order="number"):
    there = {"note": {}, "link": {}}
    for c in sorted((c for c in changes if c["number"] < before), key=lambda c: (c[order], c["number"])):
        if c["op"] == "put":
            there[c["kind"]][c["item"]] = c["text"] if c["kind"] == "note" else c["target"]
        else:
            there[c["kind"]].pop(c["item"], None)
    return there


def content(client, support, notes, links):
    return {"note": {r["id"]: r["text"] for r in support.everything(client, notes)}, "link": {r["id"]: r["target"] for r in support.everything(client, links)}}


@pytest.fixture
def book(client, support, fresh, rng):
    def make_all(changes):
        log = make(client, fresh("log"), "id", LOG)
        keys = [int(k) for k in rng.choice(10_000_000, size=len(changes), replace=False)]
        shuffled = [{"id": key, **change} for key, change in zip(keys, changes[::-1], strict=True)]
        for start in range(0, len(shuffled), 1000):
            client.insert(log, shuffled[start : start + 1000])
        notes = make(client, fresh("notes"), "id", [("text", "VARCHAR", {"max_length": 60})])
        links = make(client, fresh("links"), "id", [("target", "INT64", {})])
        return log, notes, links

    return make_all


def compare(found, expected, called, why):
    for kind in ("note", "link"):
        gone = [i for i in expected[kind] if i not in found[kind]]
        more = [i for i in found[kind] if i not in expected[kind]]
        other = [i for i in expected[kind] if i in found[kind] and found[kind][i] != expected[kind][i]]
        if gone or more or other:
            parts = [f"{len(gone)} missing", f"{len(more)} too many", f"{len(other)} of another change"]
            example = next(iter(other or gone or more))
            fail(called=f"the {kind}s after {called}", returned=f"{', '.join(p for p in parts if not p.startswith('0'))}; {kind} {example} is {found[kind].get(example, 'not there')!r}",
                 expected=f"{len(expected[kind])} {kind}s; {kind} {example} {'as ' + repr(expected[kind][example]) if example in expected[kind] else 'not there'}", why=why)


@check(points=2)
def test_just_before(submission, client, support, book, rng, seed):
    """The change with that number no longer counts, and every one below it does"""
    flat = support.pool(seed)
    change = lambda number, kind, op, item, text="", target=0: {"number": number, "at": 1_750_000_000_000 + number, "kind": kind, "op": op, "item": item, "target": target, "text": text, "vector": flat[number].tolist()}  # noqa: E731
    changes = [change(3, "note", "put", 1, "one"), change(4, "note", "put", 2, "two"), change(7, "link", "put", 1, target=2), change(8, "note", "delete", 2), change(9, "note", "put", 1, "one again"),
               change(12, "note", "put", 1, "nonsense"), change(13, "link", "put", 1, target=99), change(14, "note", "put", 5, "nonsense")]  # fmt: skip
    for before in (12, 13, 9, 3, 100):
        log, notes, links = book(changes)
        given = submission.recover(client, log, notes, links, before)
        found, expected = content(client, support, notes, links), played(changes, before)
        call = f"recover(before={before}) of a log with the numbers 3, 4, 7, 8, 9, 12, 13, 14"
        if found != expected and found == played(changes, before + 1):
            misconception("the-damage-counts", evidence=f"the change with the number {before} was made", called=call, returned=found, expected=expected, why="Which is the last change that you want to keep?")
        same(found, expected, called=f"notes and links after {call}", why="Exactly what the changes below that number leave.")
        same(given, (len(expected["note"]), len(expected["link"])), called=call, why="How many rows each collection has.")


@check(points=2, after="test_just_before")
def test_the_order_of_the_log(submission, client, milvus, support, book, rng, seed):
    """Thousands of changes are made in the order of their numbers, whatever the clocks say and however they arrive"""
    changes = write(rng, support.pool(seed), 3400, items=1500)
    before = changes[3100]["number"]
    log, notes, links = book(changes)
    milvus.reverse(times=100)
    given = submission.recover(client, log, notes, links, before)
    found, expected = content(client, support, notes, links), played(changes, before)
    call = f"recover(before={before}) of a log of 3,400 changes, made by two machines whose clocks differ by an hour"
    if found != expected and found == played(changes, before, "at"):
        misconception("time-is-the-order", evidence="the collections hold what the changes leave in the order of their times", called=call, returned="items of another change", expected="those of the last number", why="An hour behind, a later change looks earlier. What in a change says when it happened among the others?")
    compare(found, expected, call, "The number is the order.")
    same(given, (len(expected["note"]), len(expected["link"])), called=call, why="How many rows each collection has.")
    kept = {r["number"]: (r["op"], r["text"]) for r in support.everything(client, log)}
    require(kept == {c["number"]: (c["op"], c["text"]) for c in changes}, called=f"the log after {call}", returned="a log that was changed", expected="the log as it was", why="It is append-only, and the next recovery needs it.")


@check(points=2, after="test_just_before")
def test_over_what_is_there(submission, client, milvus, support, book, rng, seed):
    """Rows of today and of an attempt that broke off are gone"""
    flat = support.pool(seed)
    changes = write(rng, flat, 900, items=120, behind=0)
    before = changes[600]["number"]
    log, notes, links = book(changes)
    client.insert(notes, [{"id": i, "text": "left over", "vector": flat[i].tolist()} for i in range(60, 190)])
    client.insert(links, [{"id": i, "target": 7, "vector": flat[i].tolist()} for i in range(100, 130)])
    milvus.forget()
    submission.recover(client, log, notes, links, before)
    found, expected = content(client, support, notes, links), played(changes, before)
    call = f"recover(before={before}), over collections that held 130 notes and 30 links of today"
    more = [i for i in found["note"] if i not in expected["note"]]
    if more and all(i in found["note"] for i in expected["note"]) and all(found["note"][i] == "left over" for i in more) and all(found["note"][i] == v for i, v in expected["note"].items()):
        misconception("leftovers-stay", evidence=f"{len(more)} notes that were there before are still there, and everything else is right", called=call, returned=f"{len(found['note'])} notes", expected=f"{len(expected['note'])} notes", why="An upsert takes care of the rows that it carries. Who takes care of the others?")
    compare(found, expected, call, "Exactly what the changes leave, and nothing of before.")
    no_second_row(milvus, call, {notes: range(60, 190), links: range(100, 130)})
    submission.recover(client, log, notes, links, before)
    compare(content(client, support, notes, links), expected, f"{call}, made once more", "A recovery that is repeated changes nothing.")
    submission.recover(client, log, notes, links, 10**9)
    compare(content(client, support, notes, links), played(changes, 10**9), "recover() with a number above all", "The same recovery leads forward to today.")
    got = {r["id"]: r["vector"] for r in support.everything(client, notes)}
    newest = [c for c in changes if c["kind"] == "note"][-1]
    if newest["op"] == "put":
        require(max(abs(float(a) - float(b)) for a, b in zip(got[newest["item"]], newest["vector"], strict=True)) < 1e-5, called="recover(): the vector of the newest note", returned="another vector", expected="the one of its last change", why="The vector belongs to the text.")
