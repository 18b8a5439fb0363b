"""CSV for a spreadsheet: one row for each person and exercise, and one for each person and check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from grader.report.cells import Cell, table

if TYPE_CHECKING:
    from grader.classroom.gradebook import Grade, Gradebook
    from grader.report.formats import Files, Options

FORMAT = {
    "name": "csv", "audience": ("class",), "writes": "grades.csv",
    "says": "spreadsheets: grades.csv, and checks.csv with each check",
}
GRADES = (
    "person", "last", "first", "email", "section", "handin", "attempt", "exercise", "title", "status", "raw", "penalty",
    "points", "max_points", "late_seconds", "submitted", "confinement", "note",
)  # fmt: skip
CHECKS = (
    "person", "handin", "exercise", "check", "title", "hidden", "status", "points", "max_points", "override",
    "misconception", "evidence", "seconds", "message",
)  # fmt: skip


def files(book: Gradebook, options: Options) -> Files:
    return [("grades.csv", grades(book)), ("checks.csv", checks(book))]


def grades(book: Gradebook) -> str:
    """One row for each person and exercise; an exercise without a verdict has empty points and a note."""
    return table(GRADES, (_grade(g) for g in book.grades))


def checks(book: Gradebook) -> str:
    """One row for each person and check."""
    return table(CHECKS, (row for g in book.grades for row in _checks(g)))


def remark(grade: Grade) -> str:
    """Why there are no points, or what the policy did, in one line."""
    entry, adjusted = grade.entry, grade.adjusted
    said = []
    if grade.status == "refused" and grade.handin:
        said.append(f"refused: {grade.handin.refused}")
    elif grade.status == "missing":
        said.append("nothing was handed in")
    elif grade.status == "ungraded" and entry:
        said.append(f"not graded, and not the learner's fault: {entry.ungraded or 'no verdict yet'}")
    elif grade.status in ("error", "unavailable") and entry:
        said.append(f"not graded, and not the learner's fault: {entry.result['note'] if entry.result else entry.ungraded}")
    if adjusted:
        said.append(adjusted.note)
        said += [f"override{f' of {o.check}' if o.check else ''}: {o.reason}" for o in adjusted.overrides if o.reason not in adjusted.note]
    return "; ".join(s for s in said if s)


def submitted(grade: Grade) -> datetime | None:
    """When it was handed in: as first seen, which a regrade does not move."""
    if grade.entry and grade.entry.submitted:
        return grade.entry.submitted
    return grade.handin.submitted if grade.handin else None


def stamp(when: datetime | None) -> str:
    """ISO 8601 to the second, with its zone; empty for None."""
    return when.isoformat(timespec="seconds") if when else ""


def _grade(g: Grade) -> list[Cell]:
    p, a = g.person, g.adjusted
    result = g.entry.result if g.entry else None
    return [
        p.id, p.last, p.first, p.email, p.section, g.handin.id if g.handin else "", g.handin.attempt if g.handin else None,
        g.exercise, result["title"] if result else "", g.status, g.raw, a.penalty if a else None, a.points if a else None,
        g.max_points, a.late_seconds if a else None, stamp(submitted(g)), result["confinement"] if result else "", remark(g),
    ]  # fmt: skip


def _checks(g: Grade) -> Iterator[list[Cell]]:
    result = g.entry.result if g.entry else None
    if result is None:
        return
    overrides = {o.check: o.points for o in (g.adjusted.overrides if g.adjusted else ())}
    for c in result["checks"]:
        yield [
            g.person.id, g.handin.id if g.handin else "", g.exercise, c["name"], c["title"], c["hidden"], c["status"],
            c["points"], c["max_points"], overrides.get(c["name"]), c["misconception"] or "", c["evidence"] or "",
            c["seconds"], c["message"],
        ]  # fmt: skip
