"""Checks of ch10/ex08: five mistakes in a program of the learner's language. The recording proxy hears every message; the first check is about a good day."""

import json

from grader.checks import check, difference, fail, misconception, require, same

CALL = "films"


def shelf(client, fresh, rng, support, n=60):
    """(name, rows): ids beyond 2^53 that differ by one, small ones, negative ones."""
    name = support.collection(client, fresh("films"), fields=(("year", "INT64", {}),))
    big = int(rng.integers(2**58, 2**61)) * 2
    ids = [*(big + i for i in range(12)), *(-big - i for i in range(6)), *(int(i) for i in rng.choice(9000, size=n - 18, replace=False) + 1)]
    rows = [{"id": i, "vector": support.vector(rng), "year": 1930 + k if k % 12 else -k} for k, i in enumerate(ids)]  # of some nobody knows the year, or it was before ours
    client.insert(name, rows)
    require(len(support.all_rows(client, name)) == len(rows), returned="fewer rows than were inserted")
    return name, rows


def right(rows, vectors, k, support, after=None):
    kept = [r for r in rows if after is None or r["year"] > after]
    return [support.order(kept, v, k) if kept else [] for v in vectors]


def near(vectors, k, after=None):
    return {"op": "near", "vectors": vectors, "k": k} | ({} if after is None else {"after": after})


def lines(program, name, tasks, called, milliseconds=20_000):
    """One line per task."""
    ran = program.run(name, str(milliseconds), stdin="".join(json.dumps(t) + "\n" for t in tasks))
    if ran.exit != 0:
        said = ran.stderr.strip().splitlines()[-1:] or ["nothing"]
        fail(called=called, returned=f"exit status {ran.exit}; it said: {said[0][:300]}", expected="exit status 0")
    found = [line.strip() for line in ran.stdout.splitlines() if line.strip()]
    same(len(found), len(tasks), called=f"{called}: lines on standard output", why=f"It printed {' / '.join(found[:3])[:160] or 'nothing'}.")
    return found


def lists(line, called):
    """The arrays of a line."""
    try:
        found = json.loads(line)
    except ValueError:
        fail(called=called, returned=line[:160], expected="a JSON array of arrays of ids")
    require(isinstance(found, list) and all(isinstance(one, list) for one in found), called=called, returned=line[:160], expected="a JSON array of arrays of ids")
    return found


@check(points=1)
def test_a_good_day(program, client, milvus, fresh, rng, support):
    """On a good day it finds what is nearest, in one call"""
    name, rows = shelf(client, fresh, rng, support)
    asked = [([support.vector(rng)], 3), ([support.vector(rng) for _ in range(4)], 5)]
    milvus.forget()
    found = lines(program, name, [near(v, k) for v, k in asked], f"{CALL} with two tasks")
    for line, (vectors, k) in zip(found, asked, strict=True):
        called = f"near of {len(vectors)} vectors, k={k}"
        same(lists(line, called), right(rows, vectors, k, support), called=called)
    require(len(milvus.calls("Search")) == 2, called=f"{CALL} with two tasks", returned=f"{len(milvus.calls('Search'))} calls of Search", expected="one for each task")


@check(points=2, after="test_a_good_day")
def test_short_lists(program, client, milvus, fresh, rng, support):
    """A list may be short or empty, and each hit is in the list of its own vector"""
    name, rows = shelf(client, fresh, rng, support)
    vectors = [support.vector(rng) for _ in range(3)]
    asked = [(1986, 5), (1970, 40), (1989, 4), (0, 60), (-5, 3)]
    milvus.forget()
    found = lines(program, name, [near(vectors, k, after) for after, k in asked], f"{CALL} with five tasks that have `after`")
    for line, (after, k) in zip(found, asked, strict=True):
        kept = sum(r["year"] > after for r in rows)
        called, wanted = f"near of 3 vectors, k={k}, after={after}, which {kept} films pass", right(rows, vectors, k, support, after)
        said, flat = lists(line, called), [i for one in wanted for i in one]
        if said != wanted and said == [flat[n * k : (n + 1) * k] for n in range(3)]:
            misconception("flat-list-cut-by-k", evidence=f"{len(flat)} hits in their order, in lists of {[len(o) for o in said]} instead of {[len(o) for o in wanted]}", called=called, returned=[len(o) for o in said], expected=[len(o) for o in wanted],
                          why="The first vector got hits of the second. How many hits does each vector have, and where does the reply say so?")
        same(said, wanted, called=called)
    require(len(milvus.calls("Search")) == len(asked), called=f"{CALL} with five tasks", returned=f"{len(milvus.calls('Search'))} calls of Search", expected="one for each task")


@check(points=2, after="test_a_good_day")
def test_refused(program, client, milvus, fresh, rng, support):
    """What Milvus refuses is said, and the next task follows"""
    name, rows = shelf(client, fresh, rng, support)
    vector = support.vector(rng)
    tasks = [near([vector[:3]], 3), {"op": "drop", "ids": [rows[2]["id"]]}, near([vector], 2)]
    found = lines(program, name, tasks, f"{CALL} with a vector of three numbers, then two more tasks")
    if found[0] != "refused":
        misconception("a-reply-is-a-success", evidence=f"Milvus refused a vector of three numbers, and the program printed {found[0][:60]}", called="near of a vector of three numbers", returned=found[0][:100], expected="refused",
                      why="An empty list says that there is nothing. How does this client tell you that Milvus has said no?")
    same(found[1], "dropped", called="drop, after a task that was refused")
    same(lists(found[2], "near, after a drop"), right([r for i, r in enumerate(rows) if i != 2], [vector], 2, support), called="near, after a drop")
    gone = lines(program, name + "_gone", [near([vector], 3), {"op": "drop", "ids": [1]}], f"{CALL} with a collection that is not there")
    same(gone, ["refused", "refused"], called=f"{CALL} with a collection that is not there", why="Milvus refuses both tasks.")


@check(points=2, after="test_a_good_day")
def test_newest(program, client, milvus, fresh, rng, support):
    """The newest rows count"""
    name, rows = shelf(client, fresh, rng, support)
    row = {"id": 20_000, "vector": [50.0, 50.0, 50.0, 50.0], "year": 2020}
    client.insert(name, [row])
    milvus.forget()
    (line,) = lines(program, name, [near([row["vector"]], 1)], f"{CALL} right after an insert")
    called = "near of a film that was inserted just before"
    level = milvus.calls("Search")[-1].consistency
    if level not in ("Strong", "default"):
        misconception("the-level-takes-care-of-itself", evidence=f"the message asks for the level {level}", called=called, returned=line, expected=[[row["id"]]], why="A read at this level need not see what was just written, and on a busy server it does not. Which one does?")
    same(lists(line, called), [[row["id"]]], called=called)


@check(points=2, after="test_a_good_day")
def test_drop(program, client, milvus, fresh, rng, support):
    """drop deletes these films, and no other"""
    name, rows = shelf(client, fresh, rng, support)
    ids = [r["id"] for r in rows]
    gone = [ids[3], ids[5], ids[14], ids[30]]
    found = lines(program, name, [{"op": "drop", "ids": gone}, {"op": "drop", "ids": []}], f"{CALL} with two tasks `drop`")
    left, wanted = [r["id"] for r in support.all_rows(client, name)], [i for i in ids if i not in gone]
    called = f"drop of {gone}, then of no film"
    if sorted(left) != sorted(wanted):
        rounded = {int(float(i)) for i in gone}
        if sorted(left) == sorted(i for i in ids if i not in rounded):
            misconception("ids-are-floats", evidence=f"what is gone are the floats nearest to the ids: {sorted(set(ids) - set(left))[:4]}", called=called, returned=difference(left, wanted), expected=difference(wanted, wanted), why="An id is a name. What happens to it on its way from the line to the message?")
        fail(called=called, returned=f"in the collection: {difference(left, wanted)}", expected=difference(wanted, wanted))
    same(found, ["dropped", "dropped"], called=called)


@check(points=2, after="test_a_good_day")
def test_late(program, client, milvus, fresh, rng, support):
    """A late answer is not waited for, and the task after it has its own time"""
    name, rows = shelf(client, fresh, rng, support)
    vector = support.vector(rng)
    milvus.forget()
    milvus.delay("Search", 9.0, times=1)
    milvus.delay("Delete", 9.0, times=1)
    found = lines(program, name, [near([vector], 2), {"op": "drop", "ids": [rows[0]["id"]]}, near([vector], 1, 1960)], f"{CALL} with 2,000 ms, the first Search and the first Delete being held for 9 s", 2000)
    calls = [c for c in milvus.calls() if c.method in ("Search", "Delete")]
    waited = calls[1].at - calls[0].at if len(calls) > 1 else 0.0
    if waited > 7:
        misconception("late-is-noticed-afterwards", evidence=f"the second task began {waited:.1f} s after the first", called="near, with 2,000 ms, held for 9 s", returned=f"{found[0]}, after {waited:.1f} s", expected="late, after two seconds", why="It was late, and it was waited for. Who ends the call?")
    same(found[:2], ["late", "late"], called="near and drop, with 2,000 ms, each held for 9 s")
    require(waited < 5, called="near, with 2,000 ms, held for 9 s", returned=f"the next task began {waited:.1f} s later", expected="about two seconds")
    same(lists(found[2], "near, after two late tasks"), right(rows, [vector], 1, support, 1960), called="near, after two late tasks")
