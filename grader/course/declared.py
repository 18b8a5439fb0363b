"""What checks an exercise has, read from its test file without running it."""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import Any

from grader.course import syntax
from grader.errors import CourseError


@functools.lru_cache(maxsize=256)
def _declared(path: Path, stamp: int) -> tuple[tuple[str, str, float, bool], ...]:
    try:
        tree = syntax.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise CourseError(path, error.lineno, "is Python", error.msg) from None
    found = []
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "check":
                options = {k.arg: getattr(k.value, "value", None) for k in decorator.keywords}
                doc = ast.get_docstring(node) or ""
                title = " ".join(doc.split("\n\n")[0].split())
                points: Any = options.get("points", 1)
                found.append((node.name, title or node.name, float(points or 0), bool(options.get("hidden"))))
    return tuple(found)


def listed(path: Path) -> tuple[tuple[str, str, float, bool], ...]:
    """Name, title, points and whether it is hidden, of each check in file order; imports nothing of the tests' own.

    Raises:
        CourseError: no such file, or it does not parse.
    """
    if not path.is_file():
        raise CourseError(path, None, "holds the exercise's checks", "no such file", "write it")
    return _declared(path, path.stat().st_mtime_ns)


def declared(path: Path) -> list[dict[str, Any]]:
    """The checks of a test file, in file order, as blank outcomes.

    Raises:
        CourseError: no such file, or it does not parse.
    """
    from grader.results.outcome import blank

    checks = []
    for name, title, points, hidden in listed(path):
        checks.append(blank(name, title, int(points) if points == int(points) else points, hidden=hidden))
    return checks


def total(path: Path) -> float:
    """The points that an exercise's checks add up to."""
    return float(sum(c["points"] for c in declared(path)))
