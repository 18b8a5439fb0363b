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


def test_what_is_missing_is_the_graders_error_and_what_was_declared_stays_blank():
    declared = [blank("test_a", points=3)]
    found = scoring.score(declared, [])
    assert found.checks == ({**blank("test_a", points=3), "status": "error", "message": "the grader ended before this check",
                             "fault": "grader", "max_points": 3, "points": 0},)  # fmt: skip
    assert declared == [blank("test_a", points=3)]


def test_points_are_those_that_were_declared_whatever_the_outcome_says_of_itself():
    declared = [blank("test_a", points=3), blank("test_b", points=2)]
    outcomes = [{**declared[0], "status": "passed", "points": 100}, {**declared[1], "status": "failed", "points": 100}]
    found = scoring.score(declared, outcomes)
    assert (found.points, found.max_points) == (3, 5)
    assert [(c["points"], c["max_points"]) for c in found.checks] == [(3, 3), (0, 2)]
    assert outcomes[0]["points"] == 100
    assert isinstance(found.checks, tuple)


def test_what_is_missing_did_not_pass_whatever_was_declared():
    declared = [{**blank("test_a"), "status": "passed"}]
    found = scoring.score(declared, [])
    assert (found.status, found.points, found.checks[0]["status"]) == ("error", 0, "error")
