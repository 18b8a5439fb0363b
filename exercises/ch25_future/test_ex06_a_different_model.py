"""Checks of ch25/ex06. The design is data: it is lived with here, on Milvus, night after day."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require

DIM, FACTS = 16, 12
WAYS = ("aside", "in place", "as they come", "not at all")


def malformed(plan):
    """What is not as the statement says, or empty."""
    if not isinstance(plan, dict) or plan.get("way") not in WAYS:
        return repr(plan)[:200]
    needed = {"aside": ("per_day", "keep", "both"), "in place": ("per_day",)}.get(plan["way"], ())
    for key in needed:
        value = plan.get(key)
        if key == "both":
            if not isinstance(value, bool):
                return f"both={value!r}"
        elif isinstance(value, bool) or not isinstance(value, int) or value < (key == "per_day"):
            return f"{key}={value!r}"
    return ""


class Life:
    """Two models, the documents, and one or two collections in Milvus."""

    def __init__(self, client, support, fresh, plan, reads, rng, documents, arrivals, lives=None):
        self.client, self.plan, self.reads, self.rng, self.lives = client, plan, reads, rng, lives
        self.models = {name: rng.normal(size=(FACTS, DIM)) / 3 for name in ("old", "new")}
        self.names = {}
        self.facts, self.born = {}, {}
        self.arrivals, self.day, self.cost, self.moved, self.since = arrivals, 0, 0, None, set()
        self.support, self.fresh, self.most = support, fresh, 0
        self.make("old")
        self.there = {"old": set()}
        for n in range(documents):
            self.arrive(n, "old", "old", born=-(n % lives) if lives else 0)
        self.todo = list(self.facts)
        self.begun = list(self.facts)
        self.updated = set()

    # Writing.

    def make(self, which):
        self.names[which] = self.fresh(which)
        self.support.collection(self.client, self.names[which], [], dim=DIM, metric="COSINE")
        self.most = max(self.most, len(self.names))

    def vector(self, id, model, noise=0.0):
        facts = self.facts[id] + noise * self.rng.normal(size=FACTS)
        return np.tanh(facts @ self.models[model]).tolist()

    def arrive(self, id, which, model, born=None):
        self.facts.setdefault(id, self.rng.normal(size=FACTS))
        self.born.setdefault(id, self.day if born is None else born)
        self.write(which, model, [id])

    def write(self, which, model, ids):
        self.cost += len(ids)
        if ids:
            self.client.upsert(self.names[which], [{"id": id, "vector": self.vector(id, model)} for id in ids])
            self.there[which].update(ids)

    def drop(self, which):
        self.client.drop_collection(self.names.pop(which))
        del self.there[which]

    # A night and the day after it.

    def night(self):
        self.cost = 0
        way = self.plan["way"]
        if self.day == 0 and way in ("aside", "as they come"):
            self.make("new")
            self.there["new"] = set()
        if way in ("aside", "in place") and self.todo:
            now, self.todo = self.todo[: self.plan["per_day"]], self.todo[self.plan["per_day"] :]
            self.write("new" if way == "aside" else "old", "new", now)
            self.updated.update(now)
        if way == "aside":
            if not self.todo and self.moved is None:
                self.moved = self.day
            if self.moved is not None and "old" in self.names and self.day - self.moved >= self.plan["keep"]:
                self.drop("old")
        if way == "as they come" and "old" in self.there and not self.there["old"]:
            self.drop("old")

    def dawn(self):
        """Documents arrive, and some have lived their days."""
        self.day += 1
        way = self.plan["way"]
        for _ in range(self.arrivals):
            id = max(self.facts) + 1
            if way == "aside":
                self.arrive(id, "new", "new")
                if self.moved is None or ("old" in self.names and self.plan["both"]):
                    self.arrive(id, "old", "old")
                elif "old" in self.names:
                    self.since.add(id)
            elif way == "as they come":
                self.arrive(id, "new", "new")
            else:
                self.arrive(id, "old", "new" if way == "in place" else "old")
                self.updated.add(id)
        if self.lives:
            for which, ids in self.there.items():
                gone = [id for id in ids if self.day - self.born[id] >= self.lives]
                if gone:
                    self.client.delete(self.names[which], filter=f"id in {gone}")
                    ids.difference_update(gone)
            self.facts = {id: f for id, f in self.facts.items() if self.day - self.born[id] < self.lives or id == max(self.facts)}

    # Asking.

    def readers(self):
        """Which collections readers ask, with which model and for how many hits."""
        way = self.plan["way"]
        if way == "aside":
            return [("old", "old", 10)] if self.moved is None else [("new", "new", 10)]
        if way == "in place":
            return [("old", "new", 10)]
        if way == "not at all":
            return [("old", "old", 10)]
        return [(which, which, 5) for which in ("old", "new") if which in self.names]

    def missed(self, asked=None):
        """Documents that are not found, asked for as readers do, or as `asked` says."""
        ids = [id for id in self.facts if not self.lives or self.day - self.born[id] < self.lives]
        found = set()
        for which, model, limit in asked or self.readers():
            hits = self.client.search(self.names[which], data=[self.vector(id, model, 0.02) for id in ids], limit=limit)
            found |= {id for id, line in zip(ids, hits, strict=True) if id in {h["id"] for h in line}}
        return [id for id in ids if id not in found], len(ids)

    def look(self):
        """Fail unless each document is found today."""
        missed, all_ = self.missed()
        if not missed:
            return
        told = {"called": self.reads, "returned": f"on day {self.day} {len(missed)} of {all_} documents are not found", "expected": "each among ten hits"}
        if self.plan["way"] == "in place" and not set(missed) & self.updated:
            misconception("same-dimensions-same-space", evidence=f"the {len(missed)} documents that are missed still have vectors of the old model, and readers ask with the new one", **told, why="Two models, two spaces. What does a collection return that has vectors of both?")
        fail(**told, why="With which model was a document embedded, and with which do readers ask?")

    def spent(self, budget):
        require(self.cost <= budget, called=self.reads, returned=f"{self.cost} embeddings in the night before day {self.day} and on it", expected=f"at most {budget}", why="Documents arrive each day, and beside the old collection each of them costs two embeddings.")


@pytest.fixture
def begins(client, submission, support, seed, fresh):
    """`begins(collection, lives=None, **given)` asks for a design and begins a life with it."""

    def begin(collection, **given):
        call = f'migrate("{collection}", {", ".join(f"{k}={v}" for k, v in given.items())})'
        plan = submission.migrate(collection, **given)
        if trouble := malformed(plan):
            fail(called=call, returned=trouble, expected="a dict with `way` and what belongs to it, as the statement describes it")
        return Life(client, support, fresh, plan, f"{call}, which is {plan}", np.random.default_rng([seed, *map(ord, call)]), given["documents"], given["arrivals"], given.get("lives"))

    return begin


def aside(life, budget, nights, back):
    """Some weeks of articles or of the wiki."""
    for number in range(1, nights + back + 4):
        life.night()
        if number >= nights:
            require(life.readers()[0][1] == "new", called=life.reads, returned=f"after {number} nights readers use the old model", expected=f"the new one, after {nights} nights at most", why="How many embeddings does a night have left, when the arrivals of a day have theirs?")
        kept = life.moved is not None and life.day - life.moved < back
        life.dawn()
        life.spent(budget)
        life.look()
        if kept:
            require("old" in life.names, called=life.reads, returned=f"{life.day - life.moved} days after the move there is nothing to go back to", expected=f"the old collection, on each of {back} days", why="The keep-th night after the move comes after day `keep`.")
            missed, all_ = life.missed([("old", "old", 10)])
            told = {"called": life.reads, "returned": f"{life.day - life.moved} days after the move {len(missed)} of {all_} documents are not found with the old model", "expected": "each of them"}
            if missed and set(missed) <= life.since:
                misconception("the-way-back-is-a-pointer", evidence=f"the {len(missed)} documents that are missed arrived after the move", **told, why="The old collection is as it was. What has arrived since?")
            require(not missed, **told)
        elif life.moved is not None and life.plan["way"] == "aside" and life.day - life.moved > back:
            require("old" not in life.names, called=life.reads, returned=f"{life.day - life.moved} days after the move the old collection is still there", expected=f"gone after {back} days", why="Two collections cost twice the memory.")


@check(points=3)
def test_articles(begins):
    """articles: found each day, within the budget, in time, and with a way back"""
    for documents, arrivals, budget, back in ((65, 2, 14, 2), (83, 3, 20, 4), (51, 1, 27, 1)):
        nights = -(-documents // (budget - 2 * arrivals))
        aside(begins("articles", documents=documents, arrivals=arrivals, budget=budget, nights=nights, back=back), budget, nights, back)


@check(points=2)
def test_wiki(begins):
    """wiki: the same without a way back"""
    for documents, arrivals, budget in ((93, 2, 14), (40, 4, 18)):
        nights = -(-documents // (budget - 2 * arrivals))
        aside(begins("wiki", documents=documents, arrivals=arrivals, budget=budget, nights=nights), budget, nights, 0)


@check(points=2)
def test_drafts(begins):
    """drafts: one collection, and one night"""
    for documents, arrivals in ((70, 2), (260, 3)):
        life = begins("drafts", documents=documents, arrivals=arrivals)
        for _ in range(4):
            life.night()
            require(life.most == 1, called=life.reads, returned=f"{life.most} collections at a time", expected="one, at any time", why="A second collection needs room that is not there.")
            life.dawn()
            require(life.readers()[0][1] == "new", called=life.reads, returned=f"on day {life.day} readers use the old model", expected="the new one", why="The model server is idle at night.")
            life.look()


@check(points=2)
def test_sessions(begins):
    """sessions: nothing is embedded twice"""
    for lives, arrivals in ((5, 6), (3, 12)):
        life = begins("sessions", documents=lives * arrivals, arrivals=arrivals, lives=lives)
        for number in range(1, lives + 4):
            life.night()
            if number > lives + 1:
                asked = [model for _, model, _ in life.readers()]
                require(asked == ["new"], called=life.reads, returned=f"on day {number} readers use {' and '.join(asked)}", expected="the new model alone", why="After so many days no old document is left.")
            life.dawn()
            life.spent(arrivals)
            life.look()


@check(points=1)
def test_archive(begins):
    """archive: no effort for what will be closed"""
    for documents, arrivals in ((40, 1), (30, 3)):
        life = begins("archive", documents=documents, arrivals=arrivals)
        for _ in range(4):
            life.night()
            require(life.most == 1, called=life.reads, returned=f"{life.most} collections at a time", expected="one")
            life.dawn()
            require(life.cost <= arrivals, called=life.reads, returned=f"{life.cost} embeddings in a night and a day", expected=f"at most {arrivals}", why="Who will read the vectors that this makes?")
            life.look()
