"""Checks of ch12/ex06. The changes are made by the check, with half a second between them; the program is asked about the times between."""

import json
import time

import pytest
from pymilvus import DataType

from grader.checks import check, fail, misconception, require, same

NAMES = ["Tea", "Salt", "Pepper", "Coffee", "Sugar", "Cocoa", "Rice", "Wheat", "Oats", "Rye", "Plums", "O'Neill's", "Crème fraîche"]


def vector(rng):
    return [round(float(x), 3) for x in rng.normal(size=4)]


class Past:
    """A collection, what it was at each moment, and the moments."""

    def __init__(self, client, name, rng):
        self.client, self.name, self.rng = client, name, rng
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("name", DataType.VARCHAR, max_length=60)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        self.now, self.moments, self.states = {}, [], []
        self.note()

    def note(self):
        """Remember this moment, and what is there at it."""
        time.sleep(0.25)
        self.moments.append(int(time.time() * 1000))
        self.states.append(dict(self.now))
        time.sleep(0.25)

    def change(self, put=(), gone=()):
        touched = [i for i in (*put, *gone) if i in self.now]
        if touched:
            self.client.delete(self.name, ids=touched)
        for i in gone:
            self.now.pop(i)
        rows = [{"id": i, "name": NAMES[int(self.rng.integers(len(NAMES)))] + f" {len(self.moments)}", "vector": vector(self.rng)} for i in put]
        if rows:
            self.client.insert(self.name, rows)
            self.now |= {r["id"]: (r["name"], r["vector"]) for r in rows}
        self.client.query(self.name, filter="id >= -9223372036854775807", output_fields=["id"], limit=1000)
        self.note()


@pytest.fixture
def past(client, fresh, rng):
    """Rows that come, are renamed, go and come back; five moments. No key is deleted twice: 2.2.16 then shows an older row at the moments between."""
    found = Past(client, fresh("goods"), rng)
    ids = [int(i) for i in rng.choice(100_000, size=140, replace=False)] + [2**40 + 5, -7]
    found.change(put=ids[:120])
    found.change(put=[*ids[120:], *ids[:9]])
    found.change(gone=[*ids[20:60], -7])
    found.change(put=[*ids[20:31], ids[100]], gone=ids[10:14])
    return found


def answers(program, past, questions, called):
    ran = program.run(past.name, stdin="".join(json.dumps(q) + "\n" for q in questions))
    if ran.exit:
        fail(called=called, returned=f"exit status {ran.exit}: {(ran.stderr.strip().splitlines() or ['no word'])[-1][-200:]}", expected="an answer to each question")
    lines = [line for line in ran.stdout.splitlines() if line.strip()]
    same(len(lines), len(questions), called=f"{called}: lines on standard output", why="One line for each question, and nothing else.")
    found = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            fail(called=called, returned=line[:120], expected="a line of JSON")
    return found


def pairs(state):
    return [[i, name] for i, (name, _) in sorted(state.items())]


@check(points=3)
def test_then(program, client, past, rng):
    """The rows of each moment come back, with the names that they had"""
    order = [int(i) for i in rng.permutation(len(past.moments))]
    found = answers(program, past, [{"op": "then", "at": past.moments[n]} for n in order], "five questions `then`, about moments before, between and after four changes")
    today = pairs(past.now)
    if all(f == "too old" for f in found):
        misconception("a-moment-is-a-stamp", evidence="every answer is `too old`, and the oldest moment was a few seconds ago", called="five questions `then`", returned='"too old", five times', expected="the rows of then", why="The server takes the number as a stamp, and finds 1970 in it. How many bits stand behind the milliseconds?")
    if all(f == today for f in found):
        misconception("guarantee-is-no-travel", evidence="every moment has the rows of now", called="five questions `then`", returned=f"{len(today)} rows each time", expected="the rows of then: " + ", ".join(str(len(past.states[n])) for n in order), why="The guarantee timestamp says what has to be seen at least. Which parameter says what may be seen at most?")
    for n, said in zip(order, found, strict=True):
        if said != pairs(past.states[n]):
            wanted = pairs(past.states[n])
            wrong = [p for p in wanted if not isinstance(said, list) or p not in said][:1] or [p for p in said if p not in wanted][:1]
            fail(called=f"`then` at the moment after {n} changes", returned=f"{len(said)} rows" if isinstance(said, list) else said, expected=f"{len(wanted)} rows in the order of their ids; look at {wrong}", why="All rows as they were, and none of later.")


@check(points=2, after="test_then")
def test_near(program, client, past, rng):
    """The nearest rows of a moment are found, deleted ones among them"""
    questions, wanted = [], []
    for n in (1, 2, 3, 4, 2, 0):
        gone = [i for i in past.states[n] if i not in past.now]
        query = past.states[n][gone[0]][1] if gone else vector(rng)
        k = int(rng.integers(2, 9))
        questions.append({"op": "near", "vector": query, "k": k, "at": past.moments[n]})
        wanted.append(sorted(past.states[n], key=lambda i, n=n, query=query: sum((a - b) ** 2 for a, b in zip(past.states[n][i][1], query, strict=True)))[:k])
    found = answers(program, past, questions, "six questions `near`")
    for q, said, right in zip(questions, found, wanted, strict=True):
        same(said, right, called=f"`near` with k={q['k']} at the moment after {past.moments.index(q['at'])} changes", why="The rows of that moment by their distance, nearest first.")


@check(points=2, after="test_then")
def test_changed(program, client, past, rng):
    """What differs between two moments is told, in either direction"""
    steps = [(1, 2), (2, 3), (1, 4), (4, 1), (0, 1), (3, 3)]
    found = answers(program, past, [{"op": "changed", "from": past.moments[a], "to": past.moments[b]} for a, b in steps], "six questions `changed`")
    for (a, b), said in zip(steps, found, strict=True):
        one, two = past.states[a], past.states[b]
        right = {"gone": sorted(set(one) - set(two)), "come": sorted(set(two) - set(one)), "renamed": sorted(i for i in set(one) & set(two) if one[i][0] != two[i][0])}
        same(said, right, called=f"`changed` from the moment after {a} changes to that after {b}", why="Ids that are in one of them only, and ids with another name.")


@check(points=1, after="test_then")
def test_too_far(program, client, past, rng):
    """Six days ago is too old, four days ago was empty, and what is no matter of time ends the program"""
    day, now = 86_400_000, past.moments[-1]
    questions = [{"op": "then", "at": now - 6 * day}, {"op": "then", "at": now - 4 * day}, {"op": "changed", "from": now - 10 * day, "to": now}, {"op": "near", "vector": [1, 0, 0, 0], "k": 2, "at": now - 9 * day}, {"op": "then", "at": past.moments[1]}]
    found = answers(program, past, questions, "questions about six, four, ten and nine days ago, and about a moment ago")
    same(found[:4], ["too old", [], "too old", "too old"], called="the answers about six, four, ten and nine days ago", why="The server keeps rows for five days. Four days ago the collection was not there, and had no rows.")
    same(found[4] == pairs(past.states[1]), True, called="the question after them is answered as ever", why="One refusal is not the end.")
    bad = json.dumps({"op": "near", "vector": [1, 0, 0], "k": 2, "at": past.moments[1]}) + "\n"
    for name, asked, what in ((past.name, bad, "a vector of three numbers"), ("no_such_collection", json.dumps(questions[0]) + "\n", "a collection that does not exist")):
        ran = program.run(name, stdin=asked)
        require(ran.exit != 0 and "too old" not in ran.stdout, called=f"the program with {what}", returned=f"exit status {ran.exit}, {ran.stdout.strip()[:80]!r}", expected="an exit status other than 0", why="Not every refusal is about time.")
