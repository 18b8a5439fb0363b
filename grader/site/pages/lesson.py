"""What a lesson's prose says, read from its source without running it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.course import syntax

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = re.compile(r"^(#{1,2}) +(.+?) *$", re.MULTILINE)
ENDS = ("What old tutorials get wrong", "Exercises", "Checkpoint", "Recap", "Where to read on")
"""The headings that every lesson has after the book's own."""


@dataclass(frozen=True)
class Prose:
    """Markdown of a lesson, in order, each piece with its first line in the file."""

    pieces: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """All of it, as one Markdown text."""
        return "\n\n".join(piece for _, piece in self.pieces)

    def headings(self, level: int = 2) -> list[tuple[str, int]]:
        """Headings of a level with their lines, in the lesson's order."""
        return [
            (match[2], line + piece[: match.start()].count("\n"))
            for line, piece in self.pieces
            for match in _HEADING.finditer(piece)
            if len(match[1]) == level
        ]

    def section(self, title: str) -> str:
        """The Markdown under a second-level heading; empty when there is none."""
        match = re.search(rf"^## +{re.escape(title)} *$(.*?)(?=^## |\Z)", self.text, re.MULTILINE | re.DOTALL)
        return match[1].strip() if match else ""

    def sections(self) -> list[tuple[str, str]]:
        """The book's own sections, each with its Markdown; without what every lesson ends with."""
        found = []
        for part in re.split(r"^(?=## )", self.text, flags=re.MULTILINE):
            head = _HEADING.match(part)
            if head and len(head[1]) == 2 and head[2] not in ENDS:
                found.append((head[2], part))
        return found


def read(path: Path) -> Prose:
    """Collect every ``mo.md`` of a lesson.

    Raises:
        SyntaxError: the lesson is not Python.
    """
    pieces = []
    for node in ast.walk(syntax.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "md" and node.args:
            text = _literal(node.args[0])
            if text is not None:
                pieces.append((node.args[0].lineno, _dedent(text)))
    return Prose(tuple(sorted(pieces)))


def exercises_shown(path: Path) -> list[str]:
    """The ids that a lesson gives to ``course.panel``."""
    found = []
    for node in ast.walk(syntax.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "panel" and node.args:
            value = getattr(node.args[0], "value", None)
            if isinstance(value, str):
                found.append(value)
    return found


def _literal(node: ast.expr) -> str | None:
    """A string, or an f-string with each value shown as ``…``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else "…" for p in node.values]
        return "".join(str(p) for p in parts)
    return None


def _dedent(text: str) -> str:
    import inspect

    return inspect.cleandoc(text) if text.startswith("\n") else text
