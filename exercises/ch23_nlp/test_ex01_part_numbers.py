"""Checks of ch23/ex01."""

import re

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def numbers(text):
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


def spelled(rng, number, style=None):
    """A number in one of the ways in which it is written."""
    style = int(rng.integers(5)) if style is None else style
    parts = number[:2], number[2:6], number[6:]
    joined = ("-", " ", "/", "", "-")[style].join(parts)
    return joined.lower() if style in (1, 4) else joined


@pytest.fixture
def shop(client, submission, support, seed, fresh):
    """make(n) -> (name, rows, vectors): parts in families whose numbers differ in the last letter, in texts that mention others."""

    def make(n, number):
        rng = np.random.default_rng([seed, 231, number])
        heads = list(dict.fromkeys(f"{chr(65 + int(a))}{chr(65 + int(b))}{int(d):04d}" for a, b, d in zip(rng.integers(26, size=n), rng.integers(26, size=n), rng.integers(10_000, size=n), strict=True)))
        every = [head + letter for head in heads for letter in "ABCD"][:n]
        own = [every[i] for i in rng.permutation(len(every))]
        vectors = support.unit(rng.normal(size=(len(own), support.DIM)))
        rows = []
        for at, (id, mine) in enumerate(zip(support.new_ids(rng, len(own)), own, strict=True)):
            text = " ".join(rng.choice(support.FILLER, size=int(rng.integers(4, 9))))
            if at % 3 == 0:
                text += f", replaces {spelled(rng, own[int(rng.integers(len(own)))])}"
            if at % 50 == 0:
                text += f" and fits {spelled(rng, own[1])}, {spelled(rng, own[2])}"
            rows.append({"id": id, "number": spelled(rng, mine, 0), "text": text, "vector": (float(rng.uniform(0.3, 4)) * vectors[at]).tolist()})
        name = fresh("shop")
        submission.store(client, name, [dict(row) for row in rows])
        return name, rows, vectors, rng

    return make


def wanted(rows, vectors, text, vector, k):
    """The order that the statement has, and how many are of each kind."""
    near = [rows[i]["id"] for i in np.argsort(-(vectors @ (vector / np.linalg.norm(vector))))]
    asked = numbers(text)[:1]
    own = [row["id"] for row in rows if asked and numbers(row["number"])[0] == asked[0]]
    by_id = {row["id"]: row for row in rows}
    mention = [id for id in near if asked and asked[0] in numbers(by_id[id]["text"])]
    order = list(dict.fromkeys([*own, *mention, *near]))
    return order[:k], near[:k], own, mention


def compared(submission, client, support, name, rows, vectors, text, vector, k):
    order, near, own, mention = wanted(rows, vectors, text, vector, k)
    call = f"find() of {text!r} with k={k}"
    found = support.plain_ids(submission.find(client, name, text, vector.tolist(), k))
    require(found is not None, called=call, returned=found, expected="a list of ids")
    if found == order:
        return
    by_id = {row["id"]: row for row in rows}
    first = next((i for i, (a, b) in enumerate(zip(found, order, strict=False)) if a != b), min(len(found), len(order)))
    shown = lambda ids: [f"{by_id[i]['number']}: {by_id[i]['text'][:40]}" if i in by_id else i for i in ids[first : first + 2]]  # noqa: E731
    told = {"called": call, "returned": f"{len(found)} ids, from place {first + 1} on {shown(found)}", "expected": f"{len(order)} ids, there {shown(order)}"}
    if own and found == near:
        misconception("vectors-know-numbers", evidence=f"the answer is the {k} nearest vectors, as if no number had been typed", **told, why="The model has never seen this number. What does know it?")
    if own and found[:1] != own and found and found[0] in mention:
        misconception("a-mention-is-the-part", evidence="the first hit is a part whose text mentions the number, and not the part that has it", **told, why="“Replaces KX-2071-A” is not KX-2071-A.")
    fail(**told, why="The part itself, then those that mention it, then all others; within each the nearest vector first.")


@check(points=1)
def test_without_a_number(submission, client, support, shop):
    """Without a number the nearest vectors come back"""
    name, rows, vectors, rng = shop(400, 1)
    for text, k in (("a silver kettle", 10), ("kx 20 b", 50), ("order 1234", 1), ("", 5)):
        compared(submission, client, support, name, rows, vectors, text, rng.normal(size=support.DIM), k)


@check(points=3, after="test_without_a_number")
def test_number_first(submission, client, support, shop):
    """A part number, however it is written, brings its part first, and then its mentions"""
    name, rows, vectors, rng = shop(1200, 2)
    for at, style, k in ((1, 0, 20), (2, 1, 50), (1, 2, 3), (2, 3, 1), (40, 4, 10), (41, 3, 10), (3, 1, 5)):
        text = f"{rng.choice(['gasket for', 'Need', '(', ''])} {spelled(rng, numbers(rows[at]['number'])[0], style)} {rng.choice(['please', '?', ')', ''])}"
        mentions = [i for i, row in enumerate(rows) if numbers(rows[at]["number"])[0] in numbers(row["text"])]
        vector = rng.normal(size=support.DIM) if style == 1 else vectors[mentions[0] if mentions else at] * 2 + 0.1 * rng.normal(size=support.DIM)  # what was named may be near as well
        compared(submission, client, support, name, rows, vectors, text, vector, k)


@check(points=2, after="test_number_first")
def test_unknown_number(submission, client, support, shop):
    """A number that no part has is looked for in the texts; a longer word is no number"""
    name, rows, vectors, rng = shop(300, 3)
    rows[7]["text"] += " fits ZZ-0000-Z"
    again = name + "_again"
    submission.store(client, again, [dict(row) for row in rows])
    third = [dict(row, id=id) for row, id in zip(rows, support.new_ids(rng, len(rows)), strict=True)]
    submission.store(client, name + "_third", third)  # a shop with the same parts under ids of its own
    own = numbers(rows[5]["number"])[0]
    for text in ("zz0000z", "zz0000y", f"A{own}", f"{own}B", f"{own[:6]}-{own[6:]}9"):
        compared(submission, client, support, again, rows, vectors, text, rng.normal(size=support.DIM), 12)
    for asker in (submission, submission.spawn()):
        compared(asker, client, support, again, rows, vectors, own, rng.normal(size=support.DIM), 12)
        compared(asker, client, support, name + "_third", third, vectors, own, rng.normal(size=support.DIM), 12)


@check(points=2, after="test_number_first")
def test_in_milvus(submission, client, milvus, support, shop):
    """3,000 parts: Milvus looks the number up"""
    name, rows, vectors, rng = shop(3000, 4)
    milvus.forget()
    compared(submission, client, support, name, rows, vectors, spelled(rng, numbers(rows[1]["number"])[0]), rng.normal(size=support.DIM), 50)
    read = sum(call.received for call in milvus.reads())
    whole = vectors.nbytes
    require(0 < read < whole / 3, called="find() among 3,000 parts", returned=f"{read:,} bytes were read from Milvus", expected=f"some, and less than a third of the {whole:,} bytes of all vectors", why="A filter on a stored field finds the one part among thousands.")
    same(int(client.get_collection_stats(name)["row_count"]), len(rows), called="the number of rows that store() left")
