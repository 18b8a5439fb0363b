"""Checks of ch08/ex07. Callers of the class are here; what is below it is asked only for its evidence."""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, fail, misconception, require, same

STRANGE = ["O'Hara", 'the "best"', "back\\slash", "a\nb", "tab\there", "x' or id != ''", 'x" or id != "', "%", "", "漢字🌊" * 25, "null", "🌱", "Tea", "tea", " tea", "tea ", "TEA", "plumless", "buckeroo"]  # the last two have the same CRC-32
PAGE = 1200
AUTHORS = ("ann", "O'Brien", 'bob "the second"', "c\\d")


@pytest.fixture
def embed(seed, support):
    """Texts to vectors by their first word, with a little of the rest."""
    vectors, names = support.pool(seed)
    place = {w: i for i, w in enumerate(names)}

    def one(text):
        at = place.get(text.split(" ")[0].strip(), 0)
        mix = np.random.default_rng(len(text)).normal(size=support.DIM)
        return [float(x) for x in vectors[at] + 0.02 * mix]

    def embed(texts):
        if isinstance(texts, str) or not all(isinstance(t, str) for t in texts):
            raise TypeError("embed takes a list of texts")
        return [one(t) for t in texts]

    return embed


@pytest.fixture
def texts(rng, seed, support):
    names = support.pool(seed)[1]
    chosen = rng.choice(len(names) - 1, size=160, replace=False) + 1
    return [f"{names[int(i)]} is a word, number {n}" for n, i in enumerate(chosen)]


def cosine(a, b):
    a, b = np.array(a), np.array(b)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def pairs(answer, called):
    if not isinstance(answer, list) or not all(isinstance(p, (list, tuple)) and len(p) == 2 for p in answer):
        fail(called=called, returned=repr(answer), expected="a list of pairs: id and similarity", why="A hit is Milvus' own; a pair is plain data.")
    return [(id, s) for id, s in answer]


@check(points=2)
def test_add_and_get(submission, client, milvus, fresh, support, embed, texts):
    """What is added is got back, replaced, and counted"""
    notes = submission.Notes(client, fresh("notes"), embed)
    same(len(notes), 0, called="len(notes) of new notes")
    for i, text in enumerate(texts[:6]):
        notes.add(f"note {i}", text, AUTHORS[i % 4])
    same(notes.get("note 4"), {"id": "note 4", "text": texts[4], "author": AUTHORS[0]}, called='notes.get("note 4")', why="These three and nothing else: a vector is no part of a note.")
    milvus.forget()
    notes.add("note 4", texts[10], "dora")
    require(not support.inserted_again(milvus), called='notes.add("note 4") when there is one', returned="an Insert", expected="a call that replaces the note", why="A server keeps both rows of two inserts with one key; Milvus Lite happens to replace the first.")
    require(not milvus.calls("Delete"), called='notes.add("note 4") when there is one', returned=support.names(milvus.calls()), expected="one call that replaces the note", why="Between a delete and what follows it, another process finds no such note.")
    same(notes.get("note 4"), {"id": "note 4", "text": texts[10], "author": "dora"}, called='notes.get("note 4") after another add()')
    same(len(notes), 6, called="len(notes) after six ids, one of them twice")
    with submission.raises("KeyError"):
        notes.get("note 7")
    nothing = {"id": "nothing", "text": "", "author": "ann"}
    notes.add(**nothing)
    same(notes.get("nothing"), nothing, called="notes.get() of a note without text", why="A note has 0 to 5,000 characters.")
    longest = {"id": "🌱" * 100, "text": "🌊" * 5000, "author": "🌵" * 100}
    notes.add(**longest)
    same(notes.get(longest["id"]), longest, called="notes.get() of a note of 5,000 emoji, whose id and author have 100 each", why="A length in Milvus counts bytes, and an emoji has four.")


@check(points=2, after="test_add_and_get")
def test_like(submission, client, fresh, embed, texts):
    """The most similar notes, with their cosine similarity, best first"""
    notes = submission.Notes(client, fresh("notes"), embed)
    asked = texts[9] + " and more"
    vector = embed([asked])[0]
    order = sorted(range(len(texts)), key=lambda i: cosine(vector, embed([texts[i]])[0]))
    writers = [(*AUTHORS, "annabel", "Ann")[i % 6] for i in range(len(texts))]
    for i in order[:3]:  # who has written little, and nothing near: no fixed factor of k finds it
        writers[i] = "zoe"
    for i, text in enumerate(texts):
        notes.add(f"{i}", text, writers[i])
    for author in (None, *AUTHORS, "zoe", "nobody"):
        rest = {} if author is None else {"author": author}
        called = f"notes.like(text, 4{'' if author is None else f', author={author!r}'})"
        found = pairs(notes.like(asked, 4, **rest), called)
        scores = sorted(((cosine(vector, embed([t])[0]), str(i)) for i, t in enumerate(texts) if author in (None, writers[i])), reverse=True)[:4]
        if [i for i, _ in found] == [i for _, i in scores] and found and all(abs(s - (1 - c)) < 1e-3 for (_, s), (c, _) in zip(found, scores)):
            misconception("cosine-is-a-distance", evidence=f"the right notes in the right order, the best with {found[0][1]:.3f}, which is 1 minus its similarity {scores[0][0]:.3f}", called=called,
                          returned=[s for _, s in found], expected=[round(c, 3) for c, _ in scores], why="What does a hit's `distance` hold when the metric is COSINE?")
        same([i for i, _ in found], [i for _, i in scores], called=f"the ids of {called}", why="The notes of the author, if one is named; the most similar first.")
        require(all(abs(s - c) < 1e-3 for (_, s), (c, _) in zip(found, scores)), called=called, returned=[s for _, s in found], expected=[round(c, 3) for c, _ in scores])


@check(points=2, after="test_add_and_get")
def test_any_id(submission, client, milvus, fresh, embed, texts):
    """Ids of any kind: quotes, backslashes, line breaks, emoji"""
    notes = submission.Notes(client, fresh("notes"), embed)
    ids = [i for i in STRANGE if i]
    for n, id in enumerate(ids):
        milvus.forget()
        try:
            notes.add(id, texts[n], id)
            found = notes.get(id)
        except SubmissionError as error:
            broken(milvus, id, f"{error.type}: {error.message[:150]}")
            raise
        if found != {"id": id, "text": texts[n], "author": id}:
            broken(milvus, id, found)
        same(found, {"id": id, "text": texts[n], "author": id}, called=f"notes.get({id!r}) after add()", why="An id is a text, whatever is in it.")
    same(len(notes), len(ids), called=f"len(notes) after {len(ids)} ids, no two of them alike", why="Two ids that differ in anything are two notes.")
    for id in ids:
        same(notes.remove(id), True, called=f"notes.remove({id!r})")
    same(len(notes), 0, called="len(notes) after all were removed, one by one")


def broken(milvus, id, returned):
    """Name it where the filter that Milvus heard has the id between bare apostrophes."""
    for call in milvus.calls():
        expr = str(getattr(call.request, "expr", ""))
        if "'" in id and f"in ['{id}']" in expr:
            misconception("ids-are-quoted-for-me", evidence=f"Milvus heard the filter {expr}", called=f"notes.get({id!r})", returned=returned, expected="the note with this id",
                          why="pymilvus writes ids into a filter between apostrophes, as they are. Who quotes what is in them?")


@check(points=2, after="test_add_and_get")
def test_remove(submission, client, fresh, embed, texts):
    """remove() says whether the note was there"""
    notes = submission.Notes(client, fresh("notes"), embed)
    for i in range(4):
        notes.add(f"{i}", texts[i], "ann")
    same(notes.remove("2"), True, called='notes.remove("2")')
    same(len(notes), 3, called="len(notes) after one of four was removed")
    for id in ("2", "never there"):
        told = notes.remove(id)
        if told is True and len(notes) == 3:
            misconception("delete-says-what-was-there", evidence=f"{id!r} was not there, and the answer was True", called=f"notes.remove({id!r})", returned=True, expected=False,
                          why="What does Milvus return for a key that it does not have? Who can say what was there?")
        same(told, False, called=f"notes.remove({id!r}), which is not there")
    require("2" not in [i for i, _ in pairs(notes.like(texts[2], 4), "notes.like()")], called="notes.like() after the note was removed", returned="the note", expected="the others only")


@check(points=2, after="test_add_and_get")
def test_another_process(submission, client, milvus, fresh, support, embed, texts):
    """Two objects in two processes see each other's notes at once"""
    name = fresh("notes")
    milvus.forget()
    mine = submission.Notes(client, name, embed)
    strong = support.strong_by_itself(milvus)
    milvus.forget()
    other = submission.spawn().Notes(client, name, embed)
    for i in range(6):
        writer, reader = (mine, other) if i % 2 else (other, mine)
        writer.add(f"{i}", texts[i], "ann")
        same(reader.get(f"{i}")["text"], texts[i], called="get() of a note that another process has just added", why="Which level sees the writes of others?")
        same(len(reader), i + 1, called="len() after another process added a note")
        writer.add(f"{i}", texts[i + 20], "bob")
        same(pairs(reader.like(texts[i + 20], 1), "like()")[0][0], f"{i}", called="like() of a note that another process has just changed")
        same([id for id, _ in pairs(reader.like(texts[i + 20], 1, author="bob"), "like()")], [f"{i}"], called='like(…, author="bob") of a note that another process has just changed', why="What stands for an author has to be the same in each process.")
    same(mine.remove("3"), True, called="remove() of a note that another process added")
    with submission.raises("KeyError"):
        other.get("3")
    more(client, name)
    same(len(mine), 5 + PAGE, called=f"len() after another process added {PAGE} notes")
    weak = support.weak_reads(milvus, strong)
    require(not weak, called="get(), like() and len() in two processes", returned=f"the right answers, by a {weak[0].method if weak else ''} that asks for {weak[0].level if weak else ''}", expected="reads that promise it",
            why="They were right this time. Which level sees the writes of others, however busy the server is?")


def more(client, name):
    """PAGE rows like one that is there, with keys of their own; whatever the fields are called."""
    facts = client.describe_collection(name)
    key = next(f for f in facts["fields"] if f.get("is_primary"))
    text = int(key["type"]) == 21
    like = client.query(name, filter=f'{key["name"]} != ""' if text else f"{key['name']} != 0", output_fields=["*"], limit=1, consistency_level="Strong")[0]
    rows = [{**like, key["name"]: f"{i:016x}" if text else i + 1} for i in range(PAGE)]
    if facts.get("auto_id"):
        rows = [{field: value for field, value in row.items() if field != key["name"]} for row in rows]
    client.insert(name, rows)


@check(points=2, after="test_add_and_get")
def test_errors(submission, client, milvus, fresh, embed, texts):
    """Whatever happens below, callers see StoreError"""
    name = fresh("notes")
    notes = submission.Notes(client, name, embed)
    notes.add("a", texts[0], "ann")
    cases = [
        ("notes.like()", ("Search",), lambda: notes.like(texts[1], 2)),
        ("notes.get()", ("Query",), lambda: notes.get("a")),
        ("notes.add()", ("Insert", "Upsert"), lambda: notes.add("b", texts[1], "bob")),
        ("len(notes)", ("Query",), lambda: len(notes)),
        ("notes.remove()", ("Delete",), lambda: notes.remove("a")),
    ]
    for called, methods, call in cases:
        milvus.forget()
        for method in methods:
            milvus.fail_next(method, code="RESOURCE_EXHAUSTED" if called != "notes.get()" else "PERMISSION_DENIED")
        ours(called, call, "which Milvus refused")
        require(any(c.status in ("RESOURCE_EXHAUSTED", "PERMISSION_DENIED") for c in milvus.calls()), called=called, returned="no call that could be refused", expected=" or ".join(methods))
    milvus.forget()
    milvus.fail_next("Query", code="RESOURCE_EXHAUSTED")
    try:
        value = notes.remove("a")
    except SubmissionError as error:
        require(error.type == "StoreError", called="notes.remove() whose look Milvus refused", returned=f"{error.type}: {error.message[:200]}", expected="StoreError")
    else:
        felt = any(c.status == "RESOURCE_EXHAUSTED" for c in milvus.calls())
        require(not felt, called="notes.remove() whose look Milvus refused", returned=value, expected="StoreError to be raised", why="A look that failed says nothing of what is there.")
    notes.add("c", texts[2], "cy")
    client.drop_collection(name)
    for called, _, call in cases[:4]:
        ours(called, call, "whose collection has gone")

    def no_embedding(texts):
        raise ValueError("no model today")

    helpless = submission.Notes(client, fresh("notes"), no_embedding)
    for called, call in (("notes.add()", lambda: helpless.add("a", texts[0], "ann")), ("notes.like()", lambda: helpless.like(texts[0], 2))):
        try:
            value = call()
        except SubmissionError as error:
            require(error.type != "StoreError", called=f"{called} when embed raises", returned="StoreError", expected="what embed raised", why="Milvus had no part in it, and the caller would look for the mistake there.")
        else:
            fail(called=f"{called} when embed raises", returned=value, expected="what embed raised")
    milvus.forget()
    for method in ("DescribeCollection", "HasCollection", "ShowCollections", "CreateCollection"):
        milvus.fail_next(method, code="PERMISSION_DENIED")
    other = fresh("notes")
    try:
        submission.spawn().Notes(client, other, embed)
    except SubmissionError as error:
        if error.type != "StoreError":
            fail(called="Notes(client, name, embed), which Milvus refused,", returned=f"{error.type}: {error.message[:200]}", expected="StoreError", why="It also asks Milvus, and its callers import nothing of pymilvus.")
    else:
        felt = [c for c in milvus.calls() if c.status == "PERMISSION_DENIED"]
        require(not felt, called="Notes(client, name, embed)", returned=f"notes, after Milvus refused {felt[0].method if felt else ''}", expected="StoreError to be raised")


def ours(called, call, situation):
    try:
        value = call()
    except SubmissionError as error:
        if error.type == "StoreError":
            return
        if {"MilvusException", "RpcError"} & set(error.names):
            misconception("an-error-is-an-error", evidence=f"{called}, {situation}, raised {error.type}, which is pymilvus' or gRPC's own", called=called, returned=error.type, expected="StoreError",
                          why="To catch it, a caller has to import pymilvus. Where do its errors become yours?")
        fail(called=f"{called}, {situation},", returned=f"{error.type}: {error.message[:200]}", expected="StoreError")
    else:
        fail(called=f"{called}, {situation},", returned=value, expected="StoreError to be raised", why="A store that is silent about what it could not do loses notes.")
