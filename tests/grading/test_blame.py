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


# -- what was tried, and in which words ----------------------------------------------------------------------

AGAIN, COMPARED, ALONE = "ran once more, alone", "ran the reference solution", "no reference solution is here to compare with"


def never():
    raise AssertionError("nobody asked for it")


def test_a_clean_run_is_taken_as_it_is():
    first = whole(outcome("one"), outcome("two", "failed"))
    assert settle(first, never, never) == (first, [])


def test_a_check_that_stumbles_is_compared_and_not_run_again():
    first = whole(outcome("one", "failed", message="'str' has no len", fault="check"))
    attempt, tried = settle(first, never, good)
    assert tried == [COMPARED]
    assert (attempt.outcomes[0]["status"], attempt.outcomes[0]["fault"]) == ("failed", None)
    attempt, _ = settle(whole(outcome("one", "failed", fault="check")), never, lambda: None)
    assert attempt.outcomes[0]["fault"] is None
    attempt, _ = settle(whole(outcome("one", "failed", message="m", fault="check")), never, lambda: whole(outcome("one", "failed")))
    assert attempt.outcomes[0]["status"] == "error"
    assert attempt.outcomes[0]["message"] == "The check itself stumbles, over the reference solution too: m"
    assert attempt.outcomes[0]["fault"] == "check"


def test_two_kinds_of_fault_are_run_again():
    first = whole(outcome("one", "failed", fault="check"), outcome("two", "error", message="m", fault="milvus"))
    second = good()
    assert settle(first, lambda: second, never) == (second, [AGAIN])


def test_what_goes_well_alone_counts():
    for first in (whole(milvus("one", "m")), dead(), dead(ended=False)):
        second = whole(outcome("one"), outcome("two", "failed"))
        assert settle(first, lambda second=second: second, never) == (second, [AGAIN])


@pytest.mark.parametrize("fault", ["wall", "killed"])
@pytest.mark.parametrize("reference", [good, lambda: None, lambda: whole(outcome("one", "failed"))])
def test_what_waits_or_ends_itself_twice_is_its_own(fault, reference):
    attempt, _ = settle(whole(outcome("one", "failed", fault=fault)), lambda: whole(outcome("one", "failed", fault=fault)), reference)
    assert (attempt.outcomes[0]["status"], attempt.outcomes[0]["fault"]) == ("failed", None)


def test_an_incomplete_run_is_compared_only_where_it_ended_in_the_checks_both_times():
    second = dead(ended=False)
    assert settle(dead(), lambda: second, never) == (second, [AGAIN])
    second = dead()
    assert settle(dead(ended=False), lambda: second, never) == (second, [AGAIN])
    assert settle(dead(), dead, good)[1] == [AGAIN, COMPARED]
    assert settle(whole(milvus("one", "m")), dead, good)[1] == [AGAIN, COMPARED]
    assert settle(dead(), dead, lambda: None)[1] == [AGAIN, ALONE]


def test_the_words_of_a_run_that_ended_twice():
    attempt, _ = settle(dead(), lambda: dead(outcome("one")), good)
    assert (attempt.complete, attempt.trouble) == (True, "")
    assert [o["message"] for o in attempt.outcomes[1:]] == [
        "What came back held up or ended the grading, twice, and the reference solution does not.", "the grading ended in an earlier check",
    ]  # fmt: skip


def test_the_words_of_a_milvus_that_ended_twice():
    named = "It was gone during store(rows)."
    attempt, _ = settle(whole(milvus("one", named)), lambda: whole(milvus("one", named)), good)
    (one,) = attempt.outcomes
    assert {k: one[k] for k in ("status", "fault", "called", "returned", "expected", "why", "message")} == {
        "status": "failed", "fault": None, "called": "store(rows)", "returned": "Milvus stopped answering", "expected": "Milvus to survive the call",
        "why": "It happened twice, each time on a fresh Milvus, and the reference solution gets through.",
        "message": "store(rows) ended Milvus, twice, each time on a fresh one.",
    }  # fmt: skip
    attempt, _ = settle(whole(milvus("one", named)), lambda: whole(milvus("one", named)), lambda: None)
    assert attempt.outcomes[0]["why"] == "It happened twice, each time on a fresh Milvus."
    silent = "Milvus was gone when the grader looked"
    attempt, _ = settle(whole(milvus("one", silent)), lambda: whole(milvus("one", silent)), good)
    assert attempt.outcomes[0]["called"] == "What was left running after the call"


def test_milvus_that_ended_once_is_nobodys():
    first = whole(outcome("two", "failed", fault="wall"))
    attempt, _ = settle(first, lambda: whole(milvus("one", "gone during f().")), good)
    assert (attempt.outcomes[0]["status"], attempt.outcomes[0]["fault"]) == ("error", "milvus")
    attempt, _ = settle(whole(milvus("one", "gone during f().")), lambda: whole(milvus("one", "gone during f().")), lambda: whole(outcome("two")))
    assert (attempt.outcomes[0]["status"], attempt.outcomes[0]["fault"]) == ("error", "milvus")


def test_what_has_no_fault_is_left_alone():
    second = whole(outcome("two", "failed", message="wrong"), milvus("one", "gone during f()."))
    attempt, _ = settle(whole(milvus("one", "m")), lambda: second, good)
    assert attempt.outcomes[0] == outcome("two", "failed", message="wrong")


def test_a_reference_counts_check_by_check():
    """What was declared and the reference does not pass is nobody's."""
    assert settled(dead(), dead(), lambda: whole(outcome("one"), outcome("two"))) == (False, {})
    more = lambda: whole(*(outcome(n) for n in (*GOOD, "four")))  # noqa: E731
    assert settled(dead(), dead(), more)[0] is True


def test_an_attempt_of_which_nothing_is_known_did_not_end_in_the_checks():
    second = Attempt(declared=[blank("one")], trouble="gone")
    assert settle(dead(), lambda: second, never) == (second, [AGAIN])
