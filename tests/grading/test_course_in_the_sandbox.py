"""Every exercise of the course can be solved inside the sandbox: what it needs of the machine is in sight, and no more."""

import pytest

from grader import course as courses
from grader.errors import NoBackend
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from grader.worker.sandbox import absent
from tests.conftest import ROOT, required

EXERCISES = [e.id for e in courses.load(ROOT).exercises]


@pytest.fixture(scope="module")
def grader():
    missing = absent("namespaces")
    if missing is not None:
        required(f"namespaces: {missing.why}", f"`{missing.command}`")
    with Supply(ahead=1) as supply:
        yield Grader(courses.load(ROOT), supply)


@pytest.mark.slow
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
