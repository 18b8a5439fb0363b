"""Checks of ch10/ex05. Between the program and Milvus stands a relay that counts the connections that are open."""

import json

from grader.checks import check, misconception, require, same

CALL = "java Main"
MOST = 2
"""Open at once: the one of this job, and the last one, whose end may still be under way."""


def customers(client, milvus, fresh, rng, support, n=3):
    """Databases, each with a collection of the same name: {database: weights}."""
    made = {}
    for _ in range(n):
        database = fresh("customer")
        client.create_database(database)
        own = milvus.client(db_name=database)
        support.collection(own, "parcels", fields=(("weight", "INT64", {}),), level="Bounded")  # so that an answer without a level has no right one by luck
        weights = [int(w) for w in rng.integers(0, 20, size=int(rng.integers(20, 60)))]
        own.insert("parcels", [{"id": i, "vector": support.vector(rng), "weight": w} for i, w in enumerate(weights)])
        made[database] = weights
    return made


def ask(program, jobs):
    return program.run(stdin="".join(json.dumps(job) + "\n" for job in jobs))


def job(database, above, collection="parcels", filter=None):
    return {"database": database, "collection": collection, "filter": f"weight > {above}" if filter is None else filter}


def printed(ran, wanted, called):
    lines = [line.strip() for line in ran.stdout.splitlines() if line.strip()]
    if lines != [str(w) for w in wanted] and ran.exit not in (0, 1):
        said = ran.stderr.strip().splitlines()[:1] or ["nothing"]
        same(ran.exit, 0, called=f"{called}: exit status", why=f"It said: {said[0][:200]}")
    same(lines, [str(w) for w in wanted], called=f"{called}: the lines on standard output")


@check(points=2)
def test_counts(program, client, milvus, fresh, rng, support):
    """Each job counts in its own database, the newest rows included"""
    made = customers(client, milvus, fresh, rng, support)
    jobs = [job(db, above) for above in (5, 11, 30) for db in made]
    wanted = [sum(w > above for w in made[db]) for above in (5, 11, 30) for db in made]
    called = f"{CALL} with {len(jobs)} jobs in {len(made)} databases"
    ran = ask(program, jobs)
    printed(ran, wanted, called)
    same(ran.exit, 0, called=f"{called}: exit status")
    own = milvus.client(db_name=next(iter(made)))
    own.insert("parcels", [{"id": 9000, "vector": support.vector(rng), "weight": 99}])
    called = f"{CALL} with a job about a row that was inserted just before"
    milvus.forget()
    ran = ask(program, [job(next(iter(made)), 50)])
    require(all(call.consistency == "Strong" for call in milvus.reads()), called=called, returned=f"a read at {', '.join(call.level for call in milvus.reads())}", expected="Strong", why="Which level shows the newest rows, also on a busy server?")
    printed(ran, [1], called)


@check(points=3, after="test_counts")
def test_one_at_a_time(program, client, milvus, fresh, rng, support):
    """Every job done, there was one connection at a time"""
    made = customers(client, milvus, fresh, rng, support, 2)
    jobs = [job(db, above) for above in range(5) for db in made]
    called = f"{CALL} with {len(jobs)} jobs"
    ran = ask(program, jobs)
    printed(ran, [sum(w > above for w in made[db]) for above in range(5) for db in made], called)
    if ran.peak >= len(jobs) - 1:
        misconception("the-collector-closes", evidence=f"{ran.opened} connections were opened, and {ran.peak} of them were open at once", called=called, returned=f"{ran.peak} open connections", expected="one at a time",
                      why="Nobody closes a client but you. What keeps it alive when no variable of yours does?")
    require(ran.peak <= MOST, called=called, returned=f"{ran.peak} connections that were open at once", expected="one at a time")


@check(points=3, after="test_one_at_a_time")
def test_refused(program, client, milvus, fresh, rng, support):
    """A job that is refused leaves no connection open"""
    made = customers(client, milvus, fresh, rng, support, 2)
    one, two = made
    bad = [job(one, 3, collection=f"nothing_{i}") if i % 2 else job(two, 3, filter="weight >>> 3") for i in range(8)]
    jobs = [job(one, 4), *bad[:5], job(two, 7), *bad[5:], job("no_such_" + one, 3), job(two, 9)]
    right = [sum(w > 4 for w in made[one]), *["refused"] * 5, sum(w > 7 for w in made[two]), *["refused"] * 4, sum(w > 9 for w in made[two])]
    called = f"{CALL} with {len(jobs)} jobs, of which Milvus refuses 9"
    ran = ask(program, jobs)
    printed(ran, right, called)
    same(ran.exit, 1, called=f"{called}: exit status", why="The job that starts the report has to learn that it has holes.")
    good = ask(program, [job(one, 4), job(two, 7), job(one, 2)])
    if ran.peak >= 7 and good.peak <= MOST:
        misconception("closed-when-all-goes-well", evidence=f"three good jobs had {good.peak} connection open at once, these had {ran.peak}", called=called, returned=f"{ran.peak} open connections", expected="one at a time",
                      why="An exception leaves the method before its last line. Which line is passed on every way out?")
    require(ran.peak <= MOST, called=called, returned=f"{ran.peak} connections that were open at once", expected="one at a time")
