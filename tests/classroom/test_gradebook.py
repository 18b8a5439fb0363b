"""The model of a class: names, standings, and who has which grade."""

from dataclasses import replace

import pytest

from grader.classroom.gradebook import Adjustment, Entry, Grade, Handin, Person
from tests.classroom.books import class_book, handin, person


@pytest.mark.parametrize(("first", "last", "name"), [("Ada", "Lovelace", "Lovelace, Ada"), ("Ada", "", "Ada"), ("", "Lovelace", "Lovelace"), ("", "", "s1")])
def test_a_name(first, last, name):
    assert Person("s1", first, last).name == name


def standing(**more):
    return Grade(**{"person": person(1), "exercise": "ch01/ex01", "entry": None, "raw": None, "max_points": 7.0, "adjusted": None, **more}).status


@pytest.mark.parametrize(("more", "status"), [
    ({}, "missing"),
    ({"handin": handin(1)}, "missing"),
    ({"handin": handin(1, refused="a link")}, "refused"),
    ({"handin": handin(1, refused="a link"), "entry": Entry("h", "e", result={"status": "passed"})}, "refused"),
    ({"entry": Entry("h", "e")}, "ungraded"),
    ({"entry": Entry("h", "e", unserved=True)}, "unavailable"),
    ({"entry": Entry("h", "e", result={"status": "partial"})}, "partial"),
    ({"entry": Entry("h", "e", result={"status": "passed"}, unserved=True), "handin": handin(1)}, "passed"),
])  # fmt: skip
def test_a_standing(more, status):
    assert standing(**more) == status


def test_everybody_has_their_own_grades_in_the_book_s_order():
    book = class_book()
    assert [(g.person.id, g.exercise) for g in book.of("s003")] == [("s003", "ch01/ex01"), ("s003", "ch01/ex02")]
    assert book.of("nobody") == []
    mixed = replace(book, grades=tuple(reversed(book.grades)))
    assert [g.exercise for g in mixed.of("s003")] == ["ch01/ex02", "ch01/ex01"]
    assert [len(book.of(p.id)) for p in book.people] == [2] * len(book.people)


def test_every_verdict_once_however_many_stand_behind_it():
    book = class_book()
    assert [r["exercise"] for r in book.results()] == ["ch01/ex01"] * 3 + ["ch01/ex02"] * 3


def test_what_an_export_leaves_out_is_the_plain_case():
    """A hand-in, an entry and an adjustment say only what differs from it."""
    plain = Handin("h", "folder")
    assert (plain.people, plain.submitted, plain.attempt, plain.refused, plain.late, plain.own_word) == ((), None, 1, "", False, False)
    assert Adjustment(2.0) == Adjustment(2.0, late_seconds=0.0, penalty=0.0, overrides=(), note="")
    entry = Entry("h", "e")
    assert (entry.key, entry.result, entry.tries, entry.unserved, entry.changed) == ("", None, 0, False, None)
