"""A job crosses to another process as data and comes back the same; another type than a field's is refused."""

import msgspec
import pytest

from grader import course as courses
from grader.backends.base import Endpoint, Identity
from grader.checks.session import Job
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


def test_an_exercise_within_is_judged_too():
    data = JOB.as_data()
    data["exercise"]["needs"] = "search"
    with pytest.raises(msgspec.ValidationError, match="needs"):
        Job.from_data(data)
