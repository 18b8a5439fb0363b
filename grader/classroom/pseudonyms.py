"""A class without names: every person and hand-in under a pseudonym that is the same in every report of a run.

A pseudonym is an HMAC of the id with a key that lies in the run folder and nowhere else (``intake/roster.py``):
without it nobody can try out the ids of a school. What learners wrote themselves is left as it is, and may name them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.gradebook import Adjustment, Grade, Gradebook, Handin, Person
from grader.classroom.intake.roster import pseudonym

if TYPE_CHECKING:
    from collections.abc import Mapping


def pseudonymous(book: Gradebook, secret: bytes) -> Gradebook:
    """The same gradebook without a name, an address, a school's id, a note of intake's or a log of the grader's."""
    people = {p.id: Person(pseudonym(secret, p.id)) for p in book.people}
    handins = {h.id: _handin(h, secret) for h in book.handins}
    order = sorted(book.people, key=lambda p: people[p.id].id)  # the roster's order is that of the names
    return replace(
        book,
        people=tuple(people[p.id] for p in order),
        grades=tuple(_grade(g, people, handins, secret) for p in order for g in book.of(p.id)),
        handins=tuple(sorted(handins.values(), key=lambda h: h.id)),
        entries=tuple(
            replace(e, handin=_renamed(e.handin, secret), log="", ungraded=_said(e.ungraded, e.unserved)) for e in book.entries
        ),
        notes=(f"{len(book.notes)} notes of intake are left out, since they name people",) if book.notes else (),
    )  # fmt: skip


def _renamed(handin: str, secret: bytes) -> str:
    return "h" + pseudonym(secret, f"handin:{handin}")[1:]


def _said(ungraded: str, unserved: bool) -> str:
    return ungraded if unserved or not ungraded else "see the report with names"


def _handin(handin: Handin, secret: bytes) -> Handin:
    refused = "see the report with names" if handin.refused else ""
    people = tuple(pseudonym(secret, p) for p in handin.people)
    return Handin(_renamed(handin.id, secret), Path(), people, handin.submitted, handin.attempt, refused, handin.course)


def _grade(grade: Grade, people: Mapping[str, Person], handins: Mapping[str, Handin], secret: bytes) -> Grade:
    person = people[grade.person.id]
    entry = grade.entry and replace(
        grade.entry,
        handin=_renamed(grade.entry.handin, secret),
        log="",
        ungraded=_said(grade.entry.ungraded, grade.entry.unserved),
    )
    adjusted = grade.adjusted and _adjusted(grade.adjusted, person.id)
    return replace(
        grade, person=person, entry=entry, adjusted=adjusted, handin=handins[grade.handin.id] if grade.handin else None
    )


def _adjusted(adjusted: Adjustment, person: str) -> Adjustment:
    """Reasons for extensions and overrides are about a person: illness, a name."""
    late = "late" if adjusted.late_seconds > 0 else ""
    return replace(
        adjusted,
        note=late,
        overrides=tuple(replace(o, person=person, reason="an instructor's decision") for o in adjusted.overrides),
    )
