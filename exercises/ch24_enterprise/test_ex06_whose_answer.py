"""Checks of ch24/ex06. Each function is judged by itself: what the others need is written by the checks."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, no_second_row, require, same

FIELDS = [("firm", "VARCHAR", {"max_length": 200, "is_partition_key": True}), ("groups", "ARRAY", {"element_type": "VARCHAR", "max_capacity": 10, "max_length": 200})]
FIRMS = ["north", "North", "northern", "mill", 'm"ill', "o'hara", "a\\b", "東京", "", "n_rth", 'x" or firm != "']
GROUPS = ["all", "legal", "board", 'b"oard', "sales's", "営業"]


def library(rng, flat, ids):
    return [{"id": i, "firm": FIRMS[int(rng.integers(len(FIRMS)))], "groups": [GROUPS[int(g)] for g in rng.choice(len(GROUPS), size=int(rng.integers(1, 4)), replace=False)], "vector": flat[int(rng.integers(len(flat)))]} for i in ids]


def someone(rng, firm, n):
    return {"login": f"person {n}", "firm": firm, "groups": [GROUPS[int(g)] for g in rng.choice(len(GROUPS), size=1 + n % 4, replace=False)]}


def visible(rows, person):
    return [r for r in rows if r["firm"] == person["firm"] and set(r["groups"]) & set(person["groups"])]


@pytest.fixture
def stored(client, support, fresh, rng, seed):
    """(name, rows) of a collection with documents of many firms."""

    def make(n):
        rows = library(rng, support.pool(seed), support.ids(rng, n))
        name = support.collection(client, fresh("office"), FIELDS)
        support.fill(client, name, rows)
        return name, rows

    return make


@check(points=3)
def test_ask(submission, client, stored, support, rng, seed):
    """Each person gets the nearest that they may see, at any time, even if another person asked the same before"""
    name, rows = stored(700)
    flat = support.pool(seed)
    questions = [flat[int(i)] for i in rng.choice(len(flat), size=3, replace=False)]
    said, wrong, first = [], [], {}
    for round in range(2):
        for n in range(2 * len(FIRMS)):
            # A person of one group: what stands between groups is asked by test_count.
            person = someone(rng, FIRMS[n % len(FIRMS)], 0)
            vector, k = questions[n % 3], (20, 5, 100)[n % 3]
            there = visible(rows, person)
            near = {r["id"]: float(np.dot(r["vector"], vector)) for r in there}
            expected = sorted(near, key=lambda i: -near[i])[:k]
            call = f"ask() by {person['login']} of {person['firm']!r} in {person['groups']}, k = {k}"
            found = submission.ask(client, name, person, vector, k)
            require(isinstance(found, list), called=call, returned=found, expected="a list of ids")
            said.append(found)
            right = len(found) == len(expected) and all(i in near for i in found) and all(abs(near[a] - near[b]) < 1e-5 for a, b in zip(found, expected, strict=True)) and len(set(found)) == len(found)
            if not right:
                wrong.append((call, found, expected, near, first.get((n % 3,)) == found))
            first.setdefault((n % 3,), found)
        gone = [r["id"] for r in rows[::5]]
        client.delete(name, ids=gone)
        rows = [r for r in rows if r["id"] not in set(gone)]
    if wrong:
        call, found, expected, near, _ = wrong[0]
        if all(same_as_first for *_, same_as_first in wrong) and len({tuple(s) for s in said}) <= 3:
            misconception("a-question-has-one-answer", evidence=f"{len(said)} persons asked three questions, and got three answers", called=call, returned=f"the answer that someone else got, {len([i for i in found if i not in near])} of its {len(found)} documents not for this person", expected=f"{len(expected)} documents of this person's", why="What does an answer depend on, besides the question?")
        foreign = [i for i in found if i not in near]
        fail(called=call, returned=f"{len(found)} documents, {len(foreign)} of which are gone, of a different firm, or of groups that the person is not in", expected=f"the {len(expected)} nearest that the person may see", why=f"{len(wrong)} of {len(said)} answers are wrong.")
    same(submission.ask(client, name, {"login": "eve", "firm": "north", "groups": []}, questions[0], 10), [], called="ask() by a person without groups")


@check(points=2)
def test_count(submission, client, stored, support, rng):
    """A count is of what one may see: one firm, any of several groups"""
    name, rows = stored(600)
    results = []
    for n in range(3 * len(FIRMS)):
        person = someone(rng, FIRMS[n % len(FIRMS)], n)
        loose = len([r for r in rows if (r["firm"] == person["firm"] and person["groups"][0] in r["groups"]) or set(r["groups"]) & set(person["groups"][1:])])
        results.append((person, submission.count(client, name, person), len(visible(rows, person)), loose))
    bad = [r for r in results if r[1] != r[2] or isinstance(r[1], bool)]
    if bad:
        person, found, expected, _ = bad[0]
        told = dict(called=f"count() by a person of {person['firm']!r} in {person['groups']}", returned=found, expected=expected)
        if all(r[1] == r[3] for r in results):
            misconception("and-reads-from-the-left", evidence=f"{len(results)} of {len(results)} counts are those of firm and first group, or any other group of any firm", why="`a and b or c`: for which of b and c does a hold?", **told)
        fail(why=f"{len(bad)} of {len(results)} counts are wrong.", **told)
    same(submission.count(client, name, {"login": "eve", "firm": "north", "groups": []}), 0, called="count() by a person without groups")
    many = [{"id": 6_000_000 + n, "firm": "mill", "groups": ["all"], "vector": rows[n % len(rows)]["vector"]} for n in range(2400)]
    support.fill(client, name, many)
    manager = {"login": "mia", "firm": "mill", "groups": ["all", "legal"]}
    same(submission.count(client, name, manager), len(visible([*rows, *many], manager)), called="count() by a person who may see thousands of documents", why="All of them: a page of a query is not all.")
    client.delete(name, ids=[r["id"] for r in many])
    client.delete(name, ids=[r["id"] for r in rows])
    same(submission.count(client, name, someone(rng, "north", 3)), 0, called="count() when all documents have been deleted")


def compare(client, support, name, rows, called):
    """The collection against what it has to hold."""
    found = support.everything(client, name, ("id", "firm", "groups", "vector"))
    here, there = {r["id"]: r for r in found}, {r["id"]: r for r in rows}
    require(len(found) == len(here) and here.keys() == there.keys(), called=called, returned=f"{len(found)} documents, {len(here.keys() - there.keys())} too many, {len(there.keys() - here.keys())} missing", expected=f"{len(there)} documents")
    for i, row in there.items():
        got = here[i]
        if got["firm"] != row["firm"] or list(got["groups"]) != row["groups"] or max(abs(a - b) for a, b in zip(got["vector"], row["vector"], strict=True)) > 1e-6:
            return i, got, row
    return None


@check(points=3)
def test_write(submission, client, milvus, stored, support, rng, seed):
    """A document belongs to the firm of the person who writes it, and an id of a different firm is not taken over"""
    name, rows = stored(260)
    flat = support.pool(seed)
    there = {r["id"]: r for r in rows}
    milvus.forget()
    known = {name: list(there)}
    believed = tried = 0
    for n in range(30):
        person = someone(rng, FIRMS[n % len(FIRMS)], n)
        old = [i for i, r in there.items() if r["firm"] == person["firm"]]
        id = old[int(rng.integers(len(old)))] if n % 3 == 1 and old else 5_000_000 + n
        document = {"id": id, "groups": [GROUPS[n % len(GROUPS)]], "vector": flat[int(rng.integers(len(flat)))]}
        sent = document | ({"firm": FIRMS[(n + 3) % len(FIRMS)]} if n % 2 else {})
        call = f"write() by a person of {person['firm']!r} of a document{' that says firm = ' + repr(sent['firm']) if 'firm' in sent else ''}"
        submission.write(client, name, person, sent)
        row = client.query(name, filter=f"id == {id}", output_fields=["firm"], consistency_level="Strong")
        require(bool(row), called=call, returned="no document", expected="a document with this id")
        tried += "firm" in sent
        if "firm" in sent and row[0]["firm"] == sent["firm"]:
            believed += 1
            client.upsert(name, [document | {"firm": person["firm"]}])
        elif row[0]["firm"] != person["firm"]:
            fail(called=call, returned=f"a document of {row[0]['firm']!r}", expected=f"one of {person['firm']!r}", why="Whose document is it?")
        there[id] = document | {"firm": person["firm"]}
    if believed and believed == tried:
        misconception("the-request-knows-its-firm", evidence=f"{believed} of {tried} documents that named a firm were stored under that firm, and all others under the person's", called="write() of a document that says whose it is", returned="a document of a different firm", expected="a document of the person's firm", why="Who sent the request, and who checked what it says?")
    require(not believed, called="write()", returned=f"{believed} of {tried} documents under the firm that the request named", expected="the person's firm")
    wrong = compare(client, support, name, list(there.values()), "30 calls of write()")
    require(wrong is None, called=f"the document {wrong[0] if wrong else ''} after 30 calls of write()", returned=wrong[1] if wrong else "", expected=wrong[2] if wrong else "")
    no_second_row(milvus, "30 calls of write()", known)
    for n in range(6):
        person = someone(rng, ["north", "mill", "North"][n % 3], n)
        id = next(i for i, r in there.items() if r["firm"] == ["North", 'm"ill', "northern"][n % 3])
        call = f"write() by a person of {person['firm']!r} of a document with an id that {there[id]['firm']!r} has"
        with submission.raises("PermissionError"):
            submission.write(client, name, person, {"id": id, "groups": ["all"], "vector": flat[0]})
        wrong = compare(client, support, name, list(there.values()), call)
        require(wrong is None, called=call, returned="a document that was changed", expected="no change", why="To know an id is no right to write over it.")


@check(points=2)
def test_remove(submission, client, stored, support, rng):
    """One deletes what one's own firm has"""
    name, rows = stored(240)
    there = {r["id"]: r for r in rows}
    stolen = said_no = 0
    strangers = 0
    for n in range(24):
        person = someone(rng, FIRMS[n % len(FIRMS)], n)
        own = [i for i, r in there.items() if r["firm"] == person["firm"]]
        other = [i for i, r in there.items() if r["firm"] != person["firm"]]
        mine = n % 2 == 0 and bool(own)
        id = own[0] if mine else other[int(rng.integers(len(other)))]
        call = f"remove() by a person of {person['firm']!r} of a document of {there[id]['firm']!r}"
        said = submission.remove(client, name, person, id)
        left = bool(client.query(name, filter=f"id == {id}", output_fields=["id"], consistency_level="Strong"))
        if mine:
            same([said, left], [True, False], called=f"{call}: what it returned, and whether it is there still")
            del there[id]
            continue
        strangers += 1
        if not left:
            stolen += 1
            client.insert(name, [there[id]])
        elif said is False:
            said_no += 1
    if stolen == strangers:
        misconception("an-id-is-a-right", evidence=f"{stolen} of {strangers} documents of other firms were deleted by their id", called="remove() of a document of a different firm", returned="a document that is gone", expected="no change", why="Is it enough to know the number?")
    require(not stolen, called="remove() of documents of other firms", returned=f"{stolen} of {strangers} are gone", expected="none")
    same(said_no, strangers, called="how often remove() of a document of a different firm returned False")
    same(submission.remove(client, name, someone(rng, "north", 1), 77_777_777), False, called="remove() of a document that is not there", why="Nothing was deleted.")
    wrong = compare(client, support, name, list(there.values()), "24 calls of remove()")
    require(wrong is None, called="remove()", returned="documents that have changed", expected="documents that are gone or as they were")
