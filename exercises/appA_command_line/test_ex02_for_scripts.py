"""Checks of appA/ex02. What is in Milvus is looked at with the grader's own client."""

import json

from grader.checks import check, fail, misconception, require, same

CALL = "python ex02_for_scripts.py URI"
NOWHERE = "http://127.0.0.1:9"


def line_of(arguments):
    return " ".join([CALL, *(json.dumps(a, ensure_ascii=False) if " " in a or not a else a for a in arguments)])


def answers(program, arguments, n, **more):
    """n lines of JSON, and exit status 0."""
    ran, called = program.run(*arguments, **more), line_of(arguments)
    if ran.exit != 0:
        said = ran.stderr.strip().splitlines()[-1:] or ["nothing"]
        fail(called=called, returned=f"exit status {ran.exit}; on standard error: {said[0][:300]}", expected="exit status 0")
    lines = ran.stdout.splitlines()
    try:
        found = [json.loads(line) for line in lines]
    except ValueError:
        fail(called=called, returned=f"on standard output: {ran.stdout[:300]!r}", expected="JSON, one object per line, and nothing else")
    same(len(found), n, called=f"{called}: lines on standard output")
    return found


def refused(program, arguments, status, word, why="", ran=None, **more):
    """An exit status, an empty standard output, and a reason that names what it is about."""
    ran, called = ran or program.run(*arguments, **more), line_of(arguments)
    if ran.exit == 0 and status == 1 and not any('"done"' in line or '"rows"' in line for line in ran.stdout.splitlines()) and (ran.stderr + ran.stdout).strip():
        misconception("a-message-is-enough", evidence=f"exit status 0, and a message: {(ran.stderr + ran.stdout).strip().splitlines()[-1][:120]}", called=called, returned="exit status 0", expected=f"exit status {status}",
                      why="A script does not read messages. What does it look at?")
    same(ran.exit, status, called=f"{called}: exit status", why=why)
    require(not ran.stdout.strip(), called=called, returned=f"on standard output: {ran.stdout.strip()[:200]}", expected="nothing on standard output", why="Nothing was done, so there is no answer. The reason goes to standard error.")
    require(bool(ran.stderr.strip()) and word in ran.stderr, called=called, returned=f"on standard error: {ran.stderr.strip()[-200:] or 'nothing'}", expected=f"why, with {word}" if word else "why")


def unchanged(milvus, support, called):
    heard = sorted({call.method for call in milvus.calls() if call.method in support.CHANGES})
    require(not heard, called=called, returned=f"Milvus heard {', '.join(heard)}", expected="calls that only read")


@check(points=2)
def test_rows(program, milvus, client, fresh, support):
    """Rows are counted, in the order of the names, and nothing is loaded for it"""
    many, none, away, some = fresh("many"), fresh("none"), fresh("away"), fresh("some")
    support.collection(client, many, 16_500)
    support.collection(client, none)
    support.collection(client, away, 9, load=False)
    support.collection(client, some, 41)
    client.delete(some, ids=[3, 4])
    milvus.forget()
    names = [some, none, many, away]
    found = answers(program, ["rows", *names], 4)
    same(found, [{"collection": name, "rows": n} for name, n in zip(names, [39, 0, 16_500, None], strict=True)], called=line_of(["rows", *names]))
    unchanged(milvus, support, line_of(["rows", *names]))


@check(points=2, after="test_rows")
def test_drop(program, client, fresh, support):
    """Collections are dropped that are named, and no others"""
    one, two, stays, away = fresh("one"), fresh("two"), fresh("stays"), fresh("away")
    for name, n in ((one, 12), (two, 0), (stays, 5)):
        support.collection(client, name, n)
    support.collection(client, away, 7, load=False)
    arguments = ["drop", two, away, one]
    found = answers(program, arguments, 3)
    same(found, [{"collection": name, "rows": n, "done": True} for name, n in ((two, 0), (away, None), (one, 12))], called=line_of(arguments))
    there = set(client.list_collections())
    same([name in there for name in (one, two, away, stays)], [False, False, False, True], called=f"{line_of(arguments)}: whether the four collections are there")


@check(points=2, after="test_rows")
def test_delete(program, milvus, client, fresh, rng, support):
    """Rows are deleted that the filter finds, and a deletion that did not happen is none"""
    name = fresh("titles")
    support.collection(client, name, 60)
    odd = 'Größe "7" \\ 😀'
    client.insert(name, [{"id": 1000 + i, "vector": [1.0, float(i)], "title": odd} for i in range(4)])
    quoted = odd.replace("\\", "\\\\").replace('"', '\\"')
    first = int(rng.integers(10, 40))
    client.delete(name, filter=f"id < {first}")
    for filter, n in ((f'title == "{quoted}"', 4), (f"id < {first}", 0)):
        found = answers(program, ["delete", name, filter], 1)
        same(found, [{"collection": name, "filter": filter, "rows": n, "done": True}], called=line_of(["delete", name, filter]))
    same(support.counted(client, name), 60 - first, called="the rows that are left")
    milvus.pretend("Delete", times=9)
    arguments = ["delete", name, "id >= 50"]
    ran = program.run(*arguments)
    milvus.straighten()
    require(bool(milvus.calls("Delete")), called=line_of(arguments), returned="no Delete was sent", expected="a Delete")
    called = f"{line_of(arguments)}, where Milvus confirmed the deletion of 10 rows and they are still there,"
    if ran.exit == 0 and '"done": true' in ran.stdout.replace('"done":true', '"done": true'):
        misconception("the-reply-is-the-deletion", evidence='a line with "done": true, and count(*) still finds the ten rows', called=called, returned=ran.stdout.strip()[:200], expected="exit status 1 and no line",
                      why="A reply says that the request was taken. How do you see that the rows are gone?")
    refused(program, arguments, 1, name, "Milvus confirmed the deletion, and the rows are still there.", ran)


@check(points=3, after=("test_drop", "test_delete"))
def test_dry_run(program, milvus, client, fresh, support):
    """--dry-run looks as closely, refuses as much, and changes nothing"""
    one, two, missing, away = fresh("one"), fresh("two"), fresh("missing"), fresh("away")
    support.collection(client, one, 30)
    support.collection(client, two, 4)
    support.collection(client, away, 4, load=False)
    milvus.forget()
    for arguments, right in (
        (["drop", one, two, "--dry-run"], [{"collection": one, "rows": 30, "done": False}, {"collection": two, "rows": 4, "done": False}]),
        (["delete", "--dry-run", one, "id >= 12"], [{"collection": one, "filter": "id >= 12", "rows": 18, "done": False}]),
    ):
        same(answers(program, arguments, len(right)), right, called=line_of(arguments))
        unchanged(milvus, support, line_of(arguments))
    arguments = ["drop", "--dry-run", one, missing]
    ran = program.run(*arguments)
    if ran.exit == 0 and '"done"' in ran.stdout:
        misconception("a-dry-run-need-not-look", evidence=f"{missing} is not there, and the exit status is 0", called=line_of(arguments), returned=ran.stdout.strip()[:200], expected="exit status 1 and no line",
                      why="A rehearsal is asked in order to hear what the performance would say.")
    refused(program, arguments, 1, missing, "Without --dry-run it would be refused.", ran)
    refused(program, ["delete", away, "id > 1", "--dry-run"], 1, away, "Without --dry-run it would be refused.")
    unchanged(milvus, support, "the four rehearsals")
    same([support.counted(client, name) for name in (one, two)], [30, 4], called="the rows of both collections afterwards")


@check(points=3, after=("test_drop", "test_delete"))
def test_refused(program, milvus, client, fresh, support):
    """What is refused changes nothing, and the exit status is 1"""
    one, two, missing, alias = fresh("one"), fresh("two"), fresh("missing"), fresh("alias")
    support.collection(client, one, 6)
    support.collection(client, two, 3)
    refused(program, ["drop", one, missing, two], 1, missing, f"{missing} is no collection.")
    require({one, two} <= set(client.list_collections()), called=line_of(["drop", one, missing, two]), returned="one of the two was dropped", expected="all or nothing")
    client.create_alias(collection_name=two, alias=alias)
    for arguments in (["drop", alias], ["rows", one, alias]):
        ran = program.run(*arguments)
        if ran.exit == 0 and '"rows"' in ran.stdout:
            gone = two not in client.list_collections()
            misconception("an-alias-is-a-collection", evidence=f"{alias} is an alias of {two}" + (", and now that is gone" if gone else ""), called=line_of(arguments), returned=ran.stdout.strip()[:200], expected="exit status 1",
                          why="Which calls answer to an alias, and which one knows names of collections only?")
        same([ran.exit, ran.stdout, alias in ran.stderr], [1, "", True], called=f"{line_of(arguments)}: the exit status, standard output, and whether standard error has {alias}", why=f"{alias} is an alias.")
    refused(program, ["delete", one, "nope > 1"], 1, one)
    milvus.fail_next("DropCollection", times=9, code="RESOURCE_EXHAUSTED")
    refused(program, ["drop", one, two], 1, one, "Milvus refused the drop.")
    require(bool(milvus.calls("DropCollection")), called=line_of(["drop", one, two]), returned="no DropCollection was sent", expected="one that Milvus refuses")
    tried = {call.request.collection_name for call in milvus.calls("DropCollection")}
    milvus.straighten()
    same(tried, {one}, called=f"{line_of(['drop', one, two])}: the collections that it tried to drop", why="At a refusal the tool ends at once.")
    same([support.counted(client, name) for name in (one, two)], [6, 3], called="the rows of both collections afterwards")


@check(points=2)
def test_usage(program, milvus, client, fresh, support):
    """Wrong usage is told before Milvus hears anything"""
    name = fresh("used")
    support.collection(client, name, 5)
    milvus.forget()
    for arguments in (["drop", name, "--dryrun"], ["delete", name, " "], ["rows", name, "--dry-run"], ["delete", name]):
        refused(program, arguments, 2, "", "No such usage is above.")
        require(not milvus.calls(), called=line_of(arguments), returned=f"Milvus heard {milvus.calls()[0].method}" if milvus.calls() else "", expected="nothing that Milvus hears")
    for arguments in ([], ["wipe", name], ["drop"]):
        refused(program, arguments, 2, "", "No such usage is above, and nothing listens at this URI: the usage comes first.", milvus=NOWHERE)
    same(support.counted(client, name), 5, called="the rows of the collection afterwards")


@check(points=1)
def test_no_milvus(program, fresh):
    """Where no Milvus answers, the exit status is 3"""
    refused(program, ["drop", fresh("any"), "--dry-run"], 3, "", "Nothing listens at this URI. That is not a refusal: a script may try again.", milvus=NOWHERE)
