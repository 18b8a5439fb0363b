"""A class without names: what goes, what stays, and what is the same again."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.classroom.gradebook import Adjustment, Entry, Handin, Override
from grader.classroom.intake.roster import pseudonym
from grader.classroom.pseudonyms import pseudonymous
from tests.classroom.books import class_book

SECRET = b"k" * 32


@pytest.fixture
def book():
    made = class_book()
    extra = (Entry("handin-1", "ch01/ex03", "k", None, "no server here", "log", 2, made.made, unserved=True), Entry("handin-2", "ch01/ex03", "k", None, "", "log"))
    return replace(made, entries=(*made.entries, *extra))


def test_people_are_known_by_a_pseudonym_alone_and_stand_in_its_order(book):
    hidden = pseudonymous(book, SECRET)
    assert {p.id for p in hidden.people} == {pseudonym(SECRET, p.id) for p in book.people}
    assert [p.id for p in hidden.people] == sorted(p.id for p in hidden.people)
    for p in hidden.people:
        assert (p.first, p.last, p.email, p.canvas_id, p.sis_id, p.login, p.section) == ("",) * 7
        assert p.name == p.id


def test_grades_follow_the_people_and_keep_their_numbers(book):
    hidden = pseudonymous(book, SECRET)
    for p in book.people:
        before, after = book.of(p.id), hidden.of(pseudonym(SECRET, p.id))
        assert [(g.exercise, g.raw, g.max_points, g.status) for g in after] == [(g.exercise, g.raw, g.max_points, g.status) for g in before]
        assert [g.adjusted and (g.adjusted.points, g.adjusted.penalty, g.adjusted.late_seconds) for g in after] == [
            g.adjusted and (g.adjusted.points, g.adjusted.penalty, g.adjusted.late_seconds) for g in before
        ]
        assert [g.handin and g.handin.id for g in after] == [g.handin and "h" + pseudonym(SECRET, f"handin:{g.handin.id}")[1:] for g in before]
        assert [g.entry and g.entry.handin for g in after] == [g.entry and "h" + pseudonym(SECRET, f"handin:{g.entry.handin}")[1:] for g in before]
        assert {g.person.id for g in after} == {pseudonym(SECRET, p.id)}
        assert not any(g.entry.log for g in after if g.entry)
    assert [g.person.id for g in hidden.grades] == sorted(g.person.id for g in hidden.grades)


def test_hand_ins_keep_their_time_and_attempt_and_nothing_that_names(book):
    when = datetime(2026, 1, 2, tzinfo=UTC)
    book = replace(book, handins=(*book.handins, Handin("late-one", Path("somewhere"), ("s001", "s002"), when, 3, "a link of Ada's", "1.2", (("email:a@b",),), True, True)))
    hidden = pseudonymous(book, SECRET)
    assert [h.id for h in hidden.handins] == sorted(h.id for h in hidden.handins)
    assert isinstance(hidden.handins, tuple)
    (one,) = [h for h in hidden.handins if h.attempt == 3]
    assert one.id == "h" + pseudonym(SECRET, "handin:late-one")[1:]
    assert (one.folder, one.submitted, one.refused, one.course, one.claims) == (Path(), when, "see the report with names", "1.2", ())
    assert one.people == (pseudonym(SECRET, "s001"), pseudonym(SECRET, "s002"))
    assert {h.refused for h in hidden.handins} == {"", "see the report with names"}
    assert sum(bool(h.refused) for h in hidden.handins) == sum(bool(h.refused) for h in book.handins)


def test_why_something_is_ungraded_is_kept_where_it_is_no_person_s(book):
    hidden = pseudonymous(book, SECRET)
    assert [e.ungraded for e in hidden.entries] == [
        e.ungraded if e.unserved or not e.ungraded else "see the report with names" for e in book.entries
    ]
    assert "no server here" in {e.ungraded for e in hidden.entries}
    assert not any(e.log for e in hidden.entries)
    assert [e.handin for e in hidden.entries] == ["h" + pseudonym(SECRET, f"handin:{e.handin}")[1:] for e in book.entries]
    assert [e.result for e in hidden.entries] == [e.result for e in book.entries]
    told = [g.entry.ungraded for g in hidden.grades if g.entry and g.entry.ungraded]
    assert told
    assert set(told) == {"see the report with names"}


@pytest.mark.parametrize(("seconds", "note"), [(-5.0, ""), (0.0, ""), (0.5, "late"), (86_400.0, "late")])
def test_the_reasons_of_an_adjustment_are_a_person_s(book, seconds, note):
    made = Adjustment(2.0, seconds, 0.5, (Override("s001", "ch01/ex01", 2.0, "ill", "test_a"),), "1 day, since Ada was ill")
    grades = tuple(replace(g, adjusted=made if g.person.id == "s001" else None) for g in book.grades)
    (one, *_) = pseudonymous(replace(book, grades=grades), SECRET).of(pseudonym(SECRET, "s001"))
    me = pseudonym(SECRET, "s001")
    assert one.adjusted == Adjustment(2.0, seconds, 0.5, (Override(me, "ch01/ex01", 2.0, "an instructor's decision", "test_a"),), note)


def test_notes_are_counted(book):
    assert pseudonymous(replace(book, notes=("a", "b")), SECRET).notes == ("2 notes of intake are left out, since they name people",)
    assert pseudonymous(replace(book, notes=()), SECRET).notes == ()


def test_a_grade_without_a_hand_in_stays_one(book):
    grades = tuple(replace(g, handin=None, entry=None, adjusted=None) for g in book.grades)
    hidden = pseudonymous(replace(book, grades=grades), SECRET)
    assert {(g.handin, g.entry, g.adjusted) for g in hidden.grades} == {(None, None, None)}


def test_the_same_secret_gives_the_same_class(book):
    assert pseudonymous(book, SECRET) == pseudonymous(book, SECRET)
    assert {p.id for p in pseudonymous(book, b"j" * 32).people}.isdisjoint(p.id for p in pseudonymous(book, SECRET).people)
