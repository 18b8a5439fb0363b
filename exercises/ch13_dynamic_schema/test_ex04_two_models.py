"""Checks of ch13/ex04. Both models are the checks' own, and count what they are asked."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same

ROWS = 400
PLACEHOLDER = [1.0] + [0.0] * 31


class Model:
    """A vector for each text: that of its first word, turned by a turn of its own."""

    def __init__(self, seed, number, vectors, names):
        rng = np.random.default_rng([seed, 134, number])
        turn = np.linalg.qr(rng.normal(size=(32, 32)))[0]
        shuffled = rng.permutation(len(names)) if number == 2 else np.arange(len(names))
        self.table = {name: vectors[shuffled[i]] @ turn for i, name in enumerate(names)}
        self.forget()

    def __call__(self, texts):
        self.given.add(type(texts).__name__)
        texts = list(texts)
        self.asked += texts
        self.longest = max(self.longest, len(texts))
        return [[float(x) for x in self.table[text.split(":")[0]]] for text in texts]

    def forget(self):
        self.asked, self.longest, self.given = [], 0, set()


def scores(rows, model, text):
    """The cosine of each row's text with this one, for one model."""
    if not rows:
        return []
    query = model.table[text.split(":")[0]]
    table = np.array([model.table[row["text"].split(":")[0]] for row in rows])
    return (table @ query / np.linalg.norm(table, axis=1) / np.linalg.norm(query)).tolist()


def order(rows, model, text, k):
    """The k ids nearest to the text, by cosine."""
    return [rows[i]["id"] for i in np.argsort(-np.array(scores(rows, model, text)), kind="stable")[:k]]


def mixed(made, text, k):
    """The k ids that come of putting the scores of both models into one list."""
    filled, others = ([row for row in made.rows if row["filled"] is so] for so in (True, False))
    both = list(zip(scores(filled, made.two, text) + scores(others, made.one, text), filled + others, strict=True))
    return [row["id"] for _, row in sorted(both, key=lambda pair: -pair[0])[:k]]


class Desk:
    """A collection of tickets, what is in it, and both models."""

    def __init__(self, client, support, seed, name, n, filled):
        self.client, self.name, self.support = client, name, support
        vectors, names = support.pool(seed)
        self.one, self.two = Model(seed, 1, vectors, names), Model(seed, 2, vectors, names)
        rng = np.random.default_rng([seed, 1340, n])
        chosen = rng.choice(len(names), size=n + 40, replace=False)
        texts = [f"{names[i]}: it's broken, \"again\"" for i in chosen]
        ids = support.new_ids(rng, n)
        self.words, self.spare = [names[i] for i in chosen], texts[n:]
        self.rows = [{"id": id, "text": text, "filled": k < filled} for k, (id, text) in enumerate(zip(ids, texts, strict=False))]
        support.collection(client, name, [("text", "VARCHAR", {"max_length": 300}), ("filled", "BOOL", {})], dynamic=True, vectors=("vector", "vector2"))
        self.put([self.rows[i] for i in rng.permutation(n)])
        self.one.forget()
        self.two.forget()

    def put(self, rows):
        ones, twos = self.one([r["text"] for r in rows]), self.two([r["text"] for r in rows])
        self.client.insert(self.name, [{**r, "vector": a, "vector2": b if r["filled"] else PLACEHOLDER, "opened_by": r["text"][:3]} for r, a, b in zip(rows, ones, twos, strict=True)])
        assert self.support.count(self.client, self.name) >= len(rows)

    def newcomer(self):
        """A ticket by a program that knows nothing of the new model."""
        row = {"id": -5 - len(self.spare), "text": self.spare.pop(), "filled": False}
        self.rows.append(row)
        self.put([row])
        return row


@pytest.fixture
def desk(client, support, seed, fresh):
    return lambda n=ROWS, filled=0: Desk(client, support, seed, fresh("tickets"), n, filled)


def searched(submission, milvus, made, text, k, moment):
    """Search, and compare with the model that decides."""
    done = all(row["filled"] for row in made.rows)
    decides, other = (made.two, made.one) if done else (made.one, made.two)
    call = f"search(…, {text.split(':')[0]!r}, {k}, …) {moment}"
    made.one.forget()
    made.two.forget()
    milvus.forget()
    found = submission.search(made.client, made.name, text, k, made.one, made.two)
    made.support.reads_the_present(milvus, call)
    asked, extra = list(decides.asked), list(other.asked)
    require(isinstance(found, list | tuple), called=call, returned=found, expected=f"a list of {k} ids")
    found, right = list(found), order(made.rows, decides, text, k)
    told = {"called": call, "returned": difference(found, right) if set(found) != set(right) else f"{len(found)} ids", "expected": f"the {len(right)} that the {'new' if done else 'old'} model puts first"}
    some = [row for row in made.rows if row["filled"]]
    if not done and some and asked and extra and found == mixed(made, text, k):
        misconception("scores-can-be-mixed", evidence="both models were asked, and these ids are the best of one list that holds the new model's scores of the filled tickets and the old model's of the others", **told,
                      why="0.8 of one model is not 0.8 of the other. By which single model can all tickets be compared?")
    if not done and some and found != right and found == order(some, made.two, text, k):
        misconception("what-is-filled-is-all", evidence=f"these are the nearest by the new model among the {len(some)} filled tickets alone; {len(made.rows) - len(some)} others could not be found at all", **told,
                      why="A ticket that is not filled yet is a ticket. Which vector does every one of them have?")
    if found != right:
        fail(**told, why="Before all are filled the old model decides over all tickets; afterwards the new one does.")
    require(not extra, called=call, returned=f"the {'old' if done else 'new'} model was asked for {len(extra)} vectors", expected="only the model that decides is asked", why="A model costs money, and its answer was not needed.")


@check(points=2)
def test_before_and_after(submission, milvus, desk):
    """Nothing filled: the old model; everything filled: the new one"""
    for n, filled in ((ROWS, 0), (ROWS, ROWS)):
        made = desk(n, filled)
        for at in (3, 50, 200):
            searched(submission, milvus, made, made.rows[at]["text"], 7, f"with {filled} of {n} tickets filled")
        searched(submission, milvus, made, made.spare[0], 12, f"with {filled} of {n} tickets filled")


@check(points=3)
def test_in_between(submission, milvus, desk):
    """Half-way, and after a newcomer, every ticket takes part"""
    for filled in (1, ROWS // 2, ROWS - 1):
        made = desk(ROWS, filled)
        for at in (0, ROWS - 1, 120):
            searched(submission, milvus, made, made.rows[at]["text"], 8, f"with {filled} of {ROWS} tickets filled")
    made = desk(60, 60)
    searched(submission, milvus, made, made.rows[5]["text"], 5, "with all of 60 tickets filled")
    row = made.newcomer()
    searched(submission, milvus, made, row["text"], 5, "after a program that knows only the old model has added a ticket")


@check(points=3)
def test_the_backfill(submission, client, milvus, support, desk):
    """The back-fill fills what is not filled, some at a time, and nothing twice"""
    made = desk(ROWS, 130)
    before = support.everything(client, made.name)
    done, sizes = {r["text"] for r in made.rows if r["filled"]}, []
    for most in (50, 1, 150, 64, 64, 64):
        made.two.forget()
        call = f"backfill(…, most={most}), with {ROWS - len(done)} tickets to fill"
        milvus.forget()
        count = submission.backfill(client, made.name, made.two, most)
        support.reads_the_present(milvus, call)
        support.replaced_as_a_server_does(milvus, {row["id"] for row in made.rows}, call)
        sizes.append(count)
        again = [t for t in made.two.asked if t in done]
        if again:
            misconception("everything-anew", evidence=f"{len(again)} of the {len(made.two.asked)} texts that were embedded belong to tickets that are filled", called=call, returned=f"{len(made.two.asked)} texts embedded", expected="the texts of tickets that are not filled",
                          why="A model call costs, and a run that ended half-way would begin at the beginning. What does `filled` say?")
        require(made.two.given <= {"list"}, called=call, returned=f"embed2 gets a {', a '.join(sorted(made.two.given))}", expected="a list of texts")
        require(made.two.longest <= 64, called=call, returned=f"{made.two.longest} texts in one call of embed2", expected="at most 64")
        same(count, min(most, ROWS - len(done)), called=call, why="How many were filled in this call.")
        same(len(made.two.asked), count, called=f"the number of texts embedded by {call}", why="One text per ticket.")
        done |= set(made.two.asked)
        filled = client.query(made.name, filter="filled == true", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
        same(filled, len(done), called=f"the number of filled tickets after {call}", why="What it says it filled is filled.")
    same(submission.backfill(client, made.name, made.two, 100), 0, called="backfill() with everything filled", why="Nothing is left to do.")
    found = support.everything(client, made.name)
    same(len(found), ROWS, called="the number of tickets after all back-fills", why="Each one once.")
    for row in made.rows:
        was, now = before[row["id"]], found[row["id"]]
        same(support.bare(now), support.bare(was) | {"filled": True}, called=f"the ticket {row['id']} after all back-fills", why="All other fields are as they were.")
        if not np.allclose(now["vector"], was["vector"], atol=1e-5) or not np.allclose(now["vector2"], made.two.table[row["text"].split(":")[0]], atol=1e-5):
            fail(called=f"the ticket {row['id']} after all back-fills", returned=f"vector {now['vector'][:2]}…, vector2 {now['vector2'][:2]}…", expected=f"vector {was['vector'][:2]}…, vector2 {made.two.table[row['text'].split(':')[0]][:2].tolist()}…", why="Each text has the vector that the new model gives it, and keeps the old one.")


@check(points=1)
def test_another_process(submission, client, milvus, support, desk):
    """What one process has filled, another one knows"""
    made = desk(40, 0)
    other = submission.spawn()
    same(submission.backfill(client, made.name, made.two, 30), 30, called="backfill(…, most=30) of 40 tickets")
    made.two.forget()
    same(other.backfill(client, made.name, made.two, 30), 10, called="backfill(…, most=30) in another process, after 30 of 40 were filled", why="What is done stands in the collection.")
    for row in made.rows:
        row["filled"] = True
    searched(other, milvus, made, made.rows[0]["text"], 5, "in another process, with all of 40 tickets filled")
