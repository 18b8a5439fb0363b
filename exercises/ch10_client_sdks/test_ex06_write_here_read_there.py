"""Checks of ch10/ex06. What is in Milvus is looked at with the grader's own client."""

import json

import numpy as np

from grader.checks import check, difference, fail, misconception, require, same

CALL = "python ex06_write_here_read_there.py"
FIELDS = (("price", "INT64", {}), ("name", "VARCHAR", {"max_length": 100}))
NAMES = ['Größe "7"', "", "a\\b", "ヴェクター", "😀", "line\nbreak", "null", " space "]


def delivery(rng, n):
    """Rows in no order, with ids and prices beyond 2^53, negative ones, and names of all kinds."""
    ids = {int(i) * (-1) ** k + (2**60 if k % 3 == 0 else 0) for k, i in enumerate(rng.choice(10**6, size=n, replace=False) + 1)}
    rows = []
    for k, i in enumerate(sorted(ids, key=lambda _: rng.random())):
        price = int(rng.integers(0, 10**6)) if k % 4 else 2**53 + 1 + 2 * k
        rows.append({"id": i, "vector": [round(float(x), 4) for x in rng.normal(size=3) * 10], "price": price * (-1 if k % 7 == 0 else 1), "name": NAMES[k % len(NAMES)] + (str(k) if k % 2 else "")})
    return rows


def run(program, name, rows):
    return program.run(name, stdin="".join(json.dumps(r, ensure_ascii=bool(k % 2)) + "\n" for k, r in enumerate(rows)))


def upserts(milvus):
    """(rows, requests) that Milvus has counted so far: REST is not heard by the recording proxy."""
    lines = milvus.metrics().splitlines()
    rows = [line for line in lines if line.startswith("milvus_proxy_upsert_vectors_count{")]
    requests = [line for line in lines if line.startswith('milvus_proxy_req_count{function_name="Upsert"') and 'status="total"' in line]
    return tuple(sum(int(float(line.split()[-1])) for line in some) for some in (rows, requests))


def stored(client, name, support):
    return {r["id"]: plain(r) for r in support.all_rows(client, name, ("id", "vector", "price", "name"))}


def plain(row):
    return {"id": row["id"], "vector": [float(np.float32(x)) for x in row["vector"]], "price": row["price"], "name": row["name"]}


def printed(ran, called, wanted, support):
    """The rows that were printed, against those that are wanted, in their order."""
    support.ended_well(ran, called)
    found = support.lines_of_json(ran, called, len(wanted))
    for row in found:
        if not isinstance(row, dict) or set(row) != {"id", "vector", "price", "name"}:
            fail(called=called, returned=json.dumps(row)[:160], expected="lines with the keys id, vector, price and name")
    rows = [plain(row) for row in found]
    ids = [row["id"] for row in rows]
    require(ids == [w["id"] for w in wanted], called=called, returned=difference(ids, [w["id"] for w in wanted]), expected=f"{len(wanted)} ids in the order in which they came first")
    return rows


@check(points=3)
def test_written(program, client, milvus, fresh, rng, support):
    """Every row arrives as it was delivered"""
    name = support.collection(client, fresh("prices"), fields=FIELDS, dim=3)
    rows = delivery(rng, 230)
    before = upserts(milvus)
    ran = run(program, name, rows)
    called = f"{CALL} with {len(rows)} rows"
    support.ended_well(ran, called)
    there = stored(client, name, support)
    require(sorted(there) == sorted(r["id"] for r in rows), called=called, returned=f"in the collection: {difference(list(there), [r['id'] for r in rows])}", expected=f"{len(rows)} ids")
    for row in rows:
        same(there[row["id"]], plain(row), called=f"{called}: the row {row['id']} in the collection")
    sent, requests = (now - then for now, then in zip(upserts(milvus), before, strict=True))
    require(sent <= 100 * requests, called=called, returned=f"{sent} rows in {requests} upserts", expected="at most 100 rows per request")


@check(points=3, after="test_written")
def test_read_back(program, client, fresh, rng, support):
    """Every row is printed as gRPC gives it, in the order of the delivery"""
    name = support.collection(client, fresh("prices"), fields=FIELDS, dim=3)
    rows = delivery(rng, 180)
    ran = run(program, name, rows)
    called = f"{CALL} with {len(rows)} rows"
    found = printed(ran, called, rows, support)
    wanted = [plain(r) for r in rows]
    if found != wanted and sorted(f["name"] + str(f["price"]) for f in found) == sorted(w["name"] + str(w["price"]) for w in wanted):
        misconception("the-reply-keeps-the-order", evidence=f"every price is there, {sum(f != w for f, w in zip(found, wanted, strict=True))} of them beside the id of another row", called=called, returned=json.dumps(found[0])[:160],
                      expected=json.dumps(wanted[0])[:160], why="A query gives rows in an order of its own. Which of them belongs to which id?")
    for f, w in zip(found, wanted, strict=True):
        same(f, w, called=f"{called}: the line of {w['id']}")


@check(points=2, after="test_read_back")
def test_last_line(program, client, fresh, rng, support):
    """Of several lines with one id the last one counts, and what was there is replaced"""
    name = support.collection(client, fresh("prices"), fields=FIELDS, dim=3)
    rows = delivery(rng, 140)
    client.insert(name, [{**rows[0], "price": 5, "name": "old"}])
    again = [{**r, "price": r["price"] + 1, "name": "second"} for r in (rows[3], rows[0], rows[100])]
    third = {**rows[3], "price": 77, "name": "third"}
    lines = [*rows[:10], *again[:2], *rows[10:], again[2], third]
    called = f"{CALL} with {len(lines)} lines, in which 3 ids come several times"
    ran = run(program, name, lines)
    last = {line["id"]: line for line in lines}
    there = stored(client, name, support)
    wrong = [i for i, line in last.items() if there.get(i) != plain(line)]
    several = {r["id"] for r in (rows[3], rows[0], rows[100])}
    earlier = all(i not in there or there[i] in [plain(x) for x in lines if x["id"] == i] for i in wrong)
    if wrong and set(wrong) <= several and earlier:
        found = there.get(wrong[0], {}).get("name", "no row")
        misconception("the-last-one-wins-by-itself", evidence=f"of the three ids that come several times, {len(wrong)} have no row or the one of an earlier line; all others are right", called=called, returned=found, expected=last[wrong[0]]["name"],
                      why="Two rows with one id in one request: which of them Milvus keeps is not said. Who decides?")
    support.ended_well(ran, called)
    require(not wrong, called=called, returned=f"{len(wrong)} rows that are not those of their last line", expected="the last line of each id")
    same(printed(ran, called, list(last.values()), support), [plain(line) for line in last.values()], called=f"{called}: the lines")


@check(points=2, after="test_read_back")
def test_refused(program, client, fresh, rng, support):
    """What is refused ends the program with status 1, and nothing is printed"""
    name = support.collection(client, fresh("prices"), fields=FIELDS, dim=3)
    rows = delivery(rng, 120)
    rows[104]["name"] = "x" * 200
    ran = run(program, name, rows)
    called = f"{CALL} with 120 rows, of which one has a name that is too long"
    if ran.exit == 0:
        misconception("answered-is-done", evidence=f"REST refused the request with the long name, {len(stored(client, name, support))} rows are there, and the exit status is 0", called=called, returned="exit status 0", expected="exit status 1",
                      why="The HTTP status says that there is an answer. Where does it say whether the rows were taken?")
    same(ran.exit, 1, called=f"{called}: exit status", why=(ran.stderr.strip().splitlines() or [""])[-1][:160])
    require(not ran.stdout.strip(), called=called, returned=ran.stdout[:160], expected="nothing on standard output")
    require("Traceback" not in ran.stderr, called=called, returned=ran.stderr.strip().splitlines()[-1][:160] if ran.stderr.strip() else "", expected="a line on standard error that says why")
    released = support.collection(client, fresh("released"), fields=FIELDS, dim=3)
    client.release_collection(released)  # REST still takes the rows, and only the query is refused
    for where, what in ((name + "_gone", "a collection that is not there"), (released, "a collection that was released")):
        ran = run(program, where, rows[:3])
        called = f"{CALL} with {what}"
        same(ran.exit, 1, called=f"{called}: exit status")
        require(not ran.stdout.strip(), called=called, returned=ran.stdout[:160], expected="nothing on standard output")
        require("Traceback" not in ran.stderr and bool(ran.stderr.strip()), called=called, returned=(ran.stderr.strip().splitlines() or ["nothing on standard error"])[-1][:160], expected="a line on standard error that says why")


@check(points=1, after=("test_read_back", "test_refused"))
def test_a_thousand(program, client, fresh, rng, support):
    """A thousand rows arrive and come back"""
    name = support.collection(client, fresh("prices"), fields=FIELDS, dim=3)
    rows = delivery(rng, 1000)
    called = f"{CALL} with {len(rows)} rows"
    found = printed(run(program, name, rows), called, rows, support)
    require(found == [plain(r) for r in rows], called=called, returned="other rows", expected="each as it was delivered")
