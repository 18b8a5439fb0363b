"""Whose fault: what is spared and what is not, when Milvus or the grading itself ends."""

import pytest

from grader.grading.blame import Attempt, settle
from grader.grading.outcomes import blank


def outcome(name, status="passed", **more):
    return {**blank(name), "status": status, **more}


def whole(*outcomes):
    return Attempt(outcomes=list(outcomes), complete=True)


def dead(*outcomes, ended=True):
    return Attempt(
        outcomes=list(outcomes), declared=[blank("one"), blank("two"), blank("three")], ended=ended, trouble="gone"
    )


GOOD = ("one", "two", "three")


def good():
    return whole(*(outcome(name) for name in GOOD))


def settled(first, second, reference=good):
    attempt, _ = settle(first, lambda: second, reference)
    return attempt.complete, {o["name"]: o["status"] for o in attempt.outcomes}


def milvus(name, message):
    return outcome(name, "error", message=message, fault="milvus")


def test_a_grading_that_dies_twice_is_the_submissions_fault_where_the_reference_gets_through():
    """The check in which it died is failed, what came before stays, what would have come is blocked."""
    second = dead(outcome("one"))
    assert settled(dead(outcome("one")), second) == (True, {"one": "passed", "two": "failed", "three": "blocked"})


@pytest.mark.parametrize(
    "reference",
    [
        lambda: None,
        lambda: dead(outcome("one")),
        lambda: whole(outcome("one"), outcome("two"), outcome("three", "failed")),
    ],
)
def test_it_stays_the_graders_fault_where_the_reference_is_absent_or_dies_too(reference):
    """Nothing was shown against the submission."""
    assert settled(dead(), dead(), reference) == (False, {})


def test_it_stays_the_graders_fault_where_nothing_had_begun():
    """A process that could not be started says nothing about the work."""
    assert settled(dead(ended=False), dead(ended=False)) == (False, {})
    assert settled(dead(ended=False), dead()) == (False, {})


@pytest.mark.parametrize("first", ["one", "two"])
@pytest.mark.parametrize("message", ["Milvus was gone when the grader looked", "It was gone during store()."])
def test_milvus_ended_twice_is_failed_whenever_and_wherever_it_ended(first, message):
    """A submission may choose between two checks, and end Milvus between calls: it is no more spared for that."""
    before = whole(milvus(first, "Milvus was gone when the grader looked"))
    assert settled(before, whole(milvus("one", message)))[1] == {"one": "failed"}


def test_milvus_that_ended_between_calls_is_not_blamed_without_a_reference():
    """It may have ended by itself."""
    ended = "Milvus was gone when the grader looked"
    assert settled(whole(milvus("one", ended)), whole(milvus("one", ended)), lambda: None)[1] == {"one": "error"}
