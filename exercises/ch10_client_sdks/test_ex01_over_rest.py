"""Checks of ch10/ex01. What the program stored is looked at with the grader's own client, over gRPC."""

import json

from grader.checks import check, difference, fail, misconception, require, same

CALL = "python ex01_over_rest.py"


def draw(rng, ids):
    return [{"id": int(i), "vector": [round(float(x), 3) for x in rng.normal(size=4) * 3], "note": f"note {n}, {int(rng.integers(10**6))}"} for n, i in enumerate(ids)]


def some_ids(rng, n):
    """No two alike, some of them above 2^53 and below zero."""
    small = [int(i) for i in rng.choice(9000, size=n, replace=False) + 1000]
    return [i if k % 3 else (2**60 + i if k % 2 else -(2**55) - i) for k, i in enumerate(small)]


def filled(client, name, rows, support):
    support.collection(client, name)
    client.insert(name, rows)
    require(len(support.all_rows(client, name)) == len(rows), returned="fewer rows than were inserted")
    return name


def ask(program, name, tasks, **more):
    return program.run(name, stdin="".join(json.dumps(t) + "\n" for t in tasks), **more)


def answers(ran, called, n, support):
    """n lines, each an object; an answer that was taken for a refusal is named."""
    support.ended_well(ran, called)
    found = support.lines_of_json(ran, called, n)
    if any(a == {"refused": 200} for a in found):
        misconception("zero-is-success", evidence='a line {"refused": 200}: Milvus answered with its code for success', called=called, returned=json.dumps(found[0])[:200], expected="what was asked for",
                      why="Which code of v1 means success? Look at a whole answer.")
    for answer in found:
        if not isinstance(answer, dict):
            fail(called=called, returned=json.dumps(answer)[:200], expected="one JSON object per line")
    return found


def the_ids(found, key, wanted, called):
    """These ids, as numbers."""
    got = found.get(key)
    if got != wanted and isinstance(got, list) and got and [str(i) for i in got] == [str(i) for i in wanted]:
        misconception("ids-stay-text", evidence=f"{got[0]!r} for {wanted[0]}", called=called, returned=json.dumps(found)[:200], expected=json.dumps({key: wanted})[:200],
                      why="v1 sends an INT64 as text, so that no reader rounds it. Your callers expect a number.")
    if got != wanted:
        fail(called=called, returned=json.dumps(found)[:300], expected=json.dumps({key: wanted})[:300])


@check(points=2)
def test_nearest(program, client, fresh, rng, support):
    """The nearest rows come back, with and without a filter"""
    rows = draw(rng, some_ids(rng, 130))
    name = filled(client, fresh("notes"), rows, support)
    query = support.vector(rng)
    kept = [r for r in rows if r["id"] > 5000]
    tasks = [{"op": "near", "vector": query, "k": 4}, {"op": "near", "vector": query, "k": 3, "filter": "id > 5000"}, {"op": "near", "vector": query, "k": 120}, {"op": "near", "vector": query, "k": 5, "filter": "id == 1"}]
    called = f"{CALL} with 4 nears"
    found = answers(ask(program, name, tasks), called, 4, support)
    the_ids(found[0], "ids", support.order(rows, query, 4), f"{called}: k = 4")
    the_ids(found[1], "ids", support.order(kept, query, 3), f'{called}: k = 3, filter "id > 5000"')
    the_ids(found[2], "ids", support.order(rows, query, 120), f"{called}: k = 120")
    the_ids(found[3], "ids", [], f'{called}: filter "id == 1", which no row passes')


@check(points=2, after="test_nearest")
def test_stored(program, client, fresh, rng, support):
    """Rows are stored as they are"""
    name = support.collection(client, fresh("notes"))
    rows = draw(rng, some_ids(rng, 40))
    rows[1]["note"], rows[2]["note"] = 'Größe "7" \\ 😀', ""
    called = f"{CALL} with 2 puts, of 39 rows and of 1"
    found = answers(ask(program, name, [{"op": "put", "rows": rows[:39]}, {"op": "put", "rows": rows[39:]}]), called, 2, support)
    the_ids(found[0], "stored", [r["id"] for r in rows[:39]], f"{called}: the first line")
    the_ids(found[1], "stored", [rows[39]["id"]], f"{called}: the second line")
    there = {r["id"]: r["note"] for r in support.all_rows(client, name, ("id", "note"))}
    require(sorted(there) == sorted(r["id"] for r in rows), called=called, returned=f"in the collection: {difference(list(there), [r['id'] for r in rows])}", expected="the 40 ids")
    same(there, {r["id"]: r["note"] for r in rows}, called=f"{called}: ids and notes in the collection")


@check(points=2, after="test_nearest")
def test_notes(program, client, fresh, rng, support):
    """Notes come in the order of the ids, however many"""
    rows = draw(rng, some_ids(rng, 1000))
    name = filled(client, fresh("notes"), rows, support)
    some = [rows[i] for i in rng.permutation(1000)[:5]]
    every = [rows[i] for i in rng.permutation(1000)]
    wanted = [r["note"] for r in some]
    tasks = [{"op": "notes", "ids": [*(r["id"] for r in some), 3]}, {"op": "notes", "ids": [r["id"] for r in every]}, {"op": "notes", "ids": [3]}]
    called = f"{CALL} with 3 notes, of 6, 1,000 and 1 ids"
    found = answers(ask(program, name, tasks), called, 3, support)
    same(found[0], {"notes": [*wanted, None]}, called=f"{called}: 6 ids, of which the last is not there")
    got = found[1].get("notes")
    missing = sum(note is None for note in got) if isinstance(got, list) else 0
    if isinstance(got, list) and len(got) == 1000 and missing == 900:
        misconception("no-limit-is-all", evidence="100 of 1,000 notes came back", called=f"{called}: 1,000 ids", returned="900 times null", expected="1,000 notes",
                      why="A request without a limit has one all the same. How many rows does v1 give?")
    same(got, [r["note"] for r in every], called=f"{called}: 1,000 ids")
    same(found[2], {"notes": [None]}, called=f"{called}: an id that is not there")


@check(points=3, after="test_nearest")
def test_refused(program, client, fresh, rng, support):
    """A refusal is told by Milvus' own code, and the next line gets its answer"""
    rows = draw(rng, some_ids(rng, 12))
    name = filled(client, fresh("notes"), rows, support)
    query = support.vector(rng)
    good = {"op": "near", "vector": query, "k": 2}
    tasks = [good, {"op": "put", "rows": [{"id": 5, "vector": [1.0, 2.0], "note": "short"}]}, good, {"op": "near", "vector": query, "k": 2, "filter": "nope > 3"}, {"op": "near", "vector": query, "k": 20_000}, {"op": "put", "rows": [{"id": 6, "vector": [1.0, 2.0, 3.0, 4.0], "note": "x" * 300}]}, good]
    called = f"{CALL} with 7 requests, of which Milvus refuses the second, the fourth, the fifth and the sixth"
    found = answers(ask(program, name, tasks), called, 7, support)
    bad = [found[i] for i in (1, 3, 4, 5)]
    if all("refused" not in answer or answer["refused"] is None for answer in bad):
        misconception("two-hundred-is-success", evidence="four requests that Milvus refused, with HTTP status 200, and no line that says so", called=called, returned=json.dumps(bad[0])[:200],
                      expected='{"refused": 1804}', why="The HTTP status says that Milvus has answered. Where does it say what?")
    for i in (0, 2, 6):
        the_ids(found[i], "ids", support.order(rows, query, 2), f"{called}: line {i + 1}")
    same([a.get("refused") for a in bad[:3]], [1804, 65535, 65535], called=f"{called}: the codes of lines 2, 4 and 5", why="The number tells your callers what to do about it.")
    require(set(bad[3]) == {"refused"} and bad[3]["refused"] not in (200, 0, None), called=f"{called}: line 6, a note that is too long", returned=json.dumps(bad[3]), expected='{"refused": …}')
    same(sorted(r["id"] for r in support.all_rows(client, name)), sorted(r["id"] for r in rows), called=f"{called}: the ids in the collection")
    gone = answers(ask(program, name + "_gone", [good, {"op": "notes", "ids": [1]}, {"op": "put", "rows": rows[:1]}]), f"{CALL} with a collection that is not there", 3, support)
    require(all(a.get("refused") not in (None, 200, 0) and len(a) == 1 for a in gone), called=f"{CALL} with a collection that is not there", returned=json.dumps(gone)[:300], expected='{"refused": 100} or another code, three times')
    same(gone[0], {"refused": 100}, called=f"{CALL}: a near in a collection that is not there")


@check(points=1, after="test_nearest")
def test_no_milvus(program, client, fresh, rng, support):
    """What is not Milvus ends the program with status 1"""
    rows = draw(rng, some_ids(rng, 3))
    name = filled(client, fresh("notes"), rows, support)
    task = {"op": "near", "vector": rows[0]["vector"], "k": 1}
    for address, what in (("http://127.0.0.1:9", "an address at which nothing listens"),):
        ran = ask(program, name, [task, task], address=address)
        called = f"{CALL} with {what}"
        same(ran.exit, 1, called=f"{called}: exit status")
        require("refused" not in ran.stdout, called=called, returned=ran.stdout.strip()[:200], expected="nothing on standard output", why="Milvus has refused nothing: it was never asked.")
        require(bool(ran.stderr.strip()), called=called, returned="nothing on standard error", expected="why")
