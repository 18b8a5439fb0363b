"""Checks of ch13/ex07: a plan is played out, row by row."""

from grader.checks import check, fail, misconception, require

SHORTEST = {"rename": 5, "retype": 6, "optional": 2, "drop": 3}
"""How many steps the shortest plans have, by playing out all there are."""
STEPS = ("readers 2", "readers 3", "writers 2", "writers 3", "fill", "clean", "create")


class Broken(Exception):
    """What went wrong, and after which step."""


class World:
    """Rows of one collection, or of two, with readers and writers of some version."""

    def __init__(self, change):
        self.change, self.readers, self.writers, self.second, self.first = change, 1, 1, False, True
        old = {"rename": {"price"}, "retype": {"first"}, "optional": set(), "drop": {"fax"}}[change]
        self.rows, self.number = {n: set(old) for n in range(8)}, 8

    def take(self, step):
        """Do what a step does."""
        kind, _, version = step.partition(" ")
        if step == "create":
            if self.change != "retype":
                raise Broken("a second collection was made, and nothing of the change needs one")
            self.second = True
        elif kind == "readers":
            self.readers = int(version)
        elif kind == "writers":
            self.writers = int(version)
        elif step == "fill":
            self.fill()
        else:
            self.clean()

    def fill(self):
        if self.change == "retype" and not self.second:
            raise Broken("there is no second collection to fill")
        new = {"rename": "cents", "retype": "second"}.get(self.change)
        if new is None:
            raise Broken("no row needs anything that could be filled in")
        for shape in self.rows.values():
            shape.add(new)

    def clean(self):
        old = {"rename": "price", "retype": "first", "drop": "fax"}.get(self.change)
        if old is None:
            raise Broken("rows without a note are as right as rows with one")
        self.first = self.change != "retype"
        for shape in self.rows.values():
            shape.discard(old)

    def write(self):
        """A row more, and one of the old ones written anew."""
        shapes = {
            "rename": [{"price"}, {"price", "cents"}, {"cents"}],
            "retype": [{"first"}, {"first", "second"}, {"second"}],
            "optional": [set(), {"note"}, {"note"}],
            "drop": [{"fax"}, {"fax"}, set()],
        }[self.change]
        shape = shapes[self.writers - 1]
        if "second" in shape and not self.second:
            raise Broken("the writers write to a collection that is not there")
        if "first" in shape and not self.first:
            raise Broken("the writers write to a collection that is gone")
        self.rows[self.number] = set(shape)
        again = self.number % 3  # most rows are never written again
        kept = self.rows[again] - {"price", "cents", "note", "fax"} if self.change == "retype" else set()
        self.rows[again] = kept | shape
        self.stale = {again} if self.change == "retype" and "second" in kept and "second" not in shape else set()
        self.number += 1

    def read(self):
        """Every row, by the readers of now."""
        if self.change == "optional":
            return
        if self.change == "retype":
            if self.readers < 3 and not self.first:
                raise Broken("the readers ask a collection that is gone")
            if self.readers > 1 and not self.second:
                raise Broken("the readers ask a collection that is not there")
            needed = [{"first"}, {"first", "second"}, {"second"}][self.readers - 1]
            missed = [n for n, shape in self.rows.items() if not shape & needed]
            if missed:
                raise Broken(f"the readers miss {len(missed)} of {len(self.rows)} rows, which stand in the other collection only")
            if self.readers == 3 and self.stale:
                raise Broken("the readers see an old state of a row that was updated in the other collection only")
            return
        for shape in self.rows.values():
            if self.change == "rename" and not shape & [{"price"}, {"price", "cents"}, {"cents"}][self.readers - 1]:
                raise Broken(f"the readers fail at a row that has {sorted(shape) or 'neither key'}")
            if self.change == "drop" and self.readers == 1 and "fax" not in shape:
                raise Broken("the readers fail at a row without fax")

    def unfinished(self):
        """What is missing at the end; empty when the change is complete."""
        if (self.readers, self.writers) != (3, 3):
            return f"readers are in version {self.readers} and writers in version {self.writers}"
        leftover = {"rename": "price", "drop": "fax", "retype": "first"}.get(self.change)
        if self.change == "retype" and self.first:
            return "the first collection is still there"
        if any(leftover in shape for shape in self.rows.values()):
            return f"there are rows that still have {leftover}"
        wanted = {"rename": "cents", "retype": "second"}.get(self.change)
        if wanted and any(wanted not in shape for shape in self.rows.values()):
            return f"there are rows without {wanted}"
        return ""


def fate(change, steps):
    """(what went wrong, the number of steps taken by then); empty when all went well."""
    world = World(change)
    for number, step in enumerate(steps, 1):
        try:
            world.take(step)
            for _ in range(3):
                world.write()
                world.read()
        except Broken as broken:
            return str(broken), number
    return world.unfinished(), len(steps)


def judged(submission, change):
    """The plan, after it was played out and every step was left out once."""
    steps = submission.plan(change)
    call = f"plan({change!r})"
    if not isinstance(steps, list | tuple) or not all(isinstance(s, str) and s in STEPS for s in steps):
        fail(called=call, returned=repr(steps)[:300], expected=f"a list of steps out of {', '.join(STEPS)}")
    steps = list(steps)
    wrong, number = fate(change, steps)
    told = {"called": f"{call} = {steps}", "expected": "steps that break no program in use, and complete the change"}
    if wrong and steps and "the readers fail" in wrong or "the readers miss" in wrong:
        before = steps[:number]
        if steps[number - 1].startswith("writers") and not any(s.startswith("readers") for s in before):
            misconception("writers-first", evidence=f"after {steps[number - 1]!r}, step {number}, {wrong}", **told, returned="new rows before any reader knows them", why="Who has to understand the new shape before the first row of it is written?")
        if steps[number - 1] == "readers 3" and "fill" not in before:
            misconception("new-readers-see-new-rows", evidence=f"after 'readers 3', step {number}, {wrong}; nothing had given the old rows the new shape", **told, returned="readers that cannot read what was there before", why="What is in the collection was written yesterday. Who brings it to the new shape, and when?")
    if wrong:
        at = f"after step {number}, {steps[number - 1]!r}: " if steps and not (number == len(steps) and wrong == finished(change, steps)) else "at the end: "
        fail(**told, returned=f"{at}{wrong}", why="After every step yesterday's programs are still at work, and rows are written and read.")
    for i, step in enumerate(steps):
        if not fate(change, steps[:i] + steps[i + 1 :])[0]:
            fail(**told, returned=f"a plan that works without its step {i + 1}, {step!r}", why="Each step is an evening with the whole team. A step that is not needed is left out.")
    if len(steps) > SHORTEST[change]:
        fail(**told, returned=f"a plan of {len(steps)} steps where {SHORTEST[change]} are enough", why="Each step is an evening with the whole team. Does each version that you install on the way have to be there?")
    return steps


def finished(change, steps):
    world = World(change)
    for step in steps:
        try:
            world.take(step)
        except Broken:
            return ""
        world.write()
    return world.unfinished()


@check(points=3)
def test_rename(submission):
    """rename: a key gets a different name"""
    judged(submission, "rename")


@check(points=3)
def test_retype(submission):
    """retype: a field gets a different type, in a second collection"""
    judged(submission, "retype")


@check(points=1)
def test_optional(submission):
    """optional: rows may have one key more"""
    judged(submission, "optional")


@check(points=2)
def test_drop(submission):
    """drop: a key goes"""
    judged(submission, "drop")


@check(points=1, after=("test_rename", "test_retype", "test_optional", "test_drop"))
def test_the_plan_is_data(submission):
    """A plan is the same whenever it is asked for"""
    for change in ("drop", "rename", "optional", "retype"):
        first, again = submission.plan(change), submission.plan(change)
        wrong, _ = fate(change, list(first))
        require(not wrong, called=f"plan({change!r}), for the second check", returned=f"{first}: {wrong}", expected="the plan of the check before", why="It is written down once and followed.")
        require(list(first) == list(again), called=f"plan({change!r}), a second time", returned=again, expected=first, why="It is written down once and followed.")
