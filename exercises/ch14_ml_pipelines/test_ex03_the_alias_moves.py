"""Checks of ch14/ex03. The model is the checks' own, and what it does while it is asked is the worst moment for an alias to move."""

import threading
import time

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import SubmissionError, check, difference, fail, misconception, require, same


class World:
    """An alias, collections of several models, and what readers see."""

    def __init__(self, client, support, seed, fresh, number):
        self.client, self.support, self.fresh = client, support, fresh
        self.vectors, self.names = support.pool(seed)
        rng = np.random.default_rng([seed, 143, number])
        self.turns = {m: np.linalg.qr(rng.normal(size=(32, 32)))[0] for m in ("m1", "m2", "m3")}
        self.places = {name: n for n, name in enumerate(self.names)}
        self.rng, self.alias = rng, fresh("pages")

    def vector(self, model, text):
        return self.vectors[self.places[text.split(":")[0]]] @ self.turns[model]

    def embed(self, meanwhile=lambda model, texts: None):
        """The model as the submission gets it; `meanwhile` happens while it is asked."""

        def embed(model, texts):
            texts = list(texts)
            if model not in self.turns:
                raise ValueError(f"embed() has no model {model!r}; the property `model` of the collection names one, such as 'm1'")
            if not 1 <= len(texts) <= 64:
                raise ValueError(f"embed() takes 1 to 64 texts in one call, and was given {len(texts)}")
            meanwhile(model, texts)
            return [[float(x) for x in self.vector(model, text)] for text in texts]

        return embed

    def rows(self, n):
        chosen = self.rng.permutation(len(self.names))[:n]
        ids = self.support.new_ids(self.rng, n)
        return [{"id": id, "text": f"{self.names[c]}: it's \"page\" {id}"} for id, c in zip(ids, chosen, strict=True)]

    def collection(self, name, model, rows):
        client = self.client
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("text", DataType.VARCHAR, max_length=300)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", properties={"model": model})
        for at in range(0, len(rows), 1000):
            client.insert(name, [{**row, "vector": self.vector(model, row["text"]).tolist()} for row in rows[at : at + 1000]])
        return name

    def nearest(self, rows, model, text, k, asked_by=None):
        """The k ids nearest to the text among these rows; `asked_by` is the model of the query, if it is a different one."""
        table = np.array([self.vector(model, row["text"]) for row in rows])
        return [rows[i]["id"] for i in np.argsort(-(table @ self.vector(asked_by or model, text)), kind="stable")[:k]]

    def leads(self):
        return self.client.describe_alias(alias=self.alias)["collection_name"]


@pytest.fixture
def world(client, support, seed, fresh):
    return lambda number: World(client, support, seed, fresh, number)


@check(points=2)
def test_both_models(submission, client, world):
    """The query is embedded by the model of the collection that the alias leads to, now"""
    made = world(1)
    rows, others = made.rows(200), made.rows(150)
    one, two = made.collection(made.fresh("one"), "m1", rows), made.collection(made.fresh("two"), "m2", others)
    client.create_alias(collection_name=one, alias=made.alias)
    for name, model, there in ((one, "m1", rows), (two, "m2", others), (one, "m1", rows)):
        client.alter_alias(collection_name=name, alias=made.alias)
        for text, k in ((rows[3]["text"], 5), (others[7]["text"], 12)):
            call = f"answer(…, {text.split(':')[0]!r}, {k}, …) while the alias leads to a collection of {model}"
            right = made.nearest(there, model, text, k)
            found = submission.answer(client, made.alias, text, k, made.embed())
            require(isinstance(found, list | tuple), called=call, returned=found, expected=f"a list of {k} ids")
            require(list(found) == right, called=call, returned=difference(list(found), right) if set(found) != set(right) else "the right ids in a different order", expected=f"the {len(right)} ids that {model} puts first", why="Query and rows by the same model, and the alias may have moved since the last call.")


@check(points=3, after="test_both_models")
def test_in_the_middle_of_an_answer(submission, client, world):
    """An alias that moves while a query is embedded leads to no mixture"""
    made = world(2)
    rows = made.rows(300)
    one, two = made.collection(made.fresh("one"), "m1", rows), made.collection(made.fresh("two"), "m2", rows)
    client.create_alias(collection_name=one, alias=made.alias)
    for at in (1, 50, 200):
        text = rows[at]["text"]
        for here, there, before, after in ((one, two, "m1", "m2"), (two, one, "m2", "m1")):
            client.alter_alias(collection_name=here, alias=made.alias)
            moved = []

            def meanwhile(model, texts, there=there, moved=moved):
                if not moved:
                    moved.append(model)
                    client.alter_alias(collection_name=there, alias=made.alias)

            call = f"answer(…, {text.split(':')[0]!r}, 6, …) when the alias moves from {before} to {after} while the text is embedded"
            found = list(submission.answer(client, made.alias, text, 6, made.embed(meanwhile)))
            if found == made.nearest(rows, after, text, 6, asked_by=before):
                misconception("the-alias-twice", evidence=f"these are the ids that the query of {before} finds among the rows of {after}", called=call, returned=f"{len(found)} ids of a mixture", expected=f"the ids of {before}, or those of {after}",
                              why="The alias was asked for the model, and later asked again by the search. What could you search instead, that does not move?")
            require(found in (made.nearest(rows, before, text, 6), made.nearest(rows, after, text, 6)), called=call, returned=f"{len(found)} ids", expected=f"the ids of {before}, or those of {after}", why="Either collection's answer is right.")


@check(points=2, after="test_in_the_middle_of_an_answer")
def test_between_two_lines(submission, client, milvus, world):
    """An alias that moves between two calls of an answer leads to no mixture"""
    made = world(5)
    rows = made.rows(300)
    one, two = made.collection(made.fresh("one"), "m1", rows), made.collection(made.fresh("two"), "m2", rows)
    client.create_alias(collection_name=one, alias=made.alias)
    mover = milvus.client(timeout=20)
    for at, method in ((7, "DescribeAlias"), (60, "DescribeCollection"), (90, "Search"), (120, "ListAliases")):
        text = rows[at]["text"]
        for here, there, before, after in ((one, two, "m1", "m2"), (two, one, "m2", "m1")):
            client.alter_alias(collection_name=here, alias=made.alias)
            milvus.forget()
            milvus.delay(method, 0.4)
            moved = Moved(milvus, method, lambda there=there: mover.alter_alias(collection_name=there, alias=made.alias))
            call = f"answer(…, {text.split(':')[0]!r}, 6, …) when the alias moves from {before} to {after} just before Milvus answers {method}"
            with moved:
                found = list(submission.answer(client, made.alias, text, 6, made.embed()))
            if found == made.nearest(rows, after, text, 6, asked_by=before):
                misconception("the-alias-twice", evidence=f"these are the ids that the query of {before} finds among the rows of {after}", called=call, returned=f"{len(found)} ids of a mixture", expected=f"the ids of {before}, or those of {after}",
                              why="Model and rows were asked of the alias one after the other. What could you ask both of, that does not move?")
            require(found in (made.nearest(rows, before, text, 6), made.nearest(rows, after, text, 6)), called=call, returned=f"{len(found)} ids", expected=f"the ids of {before}, or those of {after}", why="Either collection's answer is right.")


class Moved:
    """While it is open, a call of this method that is held back lets something happen first."""

    def __init__(self, milvus, method, what):
        self.milvus, self.method, self.what, self.ended = milvus, method, what, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def watch(self):
        while not self.ended.is_set():
            if self.milvus.calls(self.method):
                self.what()
                return
            time.sleep(0.01)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join(20)


@check(points=3)
def test_readers_notice_nothing(submission, client, milvus, support, world):
    """Until the last row is there, the alias leads to the old collection, whole"""
    made = world(3)
    rows = made.rows(1100)
    one, new = made.collection(made.fresh("one"), "m1", rows), made.fresh("new")
    client.create_alias(collection_name=one, alias=made.alias)
    count = lambda name: client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]  # noqa: E731
    call, asked, seen = "reembed() of 1,100 rows", [], []

    def meanwhile(model, texts):
        """What a reader meets while the model is asked: (collection, rows in it)."""
        asked.extend(texts)
        where = made.leads() if client.has_collection(one) else ""
        seen.append((where, count(where) if where else 0))

    milvus.forget()
    back = submission.reembed(client, made.alias, new, "m2", made.embed(meanwhile))
    require(not milvus.calls("DropAlias"), called=call, returned="an alias that is dropped and made anew", expected="an alias that moves", why="Between the two calls it leads nowhere, and a reader gets an error. Which single call moves it?")
    level = milvus.calls("CreateCollection")[-1].consistency
    same(level, "Strong", called=f"the level at which the new collection reads after {call}", why="As all of them do.")
    early = [rows_there for where, rows_there in seen if where == new]
    if early:
        misconception("the-alias-first", evidence=f"the alias led to the new collection when it had {early[0]} of {len(rows)} rows", called=call, returned=f"{early[0]} rows for readers", expected=f"{len(rows)}", why="A reader who searches now finds a part. What has to be true before the alias moves?")
    melted = [rows_there for where, rows_there in seen if where != new and rows_there < len(rows)]
    if melted:
        misconception("emptied-before-filled", evidence="while rows were being embedded, the old collection was gone or no longer whole", called=call, returned=f"{melted[-1]} rows for readers", expected=f"{len(rows)} rows until the end and after it",
                      why="Readers ask it all the time, and it is the way back.")
    same(made.leads(), new, called=f"the collection that the alias leads to after {call}", why="Now every row is there.")
    same(back, one, called=call, why="The name of the collection before is the way back.")
    require(sorted(asked) == sorted(row["text"] for row in rows), called=f"the texts embedded by {call}", returned=difference(asked, [row["text"] for row in rows], "text"), expected=f"each of {len(rows)} once", why="A model costs money.")
    whole(made, new, "m2", rows, call)
    whole(made, one, "m1", rows, f"{call}, in the old collection")


def whole(made, name, model, rows, call):
    """A collection has these rows, this model, and its vectors."""
    found = made.support.everything(made.client, name)
    require(set(found) == {r["id"] for r in rows}, called=f"the rows of the collection after {call}", returned=difference(sorted(found), sorted(r["id"] for r in rows), "row"), expected=f"{len(rows)} rows")
    same(made.client.describe_collection(name)["properties"].get("model"), model, called=f"the property `model` after {call}", why="A reader learns from it which model embeds the query.")
    for row in rows:
        same(found[row["id"]]["text"], row["text"], called=f"`text` of the row {row['id']} after {call}")
        if not np.allclose(found[row["id"]]["vector"], made.vector(model, row["text"]), atol=1e-5):
            fail(called=f"`vector` of the row {row['id']} after {call}", returned=f"{np.round(found[row['id']]['vector'][:3], 3).tolist()}…", expected=f"{np.round(made.vector(model, row['text'])[:3], 3).tolist()}…, what {model} says of its text")


@check(points=2, after="test_readers_notice_nothing")
def test_a_run_that_ends_early(submission, client, world):
    """A run that fails moves nothing, and the next one begins again"""
    made = world(4)
    rows = made.rows(300)
    one, new = made.collection(made.fresh("one"), "m1", rows), made.fresh("new")
    client.create_alias(collection_name=one, alias=made.alias)
    calls = []

    def fails(model, texts):
        calls.append(texts)
        if len(calls) == 3:
            raise TimeoutError("the model does not answer")

    call = "reembed() with a model that fails in its third call"
    try:
        value = submission.reembed(client, made.alias, new, "m2", made.embed(fails))
    except SubmissionError:
        pass
    else:
        fail(called=call, returned=value, expected="the error of embed", why="A failure that is swallowed looks like a success.")
    same(made.leads(), one, called=f"the collection that the alias leads to after {call}", why="The new one is not whole.")
    if client.has_collection(new):
        client.drop_collection(new)
    made.collection(new, "m3", [{"id": 5, "text": rows[0]["text"]}, {**rows[9], "text": rows[8]["text"]}])
    again = submission.spawn()
    same(again.reembed(client, made.alias, new, "m2", made.embed()), one, called="reembed() when `new` exists, with rows of an older attempt")
    whole(made, new, "m2", rows, "reembed() over an older attempt")
    same(made.leads(), new, called="the collection that the alias leads to after the second run")
    text = rows[4]["text"]
    same(list(again.answer(client, made.alias, text, 4, made.embed())), made.nearest(rows, "m2", text, 4), called="answer() after reembed()", why="Readers now ask with the new model.")
