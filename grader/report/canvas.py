"""Canvas' gradebook CSV.

What its importer does (``lib/gradebook_importer.rb`` of canvas-lms) decides the form: the first columns are
``Student, ID, SIS User ID, SIS Login ID, Section``; a row is matched by ID, then by SIS id, then by login, then by
name; a column is an assignment by the number in brackets at its end, else by its exact title, else it becomes a new
assignment; a first cell that says ``Points Possible`` makes the row that of the maxima; a title with ``Final Score``
and its like is skipped. An empty cell is no score: where Canvas has one already, the preview shows that it would be
taken away, so look at the preview.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.intake.tables import delimiter_of, read_text
from grader.report.cells import Cell, table

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook, Person
    from grader.report.formats import Files, Options

FORMAT = {"name": "canvas", "audience": ("class",), "writes": "canvas.csv", "says": "a gradebook that Canvas imports"}

STUDENT = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_SKIPPED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_WITH_ID = re.compile(r"^(?P<title>.*) \((?P<id>\d+)\)$")


def files(book: Gradebook, options: Options) -> Files:
    known = headers(read_text(options.canvas)) if options.canvas else None
    return [("canvas.csv", render(book, known))]


def render(book: Gradebook, known: Mapping[str, str] | None = None) -> str:
    """The file to import.

    Args:
        known: title to Canvas' own header with the assignment's id, from :func:`headers`.
    """
    titles = [heading(id, title, known or {}) for id, title in book.exercises.items()]
    maxima: list[Cell] = ["Points Possible", "", "", "", "", *book.max_points.values()]
    rows: list[list[Cell]] = [maxima]
    for person in book.people:
        mine = {g.exercise: g for g in book.of(person.id)}
        scores: list[Cell] = []
        for id in book.exercises:
            adjusted = mine[id].adjusted if id in mine else None
            scores.append(adjusted.points if adjusted else None)
        rows.append([_student(person), person.canvas_id, person.sis_id, person.login, person.section, *scores])
    return table([*STUDENT, *titles], rows)


def heading(id: str, title: str, known: Mapping[str, str]) -> str:
    """A column's title: Canvas' own where it has one, else one that its importer cannot misread."""
    plain = f"{id} {title}"
    for name in (plain, title, id):
        if name in known:
            return known[name]
    plain = _SKIPPED.sub(lambda m: m.group(0).replace(" ", "-"), plain)
    return f"{plain}." if _WITH_ID.match(plain) else plain


def headers(export: str) -> dict[str, str]:
    """Title to header, of the assignments in a gradebook that Canvas exported.

    Args:
        export: the text of the CSV file.
    """
    delimiter, said = delimiter_of(export)
    rows = csv.reader(io.StringIO(export, newline=""), delimiter=delimiter)
    if said:
        next(rows, None)
    first = next(rows, [])
    return {m.group("title"): name for name in first if (m := _WITH_ID.match(name))}


def matched(titles: Mapping[str, str], export: Path) -> str:
    """How many of the exercises have a column in a gradebook that Canvas exported, in words.

    Args:
        titles: exercise id to title.

    Raises:
        FileMistake: it is no text.
    """
    known = headers(read_text(export))
    found = [id for id, title in titles.items() if {f"{id} {title}", title, id} & set(known)]
    words = f"{len(found)} of {len(titles)} exercises have a column among the {len(known)} assignments of {export.name}"
    return words if len(found) == len(titles) else f"{words}; Canvas makes a new assignment of each other one"


def _student(person: Person) -> str:
    """A name that is not taken for the row of maxima."""
    return person.id if "Points Possible" in person.name else person.name
