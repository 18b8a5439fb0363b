"""Checks of ch08/ex02. What the script prints and leaves is compared with the rows; pymilvus itself says whether its ORM was called."""

import json

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

CALL = "python ex02_leave_the_orm.py URI COLLECTION rows.json"
WARNING = "ORM-style PyMilvus API"


@pytest.fixture(scope="module")
def world():
    return {}


@pytest.fixture
def task(seed, support, world):
    if "task" not in world:
        rng = np.random.default_rng([seed, 82])
        rows = support.draw(seed, rng, 1300)
        rows += [{**r, "id": r["id"] + 1_000_000} for r in rows]  # the old rows alone are more than a thousand
        rows = [{"id": r["id"], "title": r["word"], "year": int(rng.integers(1950, 2026)), "vector": (np.array(r["vector"]) * rng.uniform(0.5, 2)).tolist()} for r in rows]
        queries = [support.near(rng, rows) for _ in range(4)]
        since = int(rng.integers(1986, 2000))
        drop = [rows[int(i)]["id"] for i in rng.choice(len(rows), size=25, replace=False)]
        young = [r for r in rows if r["year"] >= since]
        drop += [young[int(np.argmax(np.array([r["vector"] for r in young]) @ np.array(q)))]["id"] for q in queries]  # the answers have them still
        drop += [drop[3], 7, 8]  # one twice, and two that are not there
        world["task"] = {"rows": rows, "queries": queries, "since": since, "drop": drop}
    return world["task"]


@pytest.fixture
def ran(program, client, milvus, task, world):
    """One run on a name that is taken: the script has to make room for its collection."""
    if "ran" not in world:
        client.create_collection("films", dimension=8)
        milvus.forget()
        world["ran"] = program.run(milvus.uri, "films", "rows.json", files={"rows.json": json.dumps(task)}, env={"PYTHONWARNINGS": "always"})
        world["heard"] = milvus.calls()
    return world["ran"]


def left(task):
    dropped = set(task["drop"])
    return [r for r in task["rows"] if r["id"] not in dropped]


def last_words(ran):
    return ran.stderr.strip().splitlines()[-1:] or ["nothing"]


@check(points=3)
def test_the_same_answers(ran, task, world):
    """It prints the same JSON as the old script"""
    if ran.exit != 0:
        fail(called=CALL, returned=f"exit status {ran.exit}; it said: {last_words(ran)[0]}", expected="exit status 0")
    try:
        found = json.loads(ran.stdout)
    except ValueError:
        fail(called=CALL, returned=ran.stdout[:300] or "no output", expected="one JSON object")
    same(sorted(found) if isinstance(found, dict) else found, ["answers", "old", "rows"], called=f"the keys that {CALL} prints")
    same(found["rows"], len(left(task)), called=f'"rows" of {CALL}', why="Counted after the delete.")
    old = sorted([r["id"], r["year"]] for r in left(task) if r["year"] < task["since"])
    same(found["old"], old, called=f'"old" of {CALL}')
    young = [r for r in task["rows"] if r["year"] >= task["since"]]
    table = np.array([r["vector"] for r in young])
    for n, query in enumerate(task["queries"]):
        scores = table @ np.array(query)
        order = np.argsort(-scores, kind="stable")[:5]
        expected = [[young[i]["id"], young[i]["title"]] for i in order]
        same([hit[:2] for hit in found["answers"][n]], expected, called=f'"answers"[{n}] of {CALL}', why="The five with the largest inner product since that year, before the delete: id and title.")
        gaps = [abs(hit[2] - scores[i]) for hit, i in zip(found["answers"][n], order, strict=True)]
        require(max(gaps) < 2e-4, called=f'the distances of "answers"[{n}]', returned=[hit[2] for hit in found["answers"][n]], expected=[round(float(scores[i]), 4) for i in order])
    printed = [hit[2] for hits in found["answers"] for hit in hits]
    require(all(round(d, 4) == d for d in printed) and any(round(d, 3) != d for d in printed), called=f'the distances of "answers" of {CALL}', returned=printed[:5], expected="four digits after the point, as the old script prints them")
    opened = [int(c.params.get("nprobe", 8)) for c in world["heard"] if c.method == "Search"]
    require(opened and min(opened) >= 16, called=CALL, returned=f"searches with nprobe {min(opened, default=None)}", expected="nprobe 16, as in the old script", why="The right answers, this time: a search that opens half of the cells finds what is in them. Which of its parameters did the old search name?")


@check(points=1, after="test_the_same_answers")
def test_another_morning(ran, program, milvus, task, world):
    """The next morning, in whichever order the rows come back, it prints the same"""
    first = json.loads(ran.stdout)
    pages = [c for c in world["heard"] if c.method == "Query" and any(p.key == "iterator" and p.value == "True" for p in c.request.query_params)]
    if not pages:  # an iterator needs its rows by key, and a server keeps that order for it
        milvus.reverse(times=20)  # a query promises no order, and Milvus Lite happens to return the rows by key
    again = program.run(milvus.uri, "films", "rows.json", files={"rows.json": json.dumps(task)})
    if again.exit != 0:
        fail(called=f"{CALL}, a second time", returned=f"exit status {again.exit}; it said: {last_words(again)[0]}", expected="exit status 0")
    second = json.loads(again.stdout)
    same(second["old"], first["old"], called=f'"old" of {CALL}, the rows of each query coming back in a different order', why="The old script sorts them.")
    same(second["rows"], first["rows"], called=f'"rows" of {CALL}, a second time')


@check(points=2, after="test_the_same_answers")
def test_the_same_collection(ran, client, task, support, world):
    """It leaves the same collection behind"""
    facts = client.describe_collection("films")
    fields = {f["name"]: f for f in facts["fields"]}
    called = f"describe_collection after {CALL}"
    if facts.get("enable_dynamic_field"):
        result = {"called": called, "returned": f"the fields {', '.join(fields)} and a dynamic field", "expected": "the fields id, title, year, vector and no other"}
        if set(fields) == {"id", "vector"}:
            misconception("quick-setup-is-the-same", **result, evidence="title and year are no fields of the schema; they went into the dynamic field",
                          why="The quick way of create_collection makes a schema of its own. What refuses a row with a misspelled field now?")
        fail(**result, why="A misspelled field would be kept without a word.")
    same(list(fields), ["id", "title", "year", "vector"], called=f"the fields by {called}")
    kinds = {n: (int(f["type"]), f.get("params", {}).get("max_length"), f.get("params", {}).get("dim")) for n, f in fields.items()}
    expected = {"id": (5, None, None), "title": (21, 200, None), "year": (5, None, None), "vector": (101, None, 32)}
    same({n: tuple(int(x) if x is not None else None for x in k) for n, k in kinds.items()}, expected, called=f"types, lengths and dimensions by {called}", why="5 is INT64, 21 VARCHAR, 101 FLOAT_VECTOR.")
    require(bool(fields["id"].get("is_primary")) and not facts.get("auto_id"), called=called, returned="another key", expected="id, given by you")
    level = int([c for c in world["heard"] if c.method == "CreateCollection"][-1].request.consistency_level)
    if level != 0:  # describe_collection would say so too, but not on every Milvus
        misconception("the-level-is-lost", evidence=f"the collection was made with the level {('Strong', 'Session', 'Bounded', 'Eventually')[level]}, and the old script makes a Strong one", called=f"create_collection in {CALL}",
                      returned=f"consistency_level {level}", expected="0, Strong", why="A read that names no level gets the collection's. Where is it set?")
    index = client.describe_index("films", client.list_indexes("films")[0])
    same((index["index_type"], index["metric_type"]), ("IVF_FLAT", "IP"), called=f"type and metric by describe_index after {CALL}")
    built = [int(c.params.get("nlist", 0)) for c in world["heard"] if c.method == "CreateIndex"]
    require(built and built[-1] == 16, called=f"create_index in {CALL}", returned=f"nlist {built[-1]}" if built and built[-1] else "no nlist", expected="nlist 16", why="Without it the index gets a default number of cells.")
    if "nlist" in index:  # a Milvus that does not say what was built can not be asked
        same(int(index["nlist"]), 16, called=f"nlist by describe_index after {CALL}")
    require(str(client.get_load_state("films")["state"]).endswith("Loaded"), called=f"get_load_state after {CALL}", returned="not loaded", expected="Loaded")
    some = task["rows"][77]
    rows = client.query("films", filter=f"id == {some['id']}", output_fields=["title", "year", "vector"], consistency_level="Strong")
    gone = some["id"] in task["drop"]
    require(gone or (rows and rows[0]["title"] == some["title"] and rows[0]["year"] == some["year"] and np.allclose(rows[0]["vector"], some["vector"], atol=1e-5)),
            called=f"the row {some['id']}", returned=rows[:1], expected="title, year and vector as in rows.json")
    same(support.count(client, "films"), len(left(task)), called=f"count(*) after {CALL}")
    most = max((c.rows for c in world["heard"] if c.method in ("Insert", "Upsert")), default=0)
    require(most <= 500, called=CALL, returned=f"a message of {most} rows", expected="at most 500, as the old script sends them", why="A message has a limit of bytes, and one day there are more rows.")


@check(points=3, after="test_the_same_answers")
def test_no_warning(ran, support, world):
    """No call of the ORM, and so no warning of it"""
    warned = sorted({line.split("`")[1] for line in ran.stderr.splitlines() if WARNING in line and line.count("`") >= 2})
    if warned:
        fail(called=CALL, returned=f"{len(warned)} warnings: {', '.join(warned)}", expected="no warning", why="These calls go with pymilvus 3.1. Which one of MilvusClient does the same?")
    made = [c for c in world["heard"] if c.method == "CreateIndex"]
    old = [p.value for c in made for p in c.request.extra_params if p.key == "params"]
    if old:  # MilvusClient sends each parameter by itself
        misconception("silence-is-a-port", evidence=f"Milvus heard a CreateIndex with its parameters packed into one text, {old[0]}, as only Collection.create_index sends it", called=CALL,
                      returned="a script of the ORM that says nothing", expected="a script of MilvusClient", why="A warning that is not seen is still true: in pymilvus 3.1 the script ends at its first line.")
    methods = [c.method for c in world["heard"]]
    last = len(methods) - methods[::-1].index("Connect") if "Connect" in methods else 0
    if methods.count("Connect") > 1 and methods[last : last + 2] == ["DescribeCollection"] * 2:  # clients of one address share a connection
        misconception("silence-is-a-port", evidence="Milvus heard a second Connect, and then the collection described twice in a row, as connections.connect and Collection(name) do it", called=CALL,
                      returned="a script of which a part is the ORM and says nothing", expected="a script of MilvusClient", why="A warning that is not seen is still true: in pymilvus 3.1 the script ends at its first line.")
