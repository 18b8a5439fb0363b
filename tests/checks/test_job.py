"""A job crosses to another process as data and comes back the same; another type than a field's is refused."""

import dataclasses

import msgspec
import pytest

from grader import course as courses
from grader.backends.base import Endpoint, Identity
from grader.checks.session import LAYERS_OFF, Job
from grader.errors import InternalFault
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from grader.worker import wire
from tests.conftest import MINICOURSE

JOB = Job(
    courses.load(MINICOURSE).exercise("ch01/ex01"), "/work", "/folder", (1 << 80) + 1, endpoint=Endpoint("http://127.0.0.1:1", {"user": "a"}),
    identity=Identity("server", "2.3.5"), checks=("test_a",),
)  # fmt: skip


def test_a_job_crosses_unchanged():
    assert Job.from_data(wire.decode(wire.encode(JOB.as_data()))) == JOB


@pytest.mark.parametrize(("field", "value"), [("debug", 1), ("seed", "1"), ("checks", "test_a"), ("work", None)])
def test_another_type_is_refused(field, value):
    with pytest.raises(msgspec.ValidationError, match=field):
        Job.from_data({**JOB.as_data(), field: value})


def test_no_job_switches_a_layer_off(monkeypatch):
    """Neither one that is made nor one that arrives; in a process for which a test has allowed it, both."""
    data = {**JOB.as_data(), "off": ["seccomp"]}
    for make in (lambda: Job.from_data(data), lambda: dataclasses.replace(JOB, off=frozenset({"seccomp"}))):
        with pytest.raises(InternalFault, match="Every layer stands. Found: a job that switches off seccomp"):
            make()
    monkeypatch.setenv(LAYERS_OFF, "1")
    assert Job.from_data(data).off == {"seccomp"}


def test_a_runner_of_its_own_refuses_it(tmp_path):
    """Allowed where it is made and not where it is run: the grading does not begin."""
    exercise = JOB.exercise
    with pytest.MonkeyPatch.context() as patch, Supply(launcher="fork", milvus=False) as supply:
        supply.launcher()
        patch.setenv(LAYERS_OFF, "1")
        request = Request(exercise, exercise.solution_path, off=frozenset({"dependencies"}), reference=False)
        result = Grader(courses.load(MINICOURSE), supply).check(request)
    assert result["status"] == "error"


def test_an_exercise_within_is_judged_too():
    data = JOB.as_data()
    data["exercise"]["needs"] = "search"
    with pytest.raises(msgspec.ValidationError, match="needs"):
        Job.from_data(data)
