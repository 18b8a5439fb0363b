"""One mistake, one red line: what an earlier check has said already is not said again."""

import pytest

from grader.grading.once import once
from grader.results.outcome import blank


def failed(name, **fields):
    return {**blank(name), "status": "failed", "called": "nearest(rows, query)", "message": "…", **fields}


def after(*outcomes):
    """The statuses of these outcomes, one after the other."""
    said = {}
    for outcome in outcomes:
        once(outcome, said)
    return [o["status"] for o in outcomes]


MISSING = {"called": "nearest()", "returned": "AttributeError: the file defines no `nearest`", "expected": "no exception"}
THE_SAME = {
    "a missing function": (MISSING, MISSING),
    "nothing, whatever was expected": ({"returned": "None", "expected": "3 ids"}, {"returned": "None", "expected": "no ids", "why": "Look again."}),
    "an empty list": ({"returned": "[]", "expected": "3 ids"}, {"returned": "[]", "expected": "5 ids"}),
    "a generator that nobody runs": ({"returned": "<a generator, left in the worker>"}, {"returned": "<a generator, left in the worker>"}),
    "the same value for the same reason": ({"returned": "'1, 2'", "why": "A list is wanted."}, {"returned": "'1, 2'", "why": "A list is wanted."}),
    "the same error in the same line": ({"returned": "ValueError: x", "traceback": "line 3"}, {"returned": "ValueError: x", "traceback": "line 3"}),
}
OTHER_NEWS = {
    "another function": ({"returned": "None"}, {"returned": "None", "called": "farthest(rows, query)"}),
    "another value": ({"returned": "[1, 2]", "why": "Best first."}, {"returned": "[2, 1]", "why": "Best first."}),
    "another reason": ({"returned": "[1, 2]", "why": "Best first."}, {"returned": "[1, 2]", "why": "As many as asked."}),
    "a value without a reason": ({"returned": "[1, 2]"}, {"returned": "[1, 2]"}),
    "another error": ({"returned": "ValueError: x", "traceback": "line 3"}, {"returned": "ValueError: x", "traceback": "line 9"}),
    "a misconception with a name": ({"returned": "None"}, {"returned": "None", "misconception": "metric-by-name"}),
    "a fault that is looked into": ({"returned": "None"}, {"returned": "None", "fault": "wall"}),
}


@pytest.mark.parametrize("what", THE_SAME)
def test_the_same_news_is_said_once(what):
    first, second = THE_SAME[what]
    assert after(failed("test_a", **first), failed("test_b", **second), failed("test_c", **second)) == ["failed", "blocked", "blocked"]


@pytest.mark.parametrize("what", OTHER_NEWS)
def test_other_news_is_said(what):
    first, second = OTHER_NEWS[what]
    assert after(failed("test_a", **first), failed("test_b", **second)) == ["failed", "failed"]


def test_a_function_that_was_not_started_says_so_once():
    waits = {"status": "not_started", "message": "nearest() is not started"}
    assert after(failed("test_a", **waits), failed("test_b", **waits)) == ["not_started", "blocked"]
    assert after(failed("test_a", **waits), failed("test_b", **{**waits, "message": "farthest() is not started"})) == ["not_started"] * 2


def test_who_waits_names_the_first_and_keeps_what_was_printed():
    said = {}
    second = failed("test_b", **MISSING, output="hello", traceback="")
    once(failed("test_a", **MISSING), said)
    once(second, said)
    assert second["message"] == "blocked by test_a, which says the same"
    assert (second["called"], second["returned"], second["output"]) == ("", "", "hello")


def test_what_passed_is_left_alone():
    fine = {**blank("test_a"), "status": "passed"}
    assert after(fine, {**fine, "name": "test_b"}) == ["passed", "passed"]
