"""Checks of ch10/ex04. Milvus is looked into with the grader's own client, whose integers are exact."""

import json

from grader.checks import check, difference, fail, misconception, require, same

EDGE = 2**53
CALL = "node ex04_big_ids.mjs"


def draw(rng, ids):
    return [{"id": i, "vector": [round(float(x), 3) for x in rng.normal(size=4) * 3], "note": f"parcel {n}"} for n, i in enumerate(ids)]


def neighbors(rng, n):
    """Ids that differ by one, above 2^53, far above, below zero, and the ends of INT64."""
    starts = [EDGE, int(rng.integers(2**55, 2**58)), int(rng.integers(2**60, 2**62)), -int(rng.integers(2**57, 2**61))]
    found = [start + i for start in starts for i in range(n)]
    return [*found, 2**63 - 2, 2**63 - 3, -(2**63) + 2, -(2**63) + 3, 0, -7, 12]


def line(task, rng=None):
    """One task as a line; keys and spaces as they happen to come."""
    keys = list(task)
    if rng is not None:
        keys = [keys[i] for i in rng.permutation(len(keys))]
    space = "" if rng is None else " " * int(rng.integers(0, 3))
    return "{" + ", ".join(f'"{k}"{space}:{space} {json.dumps(task[k])}' for k in keys) + "}"


def put(row, rng=None):
    return line({"op": "put", **row}, rng)


def run(program, name, lines):
    return program.run(name, stdin="\n".join(lines) + "\n")


def ended_well(ran, called, support):
    """Exit status 0; a BigInt that the SDK could not send is named."""
    if "serialize a BigInt" in ran.stderr:
        misconception("bigint-goes-in", evidence="the SDK's own words on standard error: Do not know how to serialize a BigInt", called=called,
                      returned=f"exit status {ran.exit}", expected="exit status 0", why="A BigInt is exact, and this SDK cannot send one. What else holds every digit?")
    support.ended_well(ran, called)


def looked_at(ran, called, client, name, sent, support):
    """Exit status 0 and every id stored as it was sent; otherwise the idea that left its mark."""
    ended_well(ran, called, support)
    stored = sorted(row["id"] for row in support.all_rows(client, name))
    wanted = sorted(sent)
    if stored != wanted:
        rounded = {min(int(float(i)), 2**63 - 1) for i in wanted} | {-(2**63)}
        lost = [i for i in wanted if i not in stored]
        if lost and all(i in rounded for i in stored) and any(i not in wanted for i in stored):
            misconception("json-keeps-whole-numbers", evidence=f"{next(i for i in stored if i not in wanted)} is stored: the float nearest to an id that was sent", called=called,
                          returned=difference(stored, wanted), expected=difference(wanted, wanted), why="Where in your program is an id a number for the first time?")
        fail(called=called, returned=f"in the collection: {difference(stored, wanted)}", expected=f"the {len(wanted)} ids that were put")


@check(points=1)
def test_small_ids(program, client, fresh, rng, support):
    """Small ids are stored, found and deleted"""
    name = support.collection(client, fresh("parcels"))
    rows = draw(rng, [int(i) for i in rng.choice(900, size=14, replace=False) + 100])
    query = [0.1, -0.4, 0.3, 0.2]
    gone, left = rows[3], [r for r in rows if r is not rows[3]]
    lines = [*(put(r) for r in rows), line({"op": "drop", "id": gone["id"]}), line({"op": "drop", "id": 7}), line({"op": "near", "vector": query, "k": 5}), line({"op": "near", "vector": query, "k": 30})]
    ran = run(program, name, lines)
    called = f"{CALL} with 14 puts, 2 drops and 2 nears"
    ended_well(ran, called, support)
    first, every = support.lines_of_json(ran, called, 2)
    same(first, support.order(left, query, 5), called=f"{called}: the first line, k = 5")
    same(every, support.order(left, query, 30), called=f"{called}: the second line, k = 30")
    stored = {r["id"]: r["note"] for r in support.all_rows(client, name, ("id", "note"))}
    same(stored, {r["id"]: r["note"] for r in left}, called=f"{called}: ids and notes in the collection")


@check(points=3, after="test_small_ids")
def test_big_ids_are_stored(program, client, fresh, rng, support):
    """Every id is stored as it came"""
    name = support.collection(client, fresh("parcels"))
    ids = neighbors(rng, 4)
    rows = draw(rng, [ids[i] for i in rng.permutation(len(ids))])
    ran = run(program, name, [put(r, rng) for r in rows])
    looked_at(ran, f"{CALL} with {len(rows)} puts of ids up to 2^63 - 2", client, name, ids, support)


@check(points=2, after="test_big_ids_are_stored")
def test_big_ids_are_printed(program, client, fresh, rng, support):
    """Every id is printed as it is, as a number"""
    name = support.collection(client, fresh("parcels"))
    rows = draw(rng, neighbors(rng, 3))
    client.insert(name, rows)
    require(len(support.all_rows(client, name)) == len(rows), returned="fewer rows than were inserted")
    query = [0.3, 0.1, -0.2, 0.5]
    ran = run(program, name, [line({"op": "near", "vector": query, "k": k}, rng) for k in (3, 40)])
    called = f"{CALL} with 2 nears, of 3 and 40"
    ended_well(ran, called, support)
    for k, found in zip((3, 40), support.lines_of_json(ran, called, 2), strict=True):
        wanted = support.order(rows, query, k)
        what = {"called": f"{called}: k = {k}", "returned": found, "expected": wanted}
        if found != wanted and isinstance(found, list) and all(isinstance(i, int | float) for i in found) and [float(i) for i in found] == [float(i) for i in wanted]:
            misconception("a-number-at-the-end", evidence=f"every id is there, as a float: {next(f for f, w in zip(found, wanted) if f != w)} for {next(w for f, w in zip(found, wanted) if f != w)}", **what,
                          why="The SDK gave you every digit. Who turned them into a number?")
        if isinstance(found, list) and [str(i) for i in found] == [str(i) for i in wanted] and found != wanted:
            fail(**what, why="The ids are right, and they are text. The program that reads the line expects numbers.")
        same(found, wanted, called=f"{called}: k = {k}")


@check(points=2, after="test_big_ids_are_stored")
def test_replaced_and_deleted(program, client, milvus, fresh, rng, support):
    """A parcel is replaced and deleted without its neighbor"""
    name = support.collection(client, fresh("parcels"))
    base = int(rng.integers(2**60, 2**62))
    ids = [base + i for i in range(6)] + [-base - i for i in range(4)]
    rows = draw(rng, ids)
    client.insert(name, rows)
    require(len(support.all_rows(client, name)) == len(rows), returned="fewer rows than were inserted")
    milvus.forget()
    new = {**rows[4], "note": "replaced", "vector": [9.0, 9.0, 9.0, 9.0]}
    ran = run(program, name, [line({"op": "drop", "id": ids[1]}, rng), put(new, rng), line({"op": "drop", "id": ids[7]}, rng), line({"op": "drop", "id": base + 1000})])
    called = f"{CALL}: drop {ids[1]}, put {ids[4]} again, drop {ids[7]}, drop {base + 1000}"
    deleted = False
    for call in milvus.calls():  # Milvus Lite replaces a row at an Insert, and a server keeps both
        deleted = deleted or (call.method == "Delete" and str(ids[4]) in call.request.expr)
        require(deleted or call.method != "Insert", called=called, returned="an Insert of an id that is there, and no Delete before it", expected="a row that is replaced", why="A server checks no primary key: after two inserts there are two rows with it.")
    wanted = {r["id"]: r["note"] for r in rows if r["id"] not in (ids[1], ids[7])} | {ids[4]: "replaced"}
    looked_at(ran, called, client, name, list(wanted), support)
    same({r["id"]: r["note"] for r in support.all_rows(client, name, ("id", "note"))}, wanted, called=f"{called}: ids and notes in the collection")


@check(points=1, after="test_big_ids_are_stored")
def test_notes_stay(program, client, fresh, rng, support):
    """A note stays as it is, whatever is in it"""
    name = support.collection(client, fresh("parcels"))
    big = int(rng.integers(2**60, 2**62))
    notes = [f'"id": {big + 5}', f"order {big} of {big + 1}", '{"op": "drop", "id": 1}', "\\", 'a "quoted" one', f"[{big}, {big + 1}]", f'x\\"id": {big}', "Größe 😀 7", f'\\\\"id":{big}']
    rows = [{**row, "note": note} for row, note in zip(draw(rng, [big + i for i in range(len(notes))]), notes, strict=True)]
    ran = run(program, name, [put(r, rng) for r in rows])
    looked_at(ran, f"{CALL} with {len(rows)} puts whose notes have digits and quotation marks", client, name, [r["id"] for r in rows], support)
    same({r["id"]: r["note"] for r in support.all_rows(client, name, ("id", "note"))}, {r["id"]: r["note"] for r in rows}, called="the notes in the collection")


@check(points=1, after="test_small_ids")
def test_refused(program, client, fresh, rng, support):
    """What Milvus refuses ends the program with status 1, at once"""
    name = support.collection(client, fresh("parcels"))
    good, late = draw(rng, [5, 6])
    for what, bad in (
        ("a vector with 3 numbers", put({**good, "id": 8, "vector": [1.0, 2.0, 3.0]})),
        ("a near with 3 numbers", line({"op": "near", "vector": [1.0, 2.0, 3.0], "k": 2})),
    ):
        ran = run(program, name, [put(good), bad, put(late)])
        called = f"{CALL}: a put, {what}, a put"
        if ran.exit == 0:
            misconception("refusals-are-thrown", evidence="Milvus refused, and the exit status is 0", called=called, returned="exit status 0", expected="exit status 1",
                          why="This SDK returns what Milvus says in `status`; it throws only what gRPC says. Who looks at it?")
        same(ran.exit, 1, called=called)
        require(bool(ran.stderr.strip()), called=called, returned="nothing on standard error", expected="why")
        same(sorted(r["id"] for r in support.all_rows(client, name)), [5], called=f"{called}: ids in the collection", why="At once: what comes after a refusal is not carried out.")
