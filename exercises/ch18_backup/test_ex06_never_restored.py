"""Checks of ch18/ex06. Each function is judged by itself: save() by its lines, restore() and verify() with lines of the checks' own."""

import json
import re

import numpy as np

from grader.checks import check, fail, misconception, require, same

FIELDS = [("title", "VARCHAR", {"max_length": 120})]


def notes(rng, flat, n, start=0):
    """Notes with negative ids, tags in most, and vectors of any length."""
    ids = rng.choice(800_000, size=n, replace=False)
    rows = []
    for k, i in enumerate(ids):
        row = {"id": int(i) + 5 if k % 3 else -int(i) - 5, "title": f"note {start + k}" + ["", "\nsecond line", ", “quoted” é"][k % 3], "vector": (np.float32(flat[(start + k) % len(flat)]) * np.float32(0.7 + k % 3)).tolist()}
        if k % 4:
            row["tags"] = [f"tag {k % 7}", "all"]
        if k % 5 == 0:
            row["lent"] = {"to": f"reader {k}", "days": 2**53 + k}
        rows.append(row)
    return rows


def stored(client, support, fresh, rows):
    name = support.collection(client, fresh("notes"), FIELDS, dynamic=True)
    support.fill(client, name, rows)
    return name


def lines_of(rows):
    return [json.dumps(r) for r in rows]


def parsed(lines, call):
    require(isinstance(lines, list) and all(isinstance(line, str) for line in lines), called=call, returned=lines if not isinstance(lines, list) else lines[:2], expected="a list of texts")
    rows = []
    for line in lines:
        try:
            rows.append(json.loads(line))
        except ValueError:
            fail(called=call, returned=f"the line {line[:80]!r}", expected="a JSON object in each line")
    return rows


@check(points=3)
def test_save(submission, client, milvus, support, fresh, rng, seed):
    """The backup has every row, and everything of it"""
    flat = support.pool(seed)
    rows = notes(rng, flat, 2300)
    name = stored(client, support, fresh, rows)
    there = {r["id"]: r for r in support.everything(client, name)}
    milvus.forget()
    call = "save() of 2,300 notes"
    saved = parsed(submission.save(client, name), call)
    support.left_alone(milvus, name, call)
    here = {r.get("id"): r for r in saved}
    if len(saved) in (1000, 16383) and here.keys() < there.keys() and any(i < 0 for i in here):
        misconception("a-big-limit-is-all", evidence=f"the backup has exactly {len(saved):,} rows", called=call, returned=f"{len(saved):,} lines", expected="2,300", why="A limit is a number that once was large. What happens at the first row beyond it?")
    if here.keys() != there.keys() or len(saved) != len(there):
        negative = [i for i in there if i < 0 and i not in here]
        what = f", among them all {len(negative)} with a negative id" if negative and not any(i < 0 for i in here) else ""
        fail(called=call, returned=f"{len(saved):,} lines: {len(there.keys() - here.keys()):,} notes are missing{what}", expected="each of the 2,300 notes once", why="What the backup does not have, no restore brings back.")
    for id, row in there.items():
        got = here[id]
        if got.get("vector") != row["vector"]:
            if isinstance(got.get("vector"), list) and len(got["vector"]) == 16 and np.allclose(got["vector"], row["vector"], atol=6e-3) and {k: v for k, v in got.items() if k != "vector"} == {k: v for k, v in row.items() if k != "vector"}:
                misconception("rounded-is-near-enough", evidence=f"everything is right, and vectors differ by up to {max(abs(a - b) for a, b in zip(got['vector'], row['vector'], strict=True)):.1g}", called=call, returned=f"{got['vector'][0]} as the first number of the note {id}", expected=row["vector"][0], why="Two notes that are nearly as near as each other change places. How many digits does a float have?")
            fail(called=f"the vector of the note {id} after {call}", returned="other numbers" if isinstance(got.get("vector"), list) else got.get("vector"), expected=f"{row['vector'][:2]} and so on", why="Every digit of it.")
        if got != row:
            key = next(k for k in row.keys() | got.keys() if row.get(k, "absent") != got.get(k, "absent"))
            fail(called=f"`{key}` of the note {id} after {call}", returned=got.get(key, "nothing"), expected=row.get(key, "nothing"), why="A row has more than the fields of the schema.")
    few = notes(rng, flat, 3)
    same(len(submission.save(client, stored(client, support, fresh, few))), 3, called="the number of lines of save() of 3 notes")
    same(submission.save(client, stored(client, support, fresh, [])), [], called="save() of an empty collection", why="No rows, no lines.")


@check(points=2)
def test_restore(submission, client, milvus, support, fresh, rng, seed):
    """After a restore the collection has the rows of the backup, and no others"""
    flat = support.pool(seed)
    rows = notes(rng, flat, 1600)
    today = rows[:400:2] + [{**r, "title": "changed since", "vector": flat[7].tolist()} for r in rows[1:300:2]] + [{"id": 900_000 + k, "title": "written since", "vector": flat[k].tolist()} for k in range(1100)]
    name = stored(client, support, fresh, today)
    known = {r["id"] for r in today}
    milvus.forget()
    submission.restore(client, name, lines_of(rows))
    call = "restore() of 1,600 notes over a collection with 200 of them, 150 that were changed since, and 1,100 that were written since"
    found = support.everything(client, name)
    here, there = {r["id"]: r for r in found}, {r["id"]: r for r in rows}
    calls = milvus.calls()
    inserted = [k for c in calls if c.method == "Insert" and c.request is not None for f in c.request.fields_data if f.field_name == "id" for k in f.scalars.long_data.data if k in known]
    expressions = [c.request.expr for c in calls if c.method == "Delete"]
    if any(c.method in ("DropCollection", "TruncateCollection") for c in calls):
        inserted = []
    more = here.keys() - there.keys()
    if more and all(here[i].get("title") == "written since" for i in more) and not there.keys() - here.keys():
        misconception("restore-adds", evidence=f"all notes of the backup are there, and {len(more):,} others are still there", called=call, returned=f"{len(found):,} rows", expected="1,600 rows", why="Writing takes care of the rows that are written. Who takes care of the others?")
    if here != there or len(found) != len(rows):
        wrong = [i for i in there if i in here and here[i] != there[i]]
        fail(called=call, returned=f"{len(found):,} rows: {len(there.keys() - here.keys()):,} missing, {len(more):,} too many, {len(wrong):,} with other values", expected="exactly the 1,600 notes of the backup")
    listed = " ".join(e for e in expressions if " in " in f" {e} ")
    twice = [k for k in inserted[:50] if expressions and all(" in " in f" {e} " for e in expressions) and not re.search(rf"(?<![\d-]){k}(?!\d)", listed)] if expressions else inserted
    require(not twice, called=call, returned=f"an Insert of {len(twice)} notes that are there already", expected="notes that are replaced", why="A server checks no primary key: after two inserts there are two rows with it. Which call replaces?")
    submission.restore(client, name, lines_of(rows[:2]))
    same(sorted(r["id"] for r in support.everything(client, name)), sorted(r["id"] for r in rows[:2]), called="the ids after a second restore(), of 2 notes", why="Exactly those of the backup.")
    submission.restore(client, name, [])
    same(support.count(client, name), 0, called="count(*) after restore() of an empty backup", why="Exactly those of the backup: none.")


@check(points=3)
def test_verify(submission, client, milvus, support, fresh, rng, seed):
    """verify() tells a collection that is as the backup from one that is nearly so"""
    flat = support.pool(seed)
    rows = notes(rng, flat, 1200)
    name = stored(client, support, fresh, rows)
    milvus.forget()
    exact = support.everything(client, name)
    order = [exact[int(i)] for i in rng.permutation(len(exact))]
    same(submission.verify(client, name, lines_of(order)), True, called="verify() of 1,200 notes that are as the backup says, whose lines are in a different order", why="They are the same rows.")
    at = 1111
    one = exact[at]
    nudged = [float(np.nextafter(np.float32(one["vector"][3]), np.float32(9))) if k == 3 else x for k, x in enumerate(one["vector"])]
    cases = {
        "a title that differs": {**one, "title": one["title"] + " "}, "a vector whose fourth number differs in its last bit": {**one, "vector": nudged}, "a tag that the row does not have": {**one, "tags": ["x"]},
        "a key that the row does not have": {**one, "further": None}, "no title": {k: v for k, v in one.items() if k != "title"}, "the id of a note that is not there": {**one, "id": 7_000_001},
    }  # fmt: skip
    wrong = []
    for said, row in cases.items():
        if submission.verify(client, name, lines_of([*exact[:at], row, *exact[at + 1 :]])) is not False:
            wrong.append(f"in which one note has {said}")
    if submission.verify(client, name, lines_of(exact[:-1])) is not False:
        wrong.append("which lacks a note that the collection has")
    if submission.verify(client, name, lines_of([*exact, {**one, "id": 7_000_002}])) is not False:
        wrong.append("with a note that the collection does not have")
    if submission.verify(client, name, lines_of([*exact[:-1], exact[0]])) is not False:
        wrong.append("in which one note stands twice, and another is missing")
    counted = [w for w in wrong if w.startswith("in which")]
    if len(counted) == len(cases) + 1 and len(wrong) - len(counted) <= 1:
        misconception("a-count-is-a-proof", evidence=f"every backup with as many rows as the collection passed, whatever was in them ({len(counted)} of {len(counted)})", called=f"verify() of a backup {counted[0]}", returned=True, expected=False, why="A number of rows says nothing about the rows.")
    for said in wrong[:1]:
        fail(called=f"verify() of a backup {said}", returned=True, expected=False, why=f"{len(wrong)} of {len(cases) + 3} backups that differ were taken for the collection.")
    require(not support.writes(milvus), called="verify()", returned="writes", expected="a collection that is only read")
    empty = stored(client, support, fresh, [])
    same([submission.verify(client, empty, []), submission.verify(client, name, [])], [True, False], called="verify() of an empty backup, with an empty collection and with one of 1,200 notes")
