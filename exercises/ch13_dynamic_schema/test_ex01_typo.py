"""Checks of ch13/ex01."""

import re

import numpy as np
import pytest

from grader.checks import SubmissionError, check, difference, fail, misconception, require, same

AGREED = {"title": "text", "year": "int", "length": "float", "live": "bool", "players": "list of text", "takes": "list of int"}
WRITES = ("Insert", "Upsert")


@pytest.fixture
def rows(seed, support):
    """Right rows, of every shape that the statement allows."""
    rng = np.random.default_rng([seed, 131])
    vectors, names = support.pool(seed)
    made = []
    for n, id in enumerate(support.new_ids(rng, 60)):
        row = {"id": id, "vector": vectors[n].tolist(), "title": names[n], "year": int(rng.integers(1900, 2026)), "length": float(rng.uniform(1, 900)),
               "live": bool(n % 2), "players": [names[n + 1], names[n + 2]], "takes": [1, 2, n]}  # fmt: skip
        made.append({k: v for k, v in row.items() if k in ("id", "vector") or rng.random() < 0.7})
    made[3] |= {"title": "", "players": [], "takes": [], "year": 0, "length": 0, "live": False}
    made[4] |= {"length": 7, "year": -44, "x_shelf": {"room": 3, "boards": [1, "a", None]}, "x_": None, "x_titel": float(1e9)}
    made[5] = {"id": made[5]["id"], "vector": made[5]["vector"]}
    made[6] |= {"title": "x_y", "takes": [0, -1, 2**40]}
    return made


def refusal(submission, client, name, rows, call, agreed=AGREED):
    """The message of the ValueError."""
    try:
        value = submission.store(client, name, rows, agreed)
    except SubmissionError as error:
        if "ValueError" not in error.names:
            fail(called=call, returned=f"{error.type}: {error.message[:200]}", expected="ValueError")
        return error.message
    fail(called=call, returned=value, expected="ValueError, and nothing stored", why="The dynamic field takes any key and any value; the agreement is the only one that refuses.")


def numbers(message):
    return {int(n) for n in re.findall(r"\d+", message)}


@check(points=1)
def test_right_rows_are_stored(submission, client, support, fresh, rows):
    """What was agreed on is stored as it is"""
    name = fresh("right")
    support.collection(client, name)
    same(submission.store(client, name, rows, AGREED), len(rows), called=f"store() of {len(rows)} right rows", why="The number of rows stored.")
    found = support.everything(client, name)
    require(set(found) == {r["id"] for r in rows}, called=f"the ids after store() of {len(rows)} right rows", returned=difference(sorted(found), sorted(r["id"] for r in rows)), expected=f"{len(rows)} ids")
    for row in rows:
        same(support.bare(found[row["id"]]), support.bare(row), called=f"the row {row['id']}, read back", why="A check looks, and changes nothing.")
    same(submission.store(client, name, [], AGREED), 0, called="store() of no rows", why="No rows are a day without recordings, and no error.")
    few = [{"id": 1, "vector": rows[0]["vector"], "word": "hm", "marks": [1, 2.5, -3e9], "flags": [True, False]}, {"id": 2, "vector": rows[1]["vector"], "marks": [], "flags": []}]
    few_agreed = {"word": "text", "marks": "list of float", "flags": "list of bool"}
    same(submission.store(client, fresh_of(client, support, fresh, "few"), few, few_agreed), 2, called=f"store() of two rows with another agreement, {few_agreed}", why="The agreement is an argument.")


def fresh_of(client, support, fresh, name):
    made = fresh(name)
    support.collection(client, made)
    return made


@check(points=2)
def test_a_wrong_key(submission, client, support, fresh, rows):
    """A key that was not agreed on is named, with its row"""
    name = fresh("keys")
    support.collection(client, name)
    cases = [(17, "titel", "title"), (0, "yaer", "year"), (59, "Live", "live"), (30, "player", "players"), (8, "colour", None), (41, "X_shelf", None), (36, "xshelf", None), (37, "x", None), (12, "ID", None), (23, "title ", "title"), (5, "", None)]
    for position, key, near in cases:
        sent = [dict(r) for r in rows]
        sent[position][key] = sent[position].pop(near, "Blue") if near else "Blue"
        call = f"store() of {len(sent)} rows, of which row {position} has the key {key!r}"
        message = refusal(submission, client, name, sent, call)
        require(position in numbers(message) and key in message, called=call, returned=f"ValueError: {message[:200]}", expected=f"a message with {position} and {key!r}", why="The sender has to find the row.")
        if near:
            require(bool(re.search(rf"\b{near}\b", message.replace(repr(key), ""))), called=call, returned=f"ValueError: {message[:200]}", expected=f"a message that also names {near!r}",
                    why="A reader who is shown the right word fixes the slip at once.")
    sent = [dict(r) for r in rows]
    sent[2]["takes"] = [1]
    call = "store() of a row with the key takes, where it was not agreed on"
    refusal(submission, client, name, sent, call, {k: v for k, v in AGREED.items() if k != "takes"})


@check(points=2)
def test_a_wrong_value(submission, client, support, fresh, rows):
    """A value of a different type is named, with its row"""
    name = fresh("values")
    support.collection(client, name)
    cases = [(7, "year", "1987"), (21, "year", 1987.0), (33, "title", 12), (2, "length", "3:20"), (50, "players", "Ella"), (11, "players", ["Ella", 4]), (19, "players", ("Ella",)), (28, "takes", [1, 2.0]), (44, "live", 1),
             (9, "live", "true"), (13, "title", None), (14, "year", None), (15, "players", [None]), (16, "title", ["Blue"]), (18, "length", float("nan")), (20, "length", float("inf")), (22, "live", 0), (24, "year", {"of": 3})]  # fmt: skip
    truths = [(26, "year", True), (27, "length", False), (29, "takes", [1, True])]
    for position, key, value in cases + truths:  # the truths last: to check nothing at all is not to take True for a number
        sent = [dict(r) for r in rows]
        sent[position][key] = value
        call = f"store() of {len(sent)} rows, of which row {position} has {key}={value!r}"
        if (position, key, value) in truths:
            apart = fresh_of(client, support, fresh, f"truth{position}")
            try:
                stored = submission.store(client, apart, sent, AGREED)
            except SubmissionError:
                pass
            else:
                if (there := support.count(client, apart)) == len(sent):
                    misconception("a-bool-is-a-number", evidence=f"{there} rows were stored, with {value!r} for a number", called=call, returned=stored, expected="ValueError, and nothing stored",
                                  why="isinstance(True, int) is true in Python. What does year > 0 make of True later?")
        message = refusal(submission, client, name, sent, call)
        require(position in numbers(message) and key in message and AGREED[key] in message, called=call, returned=f"ValueError: {message[:200]}", expected=f"a message with {position}, {key} and {AGREED[key]}",
                why="The sender has to find the row, and to know what was agreed on.")


@check(points=2)
def test_all_or_nothing(submission, client, milvus, support, fresh, seed):
    """One of many rows is wrong, and none is stored"""
    vectors, names = support.pool(seed)
    for at, change, said in ((2499, {"tilte": "Blue"}, "the key 'tilte'"), (1300, {"year": "1987"}, "year='1987'"), (1, {"players": "Ella"}, "players='Ella'")):
        name = fresh("many")
        support.collection(client, name)
        many = [{"id": n, "vector": vectors[n % 2000].tolist(), "title": names[n % 2000]} for n in range(2500)]
        many[at] |= change
        call = f"store() of 2,500 rows, of which row {at} has {said}"
        milvus.forget()
        refusal(submission, client, name, many, call)
        written = sum(c.rows for c in milvus.calls() if c.method in WRITES and c.answered)
        left = support.count(client, name)
        if written:
            misconception("checks-as-it-goes", evidence=f"Milvus had been given {written} rows when the wrong one was found, and {left} of them are there now", called=call,
                          returned="ValueError, after a part was stored", expected="ValueError, and nothing stored", why="The sender fixes the row and sends everything again. What is there already by then?")
        same(left, 0, called=f"count(*) after {call}", why="All of them, or none.")


@check(points=1)
def test_milvus_still_checks_its_own(submission, client, support, fresh, rows):
    """What Milvus refuses is Milvus' own error"""
    name = fresh("own")
    support.collection(client, name)
    with submission.raises("MilvusException"):
        submission.store(client, name, [rows[0] | {"vector": [0.5] * 31}], AGREED)
