"""Python source as a tree, also in a process of many threads."""

from __future__ import annotations

import ast
import time

TRIES = 50


def parse(source: str | bytes) -> ast.Module:
    """`ast.parse`, tried again where CPython 3.11 lost count.

    It counts the depth of the tree once an interpreter, so that a switch of threads in the midst of two parsings raises
    ``SystemError: AST constructor recursion depth mismatch``; the server of the lessons met it at one start in three on
    a busy machine.

    Raises:
        SyntaxError, ValueError: as `ast.parse`.
    """
    for _ in range(TRIES):
        try:
            return ast.parse(source)
        except SystemError:
            time.sleep(0.005)
    return ast.parse(source)
