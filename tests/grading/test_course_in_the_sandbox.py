"""Every exercise of the course can be solved inside the sandbox: what it needs of the machine is in sight, and no more.

The first exercise of each chapter, and whatever is no Python, is run with every commit. Of the others a third is, chosen by the
commit's own hash: the same commit runs the same ones on every machine, and GRADER_TEST_EVERY_SOLUTION=1 runs all.
"""

import hashlib
import os

import pytest

from grader import course as courses
from grader.authoring.audit import git
from grader.backends import features
from grader.backends.lite_backend import LiteBackend
from grader.errors import NoBackend
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from grader.worker.sandbox import absent
from tests.conftest import ROOT, required


def marked(exercise):
    """The first of each chapter on Lite is the sample; the others are many, or need a server."""
    known = features.known(LiteBackend().key())
    on_lite = exercise.config == "default" and not exercise.control and all(known.get(need) for need in exercise.needs)
    marks = [pytest.mark.soak] if on_lite or not exercise.milvus else [pytest.mark.server]
    return pytest.param(exercise.id, marks=[*marks, *([pytest.mark.sample] if on_lite and exercise.id.endswith("ex01") else [])])


def turn(id, commit, one_in=3):
    """Whether it is this exercise's turn with this commit; always where there is none."""
    return not commit or int(hashlib.sha256(f"{commit} {id}".encode()).hexdigest(), 16) % one_in == 0


COMMIT = "" if os.environ.get("GRADER_TEST_EVERY_SOLUTION") else git(ROOT, "rev-parse", "HEAD")
EXERCISES = [marked(e) for e in courses.load(ROOT).exercises if e.id.endswith("ex01") or e.kind != "python" or turn(e.id, COMMIT)]


def test_every_exercise_has_its_turn():
    """In twenty commits in a row each of them was run several times."""
    commits = [hashlib.sha1(bytes([n])).hexdigest() for n in range(20)]
    turns = {e.id: sum(turn(e.id, commit) for commit in commits) for e in courses.load(ROOT).exercises}
    assert min(turns.values()) >= 1
    assert 5 < sum(turns.values()) / len(turns) < 8


@pytest.fixture(scope="module")
def grader():
    missing = absent("namespaces")
    if missing is not None:
        required(f"namespaces: {missing.why}", f"`{missing.command}`")
    with Supply(ahead=1) as supply:
        yield Grader(courses.load(ROOT), supply)


@pytest.mark.parametrize("id", EXERCISES)
def test_the_solution_passes_confined(grader, id):
    """Full marks for the solution, as in the open."""
    exercise = grader.course.exercise(id)
    try:
        grader.supply.choose(exercise)
    except NoBackend as error:
        required(str(error), error.next)
    result = grader.check(Request(exercise, exercise.solution_path, confinement="namespaces"))
    assert (result["status"], result["confinement"]) == ("passed", "namespaces"), (result["note"], result["log"][-800:], [(c["name"], c["message"]) for c in result["checks"] if c["status"] != "passed"])
