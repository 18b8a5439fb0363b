"""One row a claim: chapter, section, the sentence, its source, the version, and how it is known."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring.claims.prose import Cell, cells, sentences
from grader.authoring.claims.sources import loose, measured, sources, versions

if TYPE_CHECKING:
    from grader.course import Chapter

KNOWN = {
    "tested": "a test of the lesson asserts it in every run",
    "shown": "the lesson shows it in every run, for a reader to see; the version is that of the record",
    "measured": "it was run here, on the version that the sentence names",
    "cited": "it stands in the source",
    "stated": "it names a version and no source",
}
"""How a claim is known, the surest first."""


READING = "Where to read on"
TESTS = "Tests"  # they stand at a lesson's end, under no heading of their own


@dataclass(frozen=True)
class Claim:
    """What a lesson says of Milvus.

    Attributes:
        chapter, section, line: where.
        text: the sentence; of a prediction, the question and its answer.
        source: the page, release notes, issue, test or record; empty where none is named.
        version: of Milvus, as the source says it; empty where the run decides.
        known: a name of :data:`KNOWN`.
    """

    chapter: str
    section: str
    line: int
    text: str
    source: str
    version: str
    known: str


def claims(chapters: Iterable[Chapter]) -> list[Claim]:
    """What these chapters' lessons claim, chapter by chapter, in the order of their lines."""
    found: list[Claim] = []
    for chapter in chapters:
        if chapter.lesson_path.is_file():
            found += sorted((*_run(chapter), *_said(chapter)), key=lambda claim: claim.line)
    return found


def unversioned(chapters: Iterable[Chapter]) -> list[tuple[str, str]]:
    """Citations without a version: ``file:line`` with the sentence, and the form that is wanted."""
    paths = [chapter.lesson_path for chapter in chapters if chapter.lesson_path.is_file()]
    return [(f"{path.name}:{s.line}: {s.text}", form) for path in paths for s in sentences(path) if (form := loose(s.text))]


def _said(chapter: Chapter) -> Iterator[Claim]:
    """What the prose cites, or says of a version."""
    for sentence in sentences(chapter.lesson_path):
        if sentence.section == READING:
            continue  # it recommends pages and claims nothing
        cited = list(sources(sentence.text))
        where = (chapter.id, sentence.section, sentence.line, sentence.text)
        if cited:
            yield from (Claim(*where, s.name, s.version, "cited") for s in cited)
        elif here := measured(sentence.text):
            yield Claim(*where, "", ", ".join(here), "measured")
        elif spoken := versions(sentence.text):
            yield Claim(*where, "", ", ".join(spoken), "stated")


def _run(chapter: Chapter) -> Iterator[Claim]:
    """What the lesson's tests assert, and what its predictions foretell."""
    found = list(cells(chapter.lesson_path))
    for cell in found:
        if cell.name.startswith("test_") and (said := ast.get_docstring(cell.node)):
            yield Claim(chapter.id, TESTS, cell.node.lineno, " ".join(said.split()), cell.name, "", "tested")
        for name, call in _calls(cell, "predict"):
            question, _, answer = (_text(a) for a in call.args[:3])
            record, version = _shown_after(chapter, found, name)
            yield Claim(chapter.id, cell.section, call.lineno, f"{question} {answer}", record, version, "shown")


def _calls(cell: Cell, function: str) -> Iterator[tuple[str, ast.Call]]:
    """Assignments of a call of ``course.<function>``: the name, and the call."""
    for node in ast.walk(cell.node):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
            called = node.value.func
            if isinstance(called, ast.Attribute) and called.attr == function:
                yield node.targets[0].id, node.value


def _shown_after(chapter: Chapter, found: list[Cell], prediction: str) -> tuple[str, str]:
    """The record of the demonstration that a prediction holds back, and the Milvus that made it."""
    for cell in found:
        strings = {n.value for n in ast.walk(cell.node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        held = any(isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "after" and _text(n.args[0]) == prediction for n in ast.walk(cell.node))
        for name in sorted(strings) if held else ():
            path = _record(chapter.course, name)
            if path is not None:
                return f"record {name}", str(json.loads(path.read_text(encoding="utf-8")).get("milvus", "")).replace("server ", "")
    return "", ""


def _record(root: Path, name: str) -> Path | None:
    path = root / "lessons" / "recorded" / f"{name}.json"
    return path if name.replace("-", "").replace("_", "").isalnum() and path.is_file() else None


def _text(node: ast.expr) -> str:
    """A constant's text, a name, or ``…`` for what only a run knows."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
    return "…"
