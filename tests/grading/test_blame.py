"""Whose fault: what is spared and what is not, when Milvus or the grading itself ends."""

import pytest

from grader.grading.blame import Attempt, settle
from grader.grading.outcomes import _raised, blank
from grader.worker.link import SubmissionError


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


def own(name):
    return outcome(name, "failed", message="search() raised MilvusException: faiss: no such list", fault="own")


def test_an_error_that_milvus_raises_about_itself_once_is_nobodys():
    """Once more, alone, it goes well: full marks."""
    assert settled(whole(own("one")), whole(outcome("one")))[1] == {"one": "passed"}


def test_an_error_that_comes_again_comes_of_what_was_asked_where_the_reference_gets_through():
    assert settled(whole(own("one")), whole(own("one")))[1] == {"one": "failed"}
    assert settled(whole(own("one")), whole(own("one")), lambda: None)[1] == {"one": "failed"}


def test_an_error_that_the_reference_meets_too_is_the_machines():
    """The fault stays open, and the exercise is unavailable here."""
    attempt, _ = settle(whole(own("one")), lambda: whole(own("one")), lambda: whole(outcome("one", "failed")))
    assert attempt.faults() == {"one": "own"}


ABOUT_ITSELF = [
    "Error in virtual void faiss::IndexIVF::search(…)",
    "read_vector_with_known_size: 'ret == (size)' failed",
    "failed to search: internal error",
    "[Errno 2] No such file or directory: 'segment_3'",
    "Assert \"field_meta.get_sizeof() == element.line_sizeof()\" at segcore",
    "rpc error: code = Internal desc = stream terminated",
]
ABOUT_THE_CALL = [
    "collection not found[collection=films]",
    "metric type not match: invalid parameter[expected=L2][actual=IP]",
    "field year not exist",
    "cannot parse expression: year = 3",
    "vector dimension mismatch, expected vector size(byte) 16, actual 8",
]


@pytest.mark.parametrize("said", ABOUT_ITSELF)
def test_what_milvus_says_about_itself_is_known(said):
    assert _raised(SubmissionError("find()", {"type": "MilvusException", "names": ["MilvusException", "Exception"], "message": said}))["fault"] == "own"
    assert _raised(SubmissionError("find()", {"type": "ValueError", "names": ["ValueError"], "message": said}))["fault"] is None


@pytest.mark.parametrize("said", ABOUT_THE_CALL)
def test_what_milvus_says_about_the_call_is_the_calls(said):
    assert _raised(SubmissionError("find()", {"type": "MilvusException", "names": ["MilvusException"], "message": said}))["fault"] is None
