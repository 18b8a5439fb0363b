"""One renderer a file over one model: a list of result documents (``results.py``)."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Any

FORMATS = {
    "json": "grader.report.json",
    "junit": "grader.report.junit",
    "github": "grader.report.github",
    "classroom": "grader.report.classroom",
    "gradescope": "grader.report.gradescope",
}
"""Formats that `check --format` writes; the terminal is the default and has a module of its own."""


def render(format: str, results: Sequence[Mapping[str, Any]]) -> str:
    """The results as text in one of :data:`FORMATS`."""
    text: str = importlib.import_module(FORMATS[format]).render(results)
    return text


def explanation(check: Mapping[str, Any]) -> str:
    """One check's outcome in words, for formats that take one text."""
    if check["status"] == "passed":
        return "passed"
    lines = []
    if check["called"] or check["returned"] or check["expected"]:
        lines += [f"{name}: {check[key]}" for name, key in PARTS if check[key]]
    elif check["message"]:
        lines.append(check["message"])
    if check["misconception"]:
        lines.append(f"misconception: {check['misconception']} ({check['evidence']})")
    if check["traceback"]:
        lines.append(check["traceback"])
    return "\n".join(lines) or check["status"]


PARTS = (("called", "called"), ("came back", "returned"), ("expected", "expected"), ("why it matters", "why"))


def visible(checks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The checks that a learner may see; hidden ones are named in general."""
    return [c if not c["hidden"] else _veiled(c, n) for n, c in enumerate(checks, 1)]


def _veiled(check: Mapping[str, Any], number: int) -> dict[str, Any]:
    veil = {"called": "", "returned": "", "expected": "", "why": "", "message": "", "output": "", "traceback": "",
            "misconception": None, "evidence": None, "seconds": 0.0, "output_cut": 0}  # fmt: skip
    return {**check, **veil, "name": f"hidden_{number}", "title": "A hidden check"}
