"""A page for each learner and one for the instructor: files that make no request and run no script.

Jinja escapes everything; what a learner wrote is first made printable and cut (``text.py``). The pages' policy
(CSP) allows one style sheet, by its hash, and nothing else. A learner's page names hidden checks only in general: not
how many, not what they said, not how long they took.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.report import html_instructor, html_learner
from grader.report.html_parts import MARKS, WORDS, learner_path
from grader.results.text import cut, number, one_line

if TYPE_CHECKING:
    from jinja2 import Environment

    from grader.classroom.gradebook import Gradebook
    from grader.report.formats import Files, Options

FORMAT = {
    "name": "html", "audience": ("class",), "writes": "index.html",
    "says": "a page per learner and one for the instructor", "each": "learners/*.html",
}

TEMPLATES = Path(__file__).with_name("templates")


def files(book: Gradebook, options: Options) -> Files:
    return [page for page in pages(book) if options.whole or page[0] != "index.html"]


def pages(book: Gradebook) -> Iterator[tuple[str, str]]:
    """Relative path and text of every page: ``index.html`` for the instructor, then ``learners/….html``."""
    yield "index.html", _render("instructor.html", html_instructor.model(book))
    for person in book.people:
        yield learner_path(person.id), _render("learner.html", html_learner.model(book, person))


def code(text: str) -> Any:
    """Text of ours in which names stand between backticks, as HTML: escaped first, whatever it holds."""
    from markupsafe import Markup, escape

    return Markup(re.sub(r"`([^`\n]{1,200})`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  escaped in this line


def _render(template: str, model: Mapping[str, Any]) -> str:
    return _environment().get_template(template).render(model)


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8").replace("\r", "")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made.globals.update(style=Markup(style), style_hash=f"sha256-{digest}", marks=MARKS, words=WORDS)  # noqa: S704  our own file
    made.filters.update(
        cut=cut, line=lambda text: one_line(str(text), 600), number=number, number2=lambda v: number(round(v, 2)), code=code,
    )  # fmt: skip
    return made
