"""Checks of ch10/ex03. The recording proxy holds replies back; the times are those at which it heard the searches."""

import json

from grader.checks import check, fail, misconception, require, same

CALL = "ex03_deadline"
SLACK = 1.6
"""Seconds after a deadline in which the next search has to begin here: the 300 ms of the statement, and a busy machine."""


def filled(client, fresh, rng, support):
    name = support.collection(client, fresh("pages"), fields=())
    ids = [int(i) for i in rng.choice(9000, size=37, replace=False) + 100] + [2**60 + 1, 2**60 + 3, -(2**58) - 1]
    rows = [{"id": i, "vector": support.vector(rng)} for i in ids]
    client.insert(name, rows)
    require(len(support.all_rows(client, name)) == len(rows), returned="fewer rows than were inserted")
    return name, rows


def ask(program, name, milliseconds, queries):
    return program.run(name, str(milliseconds), stdin="".join(json.dumps(q) + "\n" for q in queries))


def lines_of(ran, called, n, support):
    support.ended_well(ran, called)
    lines = [line.strip() for line in ran.stdout.splitlines() if line.strip()]
    same(len(lines), n, called=f"{called}: lines on standard output", why=f"It printed {' / '.join(lines[:4])[:160] or 'nothing'}.")
    return lines


def right(lines, rows, queries, late, called, support):
    """The ids of each query that was answered, and `late` for the others."""
    for n, (line, query) in enumerate(zip(lines, queries, strict=True)):
        where = f"{called}: line {n + 1}"
        if n in late:
            same(line, "late", called=where)
            continue
        wanted = support.order(rows, query, 3)
        if line == "late":
            fail(called=where, returned="late", expected=wanted, why="This search was answered within its own time.")
        try:
            found = json.loads(line)
        except ValueError:
            fail(called=where, returned=line[:160], expected=wanted)
        same(found, wanted, called=where)


@check(points=2)
def test_in_time(program, client, milvus, fresh, rng, support):
    """Every search that is answered in time gives the three nearest ids"""
    name, rows = filled(client, fresh, rng, support)
    queries = [support.vector(rng) for _ in range(6)] + [rows[-1]["vector"], rows[-2]["vector"]]
    called = f"{CALL} with 8 queries and 20,000 ms for each"
    right(lines_of(ask(program, name, 20_000, queries), called, 8, support), rows, queries, (), called, support)
    small = support.collection(client, fresh("two"), fields=())
    client.insert(small, rows[:2])
    require(len(support.all_rows(client, small)) == 2, returned="fewer rows than were inserted")
    milvus.delay("Connect", 4.0)
    called = f"{CALL} on a collection of two rows, with 3,000 ms for the query, while connecting takes 4 s"
    right(lines_of(ask(program, small, 3000, queries[:1]), called, 1, support), rows[:2], queries[:1], (), called, support)
    milvus.straighten()


@check(points=3, after="test_in_time")
def test_late(program, client, milvus, fresh, rng, support):
    """A late answer is not waited for, and the search after it has its own time"""
    name, rows = filled(client, fresh, rng, support)
    queries = [support.vector(rng) for _ in range(4)]
    milvus.forget()
    milvus.delay("Search", 9.0, times=1)
    ran = ask(program, name, 3000, queries)
    called = f"{CALL} with 4 queries and 3,000 ms for each, the first reply being held for 9 s"
    calls = milvus.calls("Search")
    if ran.exit == 1 and "DeadlineExceeded" in ran.stderr and len(calls) == 1:
        misconception("late-is-context-deadline-exceeded", evidence=f"it ended with: {ran.stderr.strip()[-160:]}", called=called, returned="exit status 1", expected="a line `late`, and three more lines",
                      why="gRPC returns a status, and not the error of the context package. errors.Is(err, context.DeadlineExceeded) is false for it. What is its code?")
    lines = lines_of(ran, called, 4, support)
    waited = calls[1].at - calls[0].at if len(calls) > 1 else 0.0
    if waited > 7.5 and lines[0] == "late":
        misconception("the-clock-is-read-afterwards", evidence=f"the second search began {waited:.1f} s after the first, and the first line says late", called=called, returned=f"{waited:.1f} s", expected="about 3 s",
                      why="It was late, and you waited for it all the same. Who ends the call when its time is over?")
    late = sum(line == "late" for line in lines)
    if late == 4 and len(calls) < 4:
        one_for_all(called, lines, len(calls))
    right(lines, rows, queries, (0,), called, support)
    require(waited < 3.0 + SLACK, called=called, returned=f"a second search {waited:.1f} s after the first", expected="3 s, and at most 300 ms")


def one_for_all(called, lines, heard):
    misconception("one-context-for-all", evidence=f"after the first deadline every line says late, and Milvus heard {heard} searches of {len(lines)}", called=called, returned=" / ".join(lines),
                  expected="late, and then ids", why="The time of a context is over once. Whose time is it?")


@check(points=3, after="test_late")
def test_each_its_own(program, client, milvus, fresh, rng, support):
    """Every search has all of its time, however long those before it took"""
    name, rows = filled(client, fresh, rng, support)
    queries = [support.vector(rng) for _ in range(6)]
    milvus.forget()
    milvus.delay("Search", 1.2, times=6)
    ran = ask(program, name, 4000, queries)
    called = f"{CALL} with 6 queries and 4,000 ms for each, every reply being held for 1.2 s"
    lines = lines_of(ran, called, 6, support)
    heard = milvus.calls("Search")
    if lines[-1] == "late" and lines[0] != "late" and lines == sorted(lines, key=lambda line: line == "late"):
        one_for_all(called, lines, len(heard))
    right(lines, rows, queries, (), called, support)


@check(points=2, after="test_in_time")
def test_refused(program, client, milvus, fresh, rng, support):
    """A refusal is not late: the program ends with status 1, at once"""
    name, rows = filled(client, fresh, rng, support)
    queries = [support.vector(rng) for _ in range(3)]
    milvus.forget()
    ran = ask(program, name + "_gone", 10_000, queries)
    called = f"{CALL} on a collection that is not there"
    same(ran.exit, 1, called=f"{called}: exit status")
    require("late" not in ran.stdout, called=called, returned=ran.stdout.strip()[:160], expected="nothing on standard output", why="Milvus has answered, and its answer was no.")
    require(bool(ran.stderr.strip()), called=called, returned="nothing on standard error", expected="why")
    milvus.forget()
    milvus.fail_next("Search", times=30, code="PERMISSION_DENIED")
    ran = ask(program, name, 10_000, queries)
    heard = milvus.calls("Search")
    called = f"{CALL} for a user who may not search"
    require(bool(heard), called=called, returned="no Search", expected="one")
    same(ran.exit, 1, called=f"{called}: exit status")
    require("late" not in ran.stdout, called=called, returned=ran.stdout.strip()[:160], expected="nothing on standard output", why="Milvus has answered, and its answer was no.")
    require(len(heard) == 1, called=called, returned=f"{len(heard)} searches", expected="one", why="At once: the second query would be refused too.")
