"""A page for each learner and one for the instructor: files that make no request and run no script.

Jinja escapes everything; what a learner wrote is first made printable and cut (``text.py``). The pages' policy
(CSP) allows one style sheet, by its hash, and nothing else. A learner's page names hidden checks only in general: not
how many, not what they said, not how long they took.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.report.text import cut, number, one_line, slug

if TYPE_CHECKING:
    from jinja2 import Environment

    from grader.gradebook import Gradebook

TEMPLATES = Path(__file__).parents[1] / "templates" / "report"

MARKS = {
    "passed": "✓", "partial": "◐", "failed": "✗", "blocked": "·", "not_started": "○", "error": "!", "ungraded": "!",
    "unavailable": "◇", "refused": "⊘", "missing": "\N{EM DASH}",
}  # fmt: skip
WORDS = {
    "passed": "passed", "partial": "partly right", "failed": "failed", "blocked": "waits", "not_started": "not started",
    "error": "not graded", "ungraded": "not graded", "unavailable": "not served here", "refused": "refused",
    "missing": "nothing handed in",
}  # fmt: skip
CONFINEMENTS = {
    "namespaces": "in a sandbox of namespaces", "docker": "in Docker containers", "trusted": "WITHOUT A SANDBOX (--trust)",
    "none": "without a sandbox", "": "nothing was run",
}  # fmt: skip


def pages(book: Gradebook) -> Iterator[tuple[str, str]]:
    """Relative path and text of every page: ``index.html`` for the instructor, then ``learners/….html``."""
    from grader.report import html_instructor, html_learner

    yield "index.html", _render("instructor.html", html_instructor.model(book))
    for person in book.people:
        yield learner_path(person.id), _render("learner.html", html_learner.model(book, person))


def learner_path(person: str) -> str:
    """Where a person's page lies in the reports' folder."""
    return f"learners/{slug(person)}.html"


def shared(book: Gradebook) -> dict[str, Any]:
    """What both pages say about the run."""
    made = f"{book.made:%d %B %Y, %H:%M} UTC".lstrip("0") if book.made else ""
    kinds = [k.strip() for k in book.confinement.split(",")]
    said = "; ".join(CONFINEMENTS.get(k, k) for k in kinds)
    return {
        "book": book,
        "made": made,
        "trusted": "trusted" in kinds,
        "confinement": f"graded {said}" if book.confinement else said,
    }


def milvus(results: list[Mapping[str, Any]]) -> list[str]:
    """The identities that answered, each once."""
    found: dict[str, None] = {}
    for r in results:
        m = r["milvus"]
        if m:
            profile = "" if m["profile"] == "default" else f" [{m['profile']}]"
            digest = f" {m['digest'][:19]}" if m["digest"] else ""
            found[f"{m['version']} ({m['backend']}){profile}{digest}"] = None
    return sorted(found)


def anchor(exercise: str) -> str:
    """``ch05/ex02`` as the id of an element."""
    return "x-" + slug(exercise.replace("/", "-"))


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
        cut=cut, line=lambda text: one_line(str(text), 600), number=number, number2=lambda v: number(round(v, 2)),
    )  # fmt: skip
    return made
