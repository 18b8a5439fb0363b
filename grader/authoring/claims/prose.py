"""The sentences of a lesson, each with its section and line: pure reading, nothing of the lesson is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course import syntax

_HEADING = re.compile(r"^#{1,3} (.+)$")
_ITEM = re.compile(r"^(?:[-*] |\d+\. |\|)")
_BREAK = re.compile(r"(?<=[.!?])((?:[\"”*)]|\*\*)*)\s+(?=[A-Z“\"`(\[*])")
_ONLY_A_CITATION = re.compile(r"^\((?:docs|release notes|[\w.-]+/[\w.-]+ #)[^()]*\)\.?$")


@dataclass(frozen=True)
class Sentence:
    """One sentence, table row or list item of a lesson's prose.

    Attributes:
        section: the nearest heading above it.
        line: of the file, where its paragraph begins.
        text: on one line, Markdown kept; what a run fills in is ``…``.
    """

    section: str
    line: int
    text: str


@dataclass(frozen=True)
class Cell:
    """A cell of a lesson: its name (``_`` for most), its code, its line, and the section that it stands in."""

    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    section: str


def cells(path: Path) -> Iterator[Cell]:
    """The cells from top to bottom, each with the section that is open where it ends."""
    section = ""
    for node in syntax.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for _, text in _strings(node):
                for line in text.splitlines():
                    if heading := _HEADING.match(line.strip()):
                        section = heading[1]
            yield Cell(node.name, node, section)


def sentences(path: Path) -> Iterator[Sentence]:
    """Every sentence of every string, in the order of the file."""
    section = ""
    for node in syntax.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for line, text in _strings(node):
            for at, block in blocks(text):
                if heading := _HEADING.match(block):
                    section = heading[1]
                    continue
                for sentence in split(block):
                    yield Sentence(section, line + at, sentence)


def split(block: str) -> list[str]:
    """A paragraph in sentences; a citation in brackets behind a full stop belongs to the sentence before it."""
    found: list[str] = []
    start = 0
    for match in _BREAK.finditer(block):
        found.append(block[start : match.end(1)].strip())
        start = match.end()
    found.append(block[start:].strip())
    joined: list[str] = []
    for sentence in found:
        if joined and _ONLY_A_CITATION.match(sentence):
            joined[-1] += " " + sentence
        elif sentence:
            joined.append(sentence)
    return joined


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, list items and table rows, each on one line behind the number of lines above it; code between fences is no prose."""
    block: list[str] = []
    begins, fenced = 0, False
    for at, raw in enumerate([*text.splitlines(), ""]):
        line = raw.strip()
        if line.startswith("```"):
            fenced, line = not fenced, ""
        elif fenced:
            continue
        heading = _HEADING.match(line)
        if block and (not line or heading or _ITEM.match(line)):
            yield begins, " ".join(block)
            block = []
        if heading:
            yield at, line
        elif line:
            begins = begins if block else at
            block.append(line)


def _strings(node: ast.AST) -> list[tuple[int, str]]:
    """The strings in a cell from top to bottom; an f-string is one, with … for each value.

    Left out: a docstring, and what a question offers to choose from, since most of it is wrong.
    """
    inner = {id(part) for f in ast.walk(node) if isinstance(f, ast.JoinedStr) for part in ast.walk(f) if part is not f}
    inner |= {id(part) for call in ast.walk(node) if isinstance(call, ast.Call) for offered in _offered(call) for part in ast.walk(offered)}
    found = []
    for each in ast.walk(node):
        if id(each) in inner or each is _docstring(node):
            continue
        if isinstance(each, ast.JoinedStr):
            parts = [str(p.value) if isinstance(p, ast.Constant) else "…" for p in each.values]
            found.append((each.lineno, each.col_offset, "".join(parts)))
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            found.append((each.lineno, each.col_offset, each.value))
    return [(line, text) for line, _, text in sorted(found)]


def _offered(call: ast.Call) -> list[ast.expr]:
    """The options of a `predict`, its answer, and the options of a `quiz`, whose reasons stay."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "predict":
        return call.args[1:3]
    if name == "quiz" and len(call.args) > 1 and isinstance(call.args[1], ast.Dict):
        return [key for key in call.args[1].keys if key is not None]
    return []


def _docstring(node: ast.AST) -> ast.AST | None:
    body = getattr(node, "body", None)
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        return body[0].value
    return None
