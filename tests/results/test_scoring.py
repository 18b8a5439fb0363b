"""Scores: partial credit, every status, and what is never a zero."""

import pytest

from grader.grading.outcomes import blank
from grader.results import scoring


def checks(*statuses, points=2):
    declared = [blank(f"test_{i}", points=points) for i in range(len(statuses))]
    outcomes = [{**d, "status": s} for d, s in zip(declared, statuses, strict=True) if s != "missing"]
    return scoring.score(declared, outcomes)


@pytest.mark.parametrize(
    ("statuses", "status", "points"),
    [
        (["passed", "passed"], "passed", 4),
        (["passed", "failed"], "partial", 2),
        (["failed", "blocked"], "failed", 0),
        (["not_started", "blocked"], "not_started", 0),
        (["not_started", "passed"], "partial", 2),
        (["not_started", "failed"], "failed", 0),
        (["passed", "error"], "error", 2),
        (["passed", "missing"], "error", 2),
        ([], "error", 0),
    ],
)
def test_status_and_points(statuses, status, points):
    found = checks(*statuses)
    assert (found.status, found.points) == (status, points)


def test_a_missing_check_says_whose_fault_it_is():
    found = checks("passed", "missing")
    assert found.checks[1]["message"] == "the grader ended before this check"
    assert found.checks[1]["max_points"] == 2


def test_only_the_first_outcome_of_a_check_counts():
    declared = [blank("test_a")]
    twice = [{**declared[0], "status": "failed"}, {**declared[0], "status": "passed"}]
    assert scoring.score(declared, twice).status == "failed"


def test_an_outcome_that_nobody_declared_counts_for_nothing():
    declared = [blank("test_a")]
    outcomes = [{**declared[0], "status": "failed"}, {**blank("test_b", points=100), "status": "passed"}]
    assert scoring.score(declared, outcomes).points == 0
