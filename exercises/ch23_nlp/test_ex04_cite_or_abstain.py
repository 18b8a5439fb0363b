"""Checks of ch23/ex04."""

import re

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require

ROOMS = "library cinema garden cellar tower chapel studio workshop archive terrace nursery gallery".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
VERBS = "opens closes".split()
SMALL = set("a an and are at be can do does for how i if in is it may of on or the there to was what when where which who why with you".split())


def asked(question):
    return {word for word in re.findall(r"[a-z0-9]+", question.lower()) if word not in SMALL}


@pytest.fixture
def house(client, support, seed, fresh):
    """make(n) -> (name, pages, passages, rng): pages made of passages; rooms that open and close on some days, and much else beside."""

    def make(n, number, missing="Sunday"):
        rng = np.random.default_rng([seed, 234, number])
        facts = [f"The {room} {verb} at {int(rng.integers(6, 22))} on {day}{rng.choice(['', 's for members', ' mornings'])}." for room in ROOMS for verb in VERBS for day in DAYS if day != missing]
        facts += [f"On {day} visitors of the {room.upper()} {rng.choice(['wear', 'carry'])} {rng.choice(['badges', 'helmets'])}!" for room in ROOMS[:6] for day in DAYS[:3]]
        facts = [facts[i] for i in rng.permutation(len(facts))]
        chatter = lambda: f"{' '.join(rng.choice([*support.FILLER, *map(str.lower, DAYS), *ROOMS, *VERBS], size=int(rng.integers(3, 9))))}{rng.choice(['.', '?', '!'])}".capitalize()  # noqa: E731
        names = [f"{word} {int(rng.integers(90))}" for word in rng.permutation(support.FILLER)[: max(2, n // 25)]]
        pages, rows = dict.fromkeys(names, ""), []
        ids = support.new_ids(rng, n)
        for at in range(n):
            said = [chatter() for _ in range(int(rng.integers(0, 5)))]
            if at % max(1, n // len(facts)) == 0 and facts:
                said.insert(int(rng.integers(len(said) + 1)), facts.pop())
                said += [f"{rng.choice(support.FILLER)} {rng.choice(support.FILLER)} on {missing}.".capitalize()] * int(rng.integers(2))
                fact = next(one for one in said if one[:4] in ("The ", "On M", "On T", "On W")).split()
                if fact[0] == "The" and rng.integers(2):
                    said.append(f"The {fact[1]}s {fact[2]} on {missing}.")  # a longer word, which is not the room
            text = str(rng.choice([" ", "  "])).join(said or [chatter()])
            page = names[int(rng.integers(len(names)))]
            begin = len(pages[page]) + (2 if pages[page] else 0)
            pages[page] += ("\n\n" if pages[page] else "") + text
            rows.append({"id": ids[at], "document": page, "begin": begin, "text": text, "vector": support.unit(rng.normal(size=support.DIM)).tolist()})
        name = fresh("house")
        support.collection(client, name, [("document", "VARCHAR", {"max_length": 80}), ("begin", "INT64", {})])
        support.insert(client, name, [rows[i] for i in rng.permutation(n)])
        return name, pages, rows, rng

    return make


def answers(support, rows, question):
    """All that the statement calls an answer, the first one first."""
    words, found = asked(question), []
    for row in rows if words else ():
        for start, end in support.sentences(row["text"]):
            if words <= set(re.findall(r"[a-z0-9]+", row["text"][start:end].lower())):
                found.append({"document": row["document"], "start": row["begin"] + start, "end": row["begin"] + end, "quote": row["text"][start:end]})
    return sorted(found, key=lambda one: (one["document"], one["start"]))


def ask(submission, client, support, name, pages, rows, question, rng):
    right = answers(support, rows, question)
    call = f"answer() to {question!r}, which {len(right)} sentences answer"
    found = submission.answer(client, name, question, rng.normal(size=support.DIM).tolist())
    told = {"called": call, "returned": found, "expected": right[0] if right else None}
    if found is None:
        require(not right, **told, why="A passage with all the words is there. How many passages did you look at, and in which order did they come?")
        return right
    if not isinstance(found, dict) or set(found) != {"document", "start", "end", "quote"}:
        fail(**told, why="A dict with document, start, end and quote, or None.")
    quote = str(found["quote"])
    if not right:
        spread = [row for row in rows if quote in row["text"] and asked(question) <= set(re.findall(r"[a-z0-9]+", row["text"].lower()))]
        if asked(question) and spread and not asked(question) <= set(re.findall(r"[a-z0-9]+", quote.lower())):
            misconception("words-in-the-passage-are-an-answer", evidence="the passage has every word, but no sentence of it does", **told, why="“The library opens at 9. The cinema is closed on Sunday.” says nothing about the library on Sunday.")
        if quote:
            misconception("the-nearest-is-an-answer", evidence="a sentence was quoted though none has all the words", **told, why="A search always finds something. What says that it is an answer?")
    if right and found != right[0]:
        same_quote = [one for one in right if one["quote"] == quote and one["document"] == found["document"]]
        if same_quote and any(one["start"] - found["start"] == row["begin"] != 0 for one in same_quote for row in rows if row["document"] == one["document"]):
            misconception("offsets-of-the-passage", evidence=f"start and end count from the beginning of the passage, not of the page {found['document']!r}", **told, why="A reader opens the page, and looks there.")
        whole = pages.get(found["document"], "")
        at = whole[found["start"] : found["end"]] if isinstance(found["start"], int) and isinstance(found["end"], int) else ""
        fail(**told, why=f"page[start:end] is {at[:60]!r}.")
    if not right:
        fail(**told, why="No sentence has every word that counts.")
    return right


def questions(rows):
    """Questions that are answered, as a visitor types them."""
    made = []
    for row in rows:
        for room, verb, hour, day in re.findall(r"The (\w+) (opens|closes) at (\d+) on (\w+?day)\b", row["text"]):
            made.append((f"The {room.upper()} {verb} on {day}: when?", hour))
    return made


@check(points=2)
def test_cites(submission, client, support, house):
    """A sentence that answers is quoted with its page and its place there"""
    name, pages, rows, rng = house(150, 1)
    some = [q for q, _ in questions(rows)]
    require(len(some) > 20, called="questions of this check", returned=len(some), expected="more than 20")
    for i in rng.permutation(len(some))[:12]:
        ask(submission, client, support, name, pages, rows, some[i], rng)
    ask(submission, client, support, name, pages, rows, "visitors library monday", rng)


@check(points=3, after="test_cites")
def test_abstains(submission, client, support, house):
    """No sentence with every word: no answer"""
    name, pages, rows, rng = house(400, 2)
    quiet = 0
    for odd in ("The zebra opens on Monday: when?", "zebra", "", "When is it?", "libr mond", "members gardens", "opens closes monday tuesday"):
        ask(submission, client, support, name, pages, rows, odd, rng)
    for room in ROOMS[:8]:
        for verb in VERBS:
            quiet += not ask(submission, client, support, name, pages, rows, f"The {room} {verb} on Sunday. When?", rng)
            ask(submission, client, support, name, pages, rows, f"The {room} {verb} at 9 on Sundays for members, or when?", rng)
    require(quiet > 10, called="questions of this check", returned=quiet, expected="more than 10 without an answer")


@check(points=1, after="test_cites")
def test_first_of_several(submission, client, support, house):
    """Of several answers the first page, and in it the first place"""
    name, pages, rows, rng = house(600, 3)
    several = 0
    for question in ("on monday", "opens", "library", "badges on tuesday", "members", "Velvet", "garden monday", "closes friday"):
        several += len(ask(submission, client, support, name, pages, rows, question, rng)) > 1
    require(several >= 5, called="questions of this check", returned=several, expected="5 or more with several answers")


@check(points=2, after="test_cites")
def test_three_thousand(submission, client, milvus, support, house):
    """Among 3,000 passages the answer is found, and most of them are not read"""
    name, pages, rows, rng = house(3000, 4)
    some = [q for q, _ in questions(rows)]
    whole = sum(len(row["text"]) for row in rows)
    for i in rng.permutation(len(some))[:5]:
        milvus.forget()
        ask(submission, client, support, name, pages, rows, some[i], rng)
        read = sum(call.received for call in milvus.reads())
        require(0 < read < whole / 3, called="answer() among 3,000 passages", returned=f"{read:,} bytes were read", expected=f"some, and less than a third of the {whole:,} bytes of all passages", why="Milvus can tell which passages have a word.")
