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
_BOLD = re.compile(r"\*\*([^*\n]+(?:\n[^*\n]+)?)\*\*")
ENDS = ("What old tutorials get wrong", "Exercises", "Checkpoint", "Recap", "Where to read on")
"""The headings that every lesson has after the book's own."""

_STRESS = frozenset(
    [
        "a",
        "all",
        "and",
        "before",
        "every",
        "in",
        "never",
        "not",
        "only",
        "plan",
        "reading",
        "recorded",
        "the",
        "what",
        "with",
    ]
)
# Words that a lesson may set in bold without introducing a term.
_PLAIN = frozenset(["check", "data", "hint", "searched", "squared", "vectors"])


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

    def terms(self) -> list[tuple[str, str]]:
        """Terms set in bold where they are introduced, each with the section that does."""
        found: dict[str, str] = {}
        for part in re.split(r"^(?=## )", self.text, flags=re.MULTILINE):
            head = _HEADING.match(part)
            section = head[2] if head and len(head[1]) == 2 else ""
            for match in _BOLD.finditer(part):
                term = " ".join(match[1].split())
                if section and section not in ENDS and _is_term(term):
                    found.setdefault(term, section)
        return list(found.items())


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


def _is_term(text: str) -> bool:
    """A thing's name: a few words, no sentence, nothing that only stresses."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_\- ]{2,39}", text) or len(text.split()) > 3:
        return False
    return text.split(maxsplit=1)[0].lower() not in _STRESS and text.lower() not in _PLAIN
