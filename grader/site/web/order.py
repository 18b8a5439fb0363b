"""What is only read comes first in a live lesson: prose, questions and exercises do not wait for demonstrations.

marimo runs cells in the order of the file wherever their names leave it free, and shows each when it has run; so an exercise
at the end of a lesson came up when everything above had been measured. Nothing in marimo's public interface says otherwise,
so one function of it is replaced (its version is held below the next in ``pyproject.toml``, and a test in the browser sees the
exercises before the demonstrations).
"""

from __future__ import annotations

import ast
import functools
from typing import TYPE_CHECKING, Any

from grader.course import syntax

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_READ = {"mo.md", "course.panel", "course.predict", "course.quiz", "sys.path.insert", "mo.notebook_dir", "str"}
"""Calls that take no time worth speaking of and need no Milvus; the last three stand where a lesson imports its models."""


def quick_first(order: Sequence[str], cells: Mapping[str, Any], parents: Mapping[str, Collection[str]]) -> list[str]:
    """`order` with the cells that are only read in front.

    Args:
        order: cell ids, each after those that it needs.
        cells: id to a cell with its ``code``.
        parents: id to the ids that it needs.

    Returns:
        The same ids, again each after those that it needs: a cell that needs a slow one stays where it was.
    """
    all_here, quick = set(order), dict[str, None]()
    for id in order:
        needed = all_here.intersection(parents.get(id, ()))
        if _is_read(cells[id].code) and needed <= quick.keys():
            quick[id] = None
    return [*quick, *(id for id in order if id not in quick)]


def install() -> None:
    """Have every live lesson of this process run in that order."""
    from marimo._runtime import dataflow

    given: Callable[[Any, Collection[str]], list[str]] = dataflow.topological_sort  # type: ignore[assignment]  # ids are strings with a name of their own
    if getattr(given, "quick_first", False):
        return

    @functools.wraps(given)
    def ordered(graph: Any, cell_ids: Collection[str]) -> list[str]:
        return quick_first(given(graph, cell_ids), graph.cells, graph.parents)

    ordered.quick_first = True  # type: ignore[attr-defined]  # a mark for `install` itself
    dataflow.topological_sort = ordered  # type: ignore[assignment]  # as above


@functools.lru_cache(maxsize=4096)
def _is_read(code: str) -> bool:
    """Whether a cell imports, or calls nothing but what is in `_READ`."""
    try:
        tree = syntax.parse(code)
    except SyntaxError:
        return False
    return all(ast.unparse(node.func) in _READ for node in ast.walk(tree) if isinstance(node, ast.Call))
