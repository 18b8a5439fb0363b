"""nbgrader's CSV: the columns that ``nbgrader export`` writes.

As there, somebody who handed in nothing has a score of 0. Work that could not be graded has empty scores.
Times are UTC without a zone, which is how nbgrader keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grader.report.cells import Cell, table
from grader.report.table import submitted

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook
    from grader.report.formats import Files, Options

FORMAT = {
    "name": "nbgrader", "audience": ("class",), "writes": "nbgrader.csv",
    "says": "the columns that nbgrader exports",
}

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def files(book: Gradebook, options: Options) -> Files:
    return [("nbgrader.csv", render(book))]


def render(book: Gradebook) -> str:
    """One row for each exercise and person, exercise by exercise."""
    return table(COLUMNS, _rows(book))


def _rows(book: Gradebook) -> Iterator[list[Cell]]:
    for exercise in book.exercises:
        for g in (g for g in book.grades if g.exercise == exercise):
            p, a = g.person, g.adjusted
            scores: list[Cell] = [g.raw, a.penalty, a.points] if a else [None, None, None]
            if a is None and g.status == "missing":
                scores = [0.0, 0.0, 0.0]
            due = book.due.get(exercise)
            yield [
                exercise, _plain(due), _plain(submitted(g)), p.id, p.last, p.first, p.email, *scores, g.max_points,
            ]  # fmt: skip


def _plain(when: datetime | None) -> str:
    return when.astimezone(UTC).replace(tzinfo=None).isoformat(" ", timespec="seconds") if when else ""
