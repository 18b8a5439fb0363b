"""The words of a check: the sentence, what is equal, what is shown, what differs."""

import numpy as np
import pytest

from grader.checks import vocabulary
from grader.checks.vocabulary import (
    CheckFailed,
    close,
    difference,
    equal,
    fail,
    misconception,
    quoted,
    require,
    same,
    sentence,
    shown,
    where,
)


@pytest.mark.parametrize(("parts", "text"), [
    (("f()", "1", "2", "It matters."), "f() returned 1; expected 2. It matters."),
    (("f()", "", "2", ""), "f(); expected 2."),
    (("f()", "1", "", ""), "f() returned 1."),
    (("", "1", "2", ""), "1; expected 2."),
    (("", "", "2", "Why?"), "expected 2. Why?"),
    (("", "", "", "Why?"), "Why?"),
    (("It ends so.", "", "", "Why?"), "It ends so. Why?"),
    (("", "", "", ""), ""),
])  # fmt: skip
def test_a_sentence_of_four_parts(parts, text):
    assert sentence(*parts) == text


def caught(what, *args, **more):
    with pytest.raises(CheckFailed) as found:
        what(*args, **more)
    e = found.value
    return (e.called, e.returned, e.expected, e.why, e.misconception, e.evidence)


def test_what_a_failure_carries():
    assert caught(fail, called="f()", returned=1.23456789, expected="as it is", why="w") == ("f()", "1.23457", "as it is", "w", None, "")
    assert caught(misconception, "a-b", evidence="seen", called="f()", returned=[1], expected=None, why="w") == ("f()", "[1]", "None", "w", "a-b", "seen")
    assert caught(require, False, called="f()", returned=1, expected=2, why="w") == ("f()", "1", "2", "w", None, "")
    assert caught(same, "1", 1, called="f()", why="w") == ("f()", "'1'", "1", "w", None, "")
    assert str(CheckFailed(called="f()", expected="2")) == "f(); expected 2."


@pytest.mark.parametrize("ok", [True, np.bool_(True)])
def test_require_takes_a_truth(ok):
    require(ok)
    assert caught(require, type(ok)(False))[0] == ""


@pytest.mark.parametrize("odd", [1, 0, None, [], "yes", np.ones(2)])
def test_require_takes_nothing_else(odd):
    with pytest.raises(TypeError, match=f"True or False, not {type(odd).__name__}"):
        require(odd)


def test_a_mark_says_what_it_earns_and_in_which_order():
    first, second = vocabulary.check(), vocabulary.check(points=3, after="test_a", hidden=True)
    third = vocabulary.check(after=["test_a", "test_b"])
    assert {k: first.kwargs[k] for k in ("points", "after", "hidden")} == {"points": 1, "after": (), "hidden": False}
    assert {k: second.kwargs[k] for k in ("points", "after", "hidden")} == {"points": 3, "after": ("test_a",), "hidden": True}
    assert third.kwargs["after"] == ("test_a", "test_b")
    assert first.kwargs["order"] < second.kwargs["order"] < third.kwargs["order"]


@pytest.mark.parametrize(("a", "b", "are"), [
    (1, 1.0, True), (1, 2, False), ("a", "a", True), (None, None, True), (None, 0, False), (float("nan"), float("nan"), False),
    ([1, 2], [1, 2], True), ([1, 2], (1, 2), False), ((1, 2), (1, 2), True), ([1], [1, 1], False), ([1, 2], [1, 3], False), ([3, 2], [1, 2], False), ([], [], True), ([], (), False),
    ({"a": 1}, {"a": 1}, True), ({"a": 1}, {"b": 1}, False), ({"a": 1}, {"a": 2}, False), ({"a": 1, "b": 1}, {"a": 1}, False), ({"a": [1]}, {"a": (1,)}, False), ({}, [], False),
    (np.array([1, 2]), np.array([1, 2]), True), (np.array([1, 2]), np.array([1.0, 2.0]), True), (np.array([1, 2]), np.array([[1, 2]]), False), (np.array([1, 2]), [1, 2], False),
    ([1, 2], np.array([1, 2]), False), (np.array([1, 2]), np.array([1, 3]), False), (np.array([np.nan]), np.array([np.nan]), True), (np.array(["a"]), np.array(["a"]), True),
    (np.array(["a"]), np.array([1.0]), False), (np.array([1.0]), np.array(["a"]), False), (np.array([1j]), np.array([1j]), True), ([np.array([1])], [np.array([1])], True),
    (np.float64(1), 1, True), (np.float64(1), 2, False), ({1, 2}, {2, 1}, True),
])  # fmt: skip
def test_what_is_equal(a, b, are):
    assert equal(a, b) is are


def test_an_object_that_equals_everything_is_no_plain_data():
    class Sly:
        def __eq__(self, other):
            return 1

        __hash__ = None

    assert equal(Sly(), 3) is False
    assert equal([Sly()], [3]) is False


def test_close_within_its_tolerance():
    close(1.0, 1.000009, called="f()")
    close([1, float("nan")], [1, float("nan")], called="f()")
    close(0.0, 1e-7, called="f()")
    close(1.0, 1.5, called="f()", rtol=0.5)
    close(0.0, 0.5, called="f()", atol=0.5)
    assert caught(close, 1.0, 1.1, called="f()", why="w")[:4] == ("f()", "1", "1.1", "w")
    assert caught(close, 0.0, 1e-5, called="f()")[1] == "0"
    assert caught(close, "a", 1.0, called="f()", why="w")[:4] == ("f()", "'a'", "1", "w")
    assert caught(close, [1, 2], [1, 2, 3], called="f()", why="w")[:4] == ("f()", "[1, 2]", "[1, 2, 3]", "w")


def test_a_whole_number_that_no_float_holds_is_a_wrong_answer_and_no_stumble():
    assert caught(close, [10**400], [1.0], called="f()", why="w")[2:4] == ("[1.0]", "w")


def test_twenty_numbers_are_shown_and_of_more_the_largest_gap():
    few, many = np.zeros(20), np.zeros(21)
    assert "[0., 0." in caught(close, few, few + 1, called="f()")[1]
    assert caught(close, many, many + 1, called="f()")[1:3] == ("0 at [0], and 21 of 21 numbers differ", "1 at [0]")
    below = many.copy()
    below[3], below[5] = -7.0, 4.0
    assert caught(close, below, many, called="f()")[1:3] == ("-7 at [3], and 2 of 21 numbers differ", "0 at [3]")
    endless = many.copy()
    endless[2], endless[7] = 1e300, np.inf
    assert caught(close, endless, many, called="f()")[1] == "inf at [7], and 2 of 21 numbers differ"
    exact = many.copy()
    exact[4] = 1e-7
    exact[6] = 1.0
    assert caught(close, exact, many, called="f()", atol=1e-6)[1] == "1 at [6], and 1 of 21 numbers differ"


@pytest.mark.parametrize(("found", "expected", "what", "words"), [
    ([1, 2], [1, 2], "id", "2 ids"), ([1], [1], "id", "1 id"), ([], [], "row", "0 rows"), ([1, 1, 1], [1], "id", "3 ids, 2 of them twice"),
    ([1], [1, 2, 3], "id", "1 id, 2 missing"), ([1, 4], [1], "id", "2 ids, 1 that do not belong there"),
    ([1, 1, 4], [1, 2], "id", "3 ids, 1 of them twice, 1 missing, 1 that do not belong there"),
])  # fmt: skip
def test_a_difference_in_words(found, expected, what, words):
    assert difference(found, expected, what) == words


def test_ids_are_what_a_difference_speaks_of():
    assert difference([1], [1, 2]) == "1 id, 1 missing"


def test_where_two_long_values_differ():
    long = list(range(30))
    assert where(long, [*long[:3], 9, *long[4:]]) == " (differs first at [3]: 3 for 9)"
    assert where(long[:29], long) == " (differs 29 of 30)"
    assert where([9, *long[1:29]], long) == " (differs first at [0]: 9 for 0, 29 of 30)"
    assert where(tuple(long), long) == ""
    assert where(dict.fromkeys(long), dict.fromkeys(long, 1)) == ""
    assert where([1], [2]) == ""
    assert where("x" * 78, "y" * 78) == "", "with its quotes it has eighty characters"
    assert where("x" * 79, "y" * 79) == " (differs first at [0]: 'x' for 'y')"
    assert where([1], long) != ""
    assert where(long, [1]) != ""
    assert where(["a" * 200], ["b" * 200]) == f" (differs first at [0]: '{'a' * 79} for '{'b' * 79})"


@pytest.mark.parametrize(("value", "text"), [
    ("plain", "plain"), (0.1234567, "0.123457"), (3, "3"), ([1.5], "[1.5]"), (None, "None"),
    (np.array([1.0, 2.12345]), "an array of shape (2,), float64: [1.    , 2.1235]"),
    (np.zeros((4, 5), dtype="int8"), f"an array of shape (4, 5), int8: {np.array2string(np.zeros((4, 5), dtype='int8'), separator=', ')}"),
    (np.zeros(21), "an array of shape (21,), float64"),
    ("x" * 600, "x" * 600), ("x" * 601, "x" * 600 + "… (1 more characters)"), ("x" * 700, "x" * 600 + "… (100 more characters)"),
])  # fmt: skip
def test_a_value_as_it_is_shown(value, text):
    assert shown(value) == text


def test_text_is_shown_in_quotes():
    assert (quoted("3"), quoted(3), quoted(["3"])) == ("'3'", "3", "['3']")


def test_a_large_number_that_is_right_is_no_gap():
    found, expected = np.zeros(21), np.zeros(21)
    found[1], expected[1] = 1000.0, 999.0
    found[4], expected[4] = 0.0, 500.0
    assert caught(close, found, expected, called="f()")[1:3] == ("0 at [4], and 2 of 21 numbers differ", "500 at [4]")


def test_what_was_called_is_given_by_name():
    """The third of three values is never taken for the words."""
    for what in (same, close):
        with pytest.raises(TypeError):
            what(1.0, 1.0, "f()")


def test_the_words_of_a_failure_are_its_sentence():
    assert str(CheckFailed(called="f()", returned="1", expected="2", why="w")) == "f() returned 1; expected 2. w"


def test_one_equal_value_does_not_make_a_mapping_equal():
    assert equal({"a": 1, "b": 2}, {"a": 1, "b": 3}) is False
    assert equal([1, 2], [1, 3]) is False
