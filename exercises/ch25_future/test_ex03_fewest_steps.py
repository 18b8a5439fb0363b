"""Checks of ch25/ex03. The steps are numbers first; then a store on Milvus with bugs that were planted in it."""

import numpy as np

from grader.checks import check, fail, misconception, require, same


class Run:
    """What `minimize` gets as `run`: counts its calls."""

    def __init__(self, says):
        self.says, self.count, self.bug = says, 0, None

    def __call__(self, some):
        self.count += 1
        return self.says(list(some))


def subsequence(some, steps):
    rest = iter(steps)
    return all(any(step == other for other in rest) for step in some)


def judge(submission, steps, says, call, most=None):
    """Fail unless the answer shows the bug and none of its steps can be left out."""
    bug, run = says(list(steps)), Run(says)
    given = list(steps)
    found = submission.minimize(given, run)
    require(isinstance(found, list), called=call, returned=repr(type(found)), expected="a list of steps")
    require(subsequence(found, steps), called=call, returned=f"{len(found)} steps that do not stand in this order among those given", expected="steps taken from `steps`, in their order", why="Two equal steps are two steps. By what do you leave one out, its place or its value?")
    said = says(found)
    told = {"called": call, "returned": f"{len(found)} steps, which give “{said}”", "expected": f"steps that give “{bug}”"}
    if said not in ("fine", bug):
        misconception("any-failure-will-do", evidence=f"of {len(steps)} steps that give “{bug}”, {len(found)} are left that give “{said}”", **told, why="Something still fails, and it is not the bug. What does run() say, and what did it say at first?")
    require(said == bug, **told)
    for n in range(len(found)):
        without = found[:n] + found[n + 1 :]
        if says(without) != bug:
            continue
        place = next(i for i in range(len(steps)) if steps[i] == found[n])
        told = {"called": call, "returned": f"{len(found)} steps", "expected": f"fewer: without number {n + 1} of them the text is the same"}
        if says([*steps[:place], *steps[place + 1 :]]) != bug:
            misconception("one-pass-is-enough", evidence="this step could not be left out at first, and can be now", **told, why="Leaving a step out can make an earlier one unnecessary. When do you know that none is left?")
        fail(why="When the answer is found, try to leave out each of its steps once more.", **told)
    if most is not None:
        require(run.count < most, called=call, returned=f"run() was called {run.count} times", expected=f"fewer than {most}", why="Most steps have nothing to do with it. How many of them can you leave out at once?")


def needs(*wanted, otherwise="fine"):
    """A bug that shows when all of these are there, in this order."""
    return lambda some: "a row is missing" if subsequence(wanted, some) else otherwise


@check(points=3)
def test_small(submission, seed):
    """Short lists: the bug, all of it, and nothing else"""
    rng = np.random.default_rng([seed, 2531])
    a, b, c = (int(x) for x in sorted(rng.choice(8, size=3, replace=False)))
    ten = list(range(8))
    judge(submission, ten, needs(a, c), "minimize() of 8 steps, of which two matter")
    judge(submission, ten, needs(a, b, c), "minimize() of 8 steps, of which three matter")
    judge(submission, [5], needs(5), "minimize() of a single step")
    judge(submission, [3, 1, 2], needs(3, 1, 2), "minimize() of three steps, all of which matter")
    judge(submission, [9, 4, 9, 7, 9], needs(9, 9), "minimize() of steps some of which are equal")
    judge(submission, [4, 9, 4, 9, 4], needs(9, 4), "minimize() of steps some of which are equal")
    judge(submission, [{"do": "put", "id": n % 3} for n in range(7)], needs({"do": "put", "id": 2}, {"do": "put", "id": 0}), "minimize() of steps that are dicts")
    run = Run(lambda _: "cannot connect")
    same(submission.minimize([1, 2, 3], run), [], called="minimize() where the empty list shows the bug", why="Then it has nothing to do with the steps.")


@check(points=2, after="test_small")
def test_other_failures(submission, seed):
    """A different failure is no answer"""
    rng = np.random.default_rng([seed, 2532])
    for length in (9, 24):
        a, b, c, d = (int(x) for x in sorted(rng.choice(length, size=4, replace=False)))

        def says(some):
            if subsequence((a, d), some):  # noqa: B023
                return "a row is missing"
            return "no such row" if b in some or c in some else "fine"  # noqa: B023

        judge(submission, list(range(length)), says, f"minimize() of {length} steps, where a second bug shows without the first")

        def begins(some):
            if some and some[0] != 0:
                return "no collection"
            return "a row is missing" if subsequence((0, c), some) else "fine"  # noqa: B023

        judge(submission, list(range(length)), begins, f"minimize() of {length} steps that all need the first one")


@check(points=2, after="test_small")
def test_no_step_left(submission, seed):
    """Also where a step can go only after a later one has gone"""
    rng = np.random.default_rng([seed, 2533])
    for length in (6, 7, 12, 33, 64):
        order = [int(x) for x in sorted(rng.choice(length, size=3, replace=False))]
        for first, lock, key in (order, (order[1], order[2], order[0]), (order[2], order[1], order[0])):

            def says(some):
                return "a row is missing" if first in some and (lock not in some or key in some) else "fine"  # noqa: B023

            judge(submission, list(range(length)), says, f"minimize() of {length} steps, one of which hides the bug and another uncovers it")
    for length in (10, 40):  # a chain: each step needs the one before it, so the last one has to go first

        def chained(some):
            return "a row is missing" if 7 in some and all(n - 1 in some for n in some if 0 < n < 7) else "fine"

        judge(submission, list(range(length)), chained, f"minimize() of {length} steps, some of which need the step before")


@check(points=2, after="test_small")
def test_few_runs(submission, seed):
    """Long lists, in fewer runs than there are steps"""
    rng = np.random.default_rng([seed, 2534])
    for length, number in ((100, 1), (128, 2), (200, 3), (400, 4)):
        wanted = [int(x) for x in sorted(rng.choice(length, size=number, replace=False))]
        judge(submission, list(range(length)), needs(*wanted), f"minimize() of {length} steps, of which {number} matter", most=length)


class Store:
    """A store of rows on Milvus, with two bugs: what `put`, `remove`, `move` and `flush` leave in Milvus, and what they should."""

    def __init__(self, client, name, which):
        self.client, self.name, self.which = client, name, which
        self.model, self.removed, self.flushes = {}, set(), 0

    def play(self, step):
        do, id, kind = step["do"], step.get("id"), step.get("kind")
        if do == "flush":
            self.flushes += 1
            self.removed.clear()
        elif do == "remove":
            if id not in self.model:
                return "no such row"
            del self.model[id]
            self.removed.add(id)
            self.client.delete(self.name, ids=[id])
        else:
            if do == "move" and id not in self.model:
                return "no such row"
            self.model[id] = kind
            lost = id in self.removed if self.which == "missing" else kind == 13
            wrong = kind == 13 if self.which == "missing" else do == "move" and self.flushes >= 2
            if not lost:
                self.client.upsert(self.name, [{"id": id, "kind": 0 if wrong else kind, "vector": [0.0, 1.0]}])
        return ""

    def says(self):
        rows = {r["id"]: r["kind"] for r in self.client.query(self.name, filter="id >= 0", output_fields=["kind"], limit=1000)}
        found = {"missing": "a row is missing" if self.model.keys() - rows.keys() else "", "kind": "a row has the wrong kind" if any(rows[i] != k for i, k in self.model.items() if i in rows) else ""}
        other = "kind" if self.which == "missing" else "missing"
        return found[self.which] or found[other] or "fine"


def random_steps(rng, which, length):
    """Steps that can be played, which have the bug in question and the other one too."""
    steps, there = [], set()
    for _ in range(length):
        id = int(rng.integers(6))
        if rng.random() < 0.08:
            steps.append({"do": "flush"})
        elif id in there and rng.random() < 0.45:
            steps.append({"do": "remove", "id": id})
            there.discard(id)
        else:
            steps.append({"do": "move" if id in there else "put", "id": id, "kind": int(rng.choice([1, 2, 3, 13], p=[0.3, 0.3, 0.3, 0.1]))})
            there.add(id)
    last = [{"do": "put", "id": 50, "kind": 1}, {"do": "remove", "id": 50}, {"do": "put", "id": 50, "kind": 2}] if which == "missing" else [{"do": "flush"}, {"do": "flush"}, {"do": "put", "id": 50, "kind": 2}, {"do": "move", "id": 50, "kind": 3}]
    return [*steps, *last, {"do": "put", "id": 51, "kind": 13}]


@check(points=3, after=("test_other_failures", "test_no_step_left"))
def test_on_milvus(submission, client, seed, support, fresh):
    """Bugs of a store that keeps its rows in Milvus"""
    rng = np.random.default_rng([seed, 2535])
    for which, length in (("missing", 40), ("kind", 30), ("missing", 14)):
        name = fresh("store")
        support.collection(client, name, [("kind", "INT64", {})])

        def says(some):
            client.delete(name, filter="id >= 0")  # noqa: B023
            store = Store(client, name, which)  # noqa: B023
            for step in some:
                if trouble := store.play(step):
                    return trouble
            return store.says()

        steps = random_steps(rng, which, length)
        judge(submission, steps, says, f"minimize() of {len(steps)} steps of a store on Milvus")
