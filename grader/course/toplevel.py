"""The top-level statements of a Python file, what each binds and names, and which of them hide a check (pure)."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

from grader.course import syntax
from grader.errors import CourseError


@dataclass
class Statement:
    """One top-level statement: what it binds, what it names, and its 1-based lines with decorators."""

    node: ast.stmt
    binds: frozenset[str]
    uses: frozenset[str]
    first: int
    last: int
    hidden: bool = False
    kept: bool = field(default=True)


def statements(text: str, path: Path) -> list[Statement]:
    try:
        tree = syntax.parse(text)
    except SyntaxError as error:
        raise CourseError(path, error.lineno, "is Python", error.msg) from None
    found = []
    for node in tree.body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(d.lineno for d in decorators)])
        hidden = any(_hides(d, path) for d in decorators)
        if not isinstance(node, ast.FunctionDef):
            inner = [d for n in ast.walk(node) for d in getattr(n, "decorator_list", []) if _hides(d, path)]
            if inner:
                raise CourseError(
                    path,
                    inner[0].lineno,
                    "a hidden check is a function at the top of its file",
                    "one inside something else",
                )
        found.append(
            Statement(
                node, frozenset(_bound(node)), frozenset(_used(node)), first, node.end_lineno or node.lineno, hidden
            )
        )
    return found


def _hides(decorator: ast.expr, path: Path) -> bool:
    if not isinstance(decorator, ast.Call):
        return False
    for keyword in decorator.keywords:
        if keyword.arg is None and _called(decorator) == "check":
            raise CourseError(path, decorator.lineno, "@check says each option by name", "**")
        if keyword.arg == "hidden":
            if not isinstance(keyword.value, ast.Constant) or not isinstance(keyword.value.value, bool):
                raise CourseError(
                    path, decorator.lineno, "hidden is True or False, written out", ast.unparse(keyword.value)
                )
            return keyword.value.value
    return False


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(a.asname or a.name).split(".")[0] for a in node.names}
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _used(node: ast.stmt) -> set[str]:
    """Names read, parameters (fixtures), and texts that are one word: names of fixtures and checks."""
    used: set[str] = set()
    for n in ast.walk(node):
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load):
            used.add(n.id)
        elif isinstance(n, ast.arg):
            used.add(n.arg)
        elif isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value.isidentifier():
            used.add(n.value)
    return used


def attributes_of(node: ast.stmt, module: str) -> set[str]:
    return {
        n.attr
        for n in ast.walk(node)
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == module
    }
