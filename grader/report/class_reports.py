"""Every report over a class: a registry of formats, and the one function that writes them.

A format gives its files as relative path and text; they are written atomically, so that a full disk or a kill leaves
the old ones whole.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.results import write_atomically

if TYPE_CHECKING:
    from grader.classroom.gradebook import Entry, Gradebook

Files = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Options:
    """What some formats may be told.

    Attributes:
        names: whether the step summary names people.
        canvas: a gradebook that Canvas exported, for the ids of its assignments.
        whole: whether this is the class and not one person of it: then its own page is written beside the learners', and
            what an earlier run wrote for somebody who is no longer in it goes.
    """

    names: bool = False
    canvas: Path | None = None
    whole: bool = True


def _module(name: str) -> Callable[..., str]:
    text: Callable[..., str] = importlib.import_module(f"grader.report.{name}").render
    return text


def _csv(book: Gradebook, options: Options) -> Files:
    from grader.report import table

    return [("grades.csv", table.grades(book)), ("checks.csv", table.checks(book))]


def _json(book: Gradebook, options: Options) -> Files:
    return [("class.json", _module("class_json")(book))]


def _junit(book: Gradebook, options: Options) -> Files:
    from grader.report.junit import render_class

    return [("junit.xml", render_class(book))]


def _canvas(book: Gradebook, options: Options) -> Files:
    from grader.report import canvas

    known = canvas.headers(options.canvas.read_text(encoding="utf-8", errors="replace")) if options.canvas else None
    return [("canvas.csv", canvas.render(book, known))]


def _nbgrader(book: Gradebook, options: Options) -> Files:
    return [("nbgrader.csv", _module("nbgrader")(book))]


def _summary(book: Gradebook, options: Options) -> Files:
    text = _module("class_summary")(book, names=options.names)
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(text)
    return [("summary.md", text)]


def _gradescope(book: Gradebook, options: Options) -> Iterator[tuple[str, str]]:
    """One ``results.json`` a hand-in; one of which nothing could be graded has none, as a failed autograder leaves it."""
    from grader.report import gradescope
    from grader.results import dumps
    from grader.results.text import slug

    by_handin: dict[str, list[Entry]] = {}
    for entry in book.entries:
        by_handin.setdefault(entry.handin, []).append(entry)
    for handin in book.handins:
        mine = by_handin.get(handin.id, [])
        results = [e.result for e in mine if e.result is not None]
        if results:
            ungraded = [e.exercise for e in mine if e.result is None]
            yield f"gradescope/{slug(handin.id)}/results.json", dumps(gradescope.document(results, ungraded)) + "\n"


def _classroom50(book: Gradebook, options: Options) -> Iterator[tuple[str, str]]:
    from grader.report import classroom50
    from grader.results import dumps
    from grader.results.text import slug

    for person, exercise, document in classroom50.documents(book):
        yield f"classroom50/{slug(person)}/{slug(exercise.replace('/', '-'))}/result.json", dumps(document) + "\n"


def _html(book: Gradebook, options: Options) -> Files:
    from grader.report import html

    return [page for page in html.pages(book) if options.whole or page[0] != "index.html"]


FORMATS: dict[str, Callable[[Gradebook, Options], Files]] = {
    "csv": _csv,
    "json": _json,
    "junit": _junit,
    "gradescope": _gradescope,
    "canvas": _canvas,
    "nbgrader": _nbgrader,
    "classroom50": _classroom50,
    "summary": _summary,
    "html": _html,
}
"""What `grader bulk` and `grader report` write with ``--format``."""


ONE_EACH = {
    "html": "learners/*.html",
    "gradescope": "gradescope/*/results.json",
    "classroom50": "classroom50/*/*/result.json",
}
"""Where the formats put files of one person or hand-in: an old one among them would show old points."""


def write(
    book: Gradebook, folder: Path, formats: Sequence[str] = ("html", "csv"), options: Options | None = None
) -> list[Path]:
    """Write reports into a folder.

    Returns:
        The files, in the order written; the first of a format is the one to open.

    Raises:
        UsageError: an unknown format.
    """
    unknown = [f for f in formats if f not in FORMATS]
    if unknown:
        raise UsageError(
            f"A format is one of {', '.join(FORMATS)}", ", ".join(unknown), "name one of them after --format"
        )
    options = options or Options()
    written = []
    for format in dict.fromkeys(formats):
        for name, text in FORMATS[format](book, options):
            path = folder / name
            # A lone surrogate, which a learner's code can print, is no UTF-8; in JSON this is its escape.
            write_atomically(path, text.encode("utf-8", "backslashreplace").decode())
            written.append(path)
        if options.whole and format in ONE_EACH:
            for path in set(folder.glob(ONE_EACH[format])) - set(written):
                path.unlink()
    return written
