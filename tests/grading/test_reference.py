"""The reference solution is asked when blame is open, and one that passed is not asked again for the same question."""

import threading

import pytest

from grader import course as courses
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from tests.conftest import MINICOURSE

RIGHT = MINICOURSE / "solutions" / "ch01_mini" / "ex01_nearest.py"


@pytest.fixture(scope="module")
def supply():
    with Supply(launcher="fork") as held:
        yield held


@pytest.fixture
def counting(monkeypatch, supply):
    """A grader that counts how often it runs the reference solution."""
    asked = []
    attempt = Grader._attempt

    def count(self, request, work, progress):
        if work == request.exercise.solution_path:
            asked.append(request.seed)
        return attempt(self, request, work, progress)

    monkeypatch.setattr(Grader, "_attempt", count)
    return Grader(courses.load(MINICOURSE), supply), asked


def stumbler(tmp_path, number):
    """A value that the check itself stumbles over: an array has no truth where a list is compared."""
    work = tmp_path / str(number) / "ex01_nearest.py"
    work.parent.mkdir()
    work.write_text(f"{RIGHT.read_text()}\n\n\ndef nearest(rows, query, k):\n    return np.arange(k) + {number}\n")
    return work


def request(grader, work, seed=1):
    return Request(grader.course.exercise("ch01/ex01"), work, seed=seed)


def test_a_value_that_makes_a_check_stumble_asks_the_reference_once(counting, tmp_path):
    """Three submissions, two of them at once: one question. With a different seed it is a different question."""
    grader, asked = counting
    results = [None] * 3

    def grade(n):
        results[n] = grader.check(request(grader, stumbler(tmp_path, n)))

    threads = [threading.Thread(target=grade, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [r["note"] for r in results] == ["ran the reference solution"] * 3
    assert len({r["status"] for r in results}) == 1
    assert {r["status"] for r in results} <= {"partial", "failed"}
    assert asked == [1]
    grader.check(request(grader, stumbler(tmp_path, 3), seed=2))
    assert asked == [1, 2]


def test_a_reference_that_failed_is_asked_again(counting, tmp_path, monkeypatch):
    """What was a mishap may be over; only a pass is an answer that stays."""
    grader, asked = counting
    work = stumbler(tmp_path, 0)
    broken = tmp_path / "solution.py"
    broken.write_text(work.read_text())
    monkeypatch.setattr(type(request(grader, work).exercise), "solution_path", property(lambda self: broken))
    notes = [grader.check(request(grader, work))["status"] for _ in range(2)]
    assert notes == ["error", "error"]
    assert len(asked) == 2
