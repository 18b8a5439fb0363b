"""Which formats there are: every module of this room that says so itself is one, and no list has to be kept.

A format's module holds the literal ``FORMAT``, which is read as text, so that a command can offer its name without
importing what it needs, and one function for each audience::

    FORMAT = {"name": "junit", "audience": ("learner", "class"), "writes": "junit.xml", "says": "JUnit XML, as GitLab reads it"}

    def render(results) -> str                           # learner: result documents, as one text
    def files(book, options) -> Iterable[(path, text)]   # class: files below the reports' folder

Both are pure: who asked writes. ``each`` is the pattern of files that belong to one person or submission: an old one
among them would show old points, so that a run over the whole class removes it.
"""

from __future__ import annotations

import ast
import functools
import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook

Audience = Literal["learner", "class"]
Files = Iterable[tuple[str, str]]

_LITERAL = re.compile(r"^FORMAT = (\{.*?\})$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Format:
    """One format, as its own module describes it.

    Attributes:
        audience: ``learner`` for `grader check`, ``class`` for `grader report` and `grader bulk`.
        writes: the name or pattern of what it writes.
        says: one line about it.
        each: the pattern of files of one person or submission, or empty.
    """

    name: str
    audience: tuple[Audience, ...]
    writes: str
    says: str
    module: str
    each: str = ""

    def function(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(importlib.import_module(self.module), name)
        return found


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


@functools.cache
def formats(audience: Audience) -> dict[str, Format]:
    """The formats for an audience by name, in alphabetical order."""
    found = {f.name: f for f in _all() if audience in f.audience}
    return dict(sorted(found.items()))


def _all() -> list[Format]:
    described = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        literal = _LITERAL.search(path.read_text(encoding="utf-8"))
        if literal:
            described.append(Format(**ast.literal_eval(literal[1]), module=f"{__package__}.{path.stem}"))
    return described


def named(name: str, audience: Audience) -> Format:
    """A format by name.

    Raises:
        UsageError: there is none for this audience.
    """
    known = formats(audience)
    if name not in known:
        raise UsageError(f"A format is one of {', '.join(known)}", name, "name one of them after --format")
    return known[name]


def files(name: str, book: Gradebook, options: Options | None = None) -> Files:
    """A class in a format: paths below the reports' folder, and texts."""
    written: Files = named(name, "class").function("files")(book, options or Options())
    return written
