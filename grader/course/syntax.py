"""Python source as a tree, also in a process of many threads.

CPython 3.11 counts the depth of a tree once an interpreter while it makes one; a switch of threads in the midst of two
makings raises ``SystemError: AST constructor recursion depth mismatch``. The server of the lessons met it at one start in
three on a busy machine.
"""

from __future__ import annotations

import ast
import functools
import time
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 50


def again(function: Callable[P, T]) -> Callable[P, T]:
    """`function`, which makes trees, called again where the interpreter lost count; its other errors are its own."""

    @functools.wraps(function)
    def tries(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(TRIES):
            try:
                return function(*args, **kwargs)
            except SystemError:
                time.sleep(0.005)
        return function(*args, **kwargs)

    return tries


def parse(source: str | bytes) -> ast.Module:
    """`ast.parse`, tried again where CPython 3.11 lost count.

    Raises:
        SyntaxError, ValueError: as `ast.parse`.
    """
    return again(ast.parse)(source)
