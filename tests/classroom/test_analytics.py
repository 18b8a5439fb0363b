"""The numbers about checks, each against a value worked out by hand."""

import math
import statistics
from dataclasses import replace

import pytest

from grader.classroom.analytics import analyse, discrimination, exercise, histogram
from grader.classroom.gradebook import Entry
from tests.classroom.books import check, class_book, outcomes, result


def judged(*rows):
    """Result documents of hand-ins, each by the statuses of its three checks (2, 2 and 3 points)."""
    return [result("ch01/ex01", outcomes(*row)) for row in rows]


def stats_of(*rows):
    return exercise("ch01/ex01", "Nearest neighbours", 7, judged(*rows), {})


def test_discrimination_is_the_corrected_item_total_correlation():
    """Against the point-biserial formula, worked out from the means of those who passed and those who did not."""
    rows = [
        ("passed", "passed", "passed"),
        ("passed", "passed", "failed"),
        ("failed", "passed", "failed"),
        ("failed", "failed", "failed"),
        ("passed", "failed", "passed"),
    ]
    first = stats_of(*rows).checks[0]
    rest = [5, 2, 2, 0, 3]  # without the check's own points
    passed, failed = [5, 2, 3], [2, 0]
    share = 3 / 5
    by_hand = (
        (statistics.fmean(passed) - statistics.fmean(failed)) / statistics.pstdev(rest) * math.sqrt(share * (1 - share))
    )
    assert first.discrimination == pytest.approx(by_hand)
    assert first.difficulty == pytest.approx(share)


def test_the_check_itself_is_left_out_of_the_total():
    """Two checks that have nothing to do with each other correlate with a total that holds them, and not with the rest."""
    assert discrimination([1, 1, 0, 0], [2, 0, 2, 0]) == pytest.approx(0)
    rows = [
        ("passed", "passed", "passed"),
        ("passed", "failed", "passed"),
        ("failed", "passed", "passed"),
        ("failed", "failed", "passed"),
    ]
    assert stats_of(*rows).checks[0].discrimination == pytest.approx(0)


@pytest.mark.parametrize(
    ("passed", "rest"),
    [([1, 1, 1], [1, 2, 3]), ([0, 0, 0], [1, 2, 3]), ([1, 0, 1], [2, 2, 2]), ([1, 0], [2, 1]), ([], [])],
    ids=["all passed", "none passed", "the rest is constant", "two hand-ins", "no hand-in"],
)
def test_discrimination_is_undefined_rather_than_zero(passed, rest):
    """Where the coefficient does not exist, there is none."""
    assert discrimination(passed, rest) is None


def test_counts_add_up():
    """Passed, failed and blocked of a check, and how long it took where it ran."""
    stats = stats_of(("passed", "passed", "passed"), ("failed", "blocked", "failed"), ("failed", "blocked", "passed"))
    first, second, third = stats.checks
    assert first.counts == {"passed": 1, "failed": 2, "blocked": 0, "not_started": 0, "error": 0}
    assert second.counts["blocked"] == 2
    assert (first.n, second.n, third.n) == (3, 3, 3)
    assert third.mean_seconds == pytest.approx(0.4321)
    assert third.hidden
    assert stats.scores == (0, 3, 7)
    assert stats.mean == pytest.approx(10 / 3)
    assert stats.median == 3


def test_nobody_failed_and_nobody_passed():
    """The checks that tell nothing apart."""
    stats = stats_of(("passed", "failed", "passed"), ("passed", "failed", "failed"), ("passed", "blocked", "failed"))
    assert [c.name for c in stats.nobody_failed] == ["test_first"]
    assert [c.name for c in stats.nobody_passed] == ["test_second"]


def test_misconceptions_are_counted_by_hand_in():
    """Once a hand-in, even where two checks show the same one; a failure without an id is unnamed."""
    twice = result(
        "ch01/ex01", [{**o, "status": "failed", "misconception": "farthest-first"} for o in outcomes("passed")]
    )
    once = result(
        "ch01/ex01",
        [
            {**o, "status": "failed"} if i else {**o, "status": "failed", "misconception": "first-rows-only"}
            for i, o in enumerate(outcomes("passed"))
        ],
    )
    stats = exercise("ch01/ex01", "T", 7, [twice, twice, once], {})
    assert stats.misconceptions == {"farthest-first": 2, "first-rows-only": 1}
    assert stats.checks[0].misconceptions == {"farthest-first": 2, "first-rows-only": 1}
    assert [c.unexplained for c in stats.checks] == [0, 1, 1]


def test_histogram_has_tenths():
    """Nothing is in the first bin, full marks in the last, a boundary in the upper one."""
    assert histogram([0, 0.99, 1, 5, 10, 10], 10) == (2, 1, 0, 0, 0, 1, 0, 0, 0, 2)
    assert histogram([0.3], 3) == (0, 1, 0, 0, 0, 0, 0, 0, 0, 0), "0.3 / 3 * 10 is not quite 1"
    assert sum(histogram([0, 0], 0)) == 2


def test_partners_count_once_and_a_superseded_hand_in_does_not():
    """Per hand-in that counts for somebody, not per person and not per file."""
    book = class_book()
    first = analyse(book)[0]
    assert len(first.scores) == 3, "right, wrong, and one of two partners"
    assert first.statuses == {"passed": 1, "failed": 1, "partial": 1, "ungraded": 1, "refused": 1}
    older = replace(book, grades=tuple(g for g in book.grades if g.person.id != "s001"))
    assert len(analyse(older)[0].scores) == 2


def test_what_was_not_started_or_not_served_says_nothing_about_a_check():
    """Only judged hand-ins are behind the numbers."""
    second = analyse(class_book())[1]
    assert len(second.scores) == 1
    assert second.statuses["not_started"] == 1
    assert second.statuses["unavailable"] == 1
    assert second.checks[0].n == 1


def test_how_long_a_check_took_is_of_those_that_ran_whatever_came_out():
    rows = [result("ch01/ex01", [check("test_a", status, seconds=s)]) for status, s in (("passed", 1.0), ("failed", 3.0), ("blocked", 50.0))]
    (one,) = exercise("ch01/ex01", "T", 2, rows, {}).checks
    assert one.mean_seconds == 2.0
    (none,) = exercise("ch01/ex01", "T", 2, rows[2:], {}).checks
    assert none.mean_seconds is None
    assert none.difficulty == 0.0


def test_what_nothing_here_serves_is_no_fault_of_the_grader_s():
    book = class_book()
    extra = (Entry("handin-1", "ch01/ex01", ungraded="no server", unserved=True),)
    assert analyse(replace(book, entries=(*book.entries[1:], *extra)))[0].statuses["unavailable"] == 1


def test_ideas_stand_by_how_many_have_them_and_then_by_name():
    rows = [result("ch01/ex01", [check("test_a", "failed", misconception=m)]) for m in ("zebra", "common", "apple", "common")]
    stats = exercise("ch01/ex01", "T", 2, rows, {})
    assert list(stats.misconceptions.items()) == [("common", 2), ("apple", 1), ("zebra", 1)]
    assert list(stats.checks[0].misconceptions) == ["common", "apple", "zebra"]


def test_the_fewest_hand_ins_with_a_discrimination_are_three():
    assert discrimination([1, 0, 1], [3, 1, 3]) == pytest.approx(1)
    assert discrimination([1, 0], [3, 1]) is None


def test_the_deviation_needs_two():
    rows = judged(("passed", "passed", "passed"), ("failed", "failed", "failed"))
    assert exercise("ch01/ex01", "T", 7, rows, {}).deviation == 3.5
    assert exercise("ch01/ex01", "T", 7, rows[:1], {}).deviation is None


def test_the_numbers_are_a_copy_and_an_exercise_without_points_has_none():
    given = {"passed": 1}
    stats = exercise("ch01/ex01", "T", 7, [], given)
    given["passed"] = 2
    assert stats.statuses == {"passed": 1}
    assert {s.max_points for s in analyse(replace(class_book(), max_points={}))} == {0.0}
