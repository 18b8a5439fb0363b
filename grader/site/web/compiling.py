"""marimo's compiling in a process where several lessons open at once.

marimo makes trees by `ast.parse` and by two functions of its own, none of which tries again when CPython 3.11 loses count
(`grader.course.syntax`): a lesson that opened beside another one did not come up now and then.
"""

from __future__ import annotations

import ast
from types import ModuleType

from grader.course import syntax


def install() -> None:
    """Have every making of a tree in this process tried again; marimo's version is held by ``pyproject.toml``."""
    from marimo._ast import compiler, transformers

    _patient(ast, "parse")
    _patient(compiler, "ast_compile")
    _patient(transformers, "compiled_ast")


def _patient(module: ModuleType, name: str) -> None:
    given = getattr(module, name)
    if not hasattr(given, "__wrapped__"):
        setattr(module, name, syntax.again(given))
