"""What is only read comes first in a live lesson."""

from __future__ import annotations

from types import SimpleNamespace

import marimo
import pytest

from grader import course as course_module
from grader.site.reading import copies
from grader.site.web import order
from tests.conftest import ROOT

CELLS = {
    "imports": "import time\nimport marimo as mo\nimport grader.lesson as course",
    "milvus": "client = course.connect()",
    "hello": 'mo.md(f"Milvus {client.version}")',
    "ask": 'guess = course.predict("?", ["a"], "a", "b")\nguess',
    "demo": "course.after(guess)\ntime.sleep(9)",
    "prose": 'mo.md("""# Later""")',
    "panel": 'course.panel("ch01/ex01")',
    "broken": "def (",
}
PARENTS = {
    "milvus": {"imports"},
    "hello": {"milvus", "imports"},
    "ask": {"imports"},
    "demo": {"ask", "imports"},
    "prose": {"imports"},
    "panel": {"imports"},
}


def _ordered(ids: list[str]) -> list[str]:
    cells = {id: SimpleNamespace(code=code) for id, code in CELLS.items()}
    return order.quick_first(ids, cells, PARENTS)


def test_prose_questions_and_exercises_come_before_what_measures() -> None:
    """In the order of the file among themselves; what needs a Milvus, even prose, comes after it."""
    assert _ordered(list(CELLS)) == ["imports", "ask", "prose", "panel", "milvus", "hello", "demo", "broken"]


@pytest.mark.parametrize("ids", [["demo", "prose"], ["hello"], [], ["milvus", "hello", "panel"]])
def test_a_part_of_the_cells_keeps_every_cell_behind_what_it_needs(ids: list[str]) -> None:
    """After an answer only some cells run; those that are not among them count as run."""
    got = _ordered(ids)
    assert sorted(got) == sorted(ids)
    assert all(got.index(p) < got.index(id) for id in ids for p in PARENTS.get(id, set()) & set(ids))


@pytest.mark.parametrize("chapter", copies.lessons(course_module.load(ROOT)), ids=lambda c: c.id)
def test_every_exercise_of_a_lesson_is_ahead_of_its_first_demonstration(chapter: course_module.Chapter) -> None:
    """On marimo's own graph of each lesson: panels and quizzes need nothing but imports."""
    import importlib.util

    from marimo._ast.app import InternalApp
    from marimo._runtime import dataflow

    spec = importlib.util.spec_from_file_location(f"order_{chapter.id}", chapter.lesson_path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert isinstance(module.app, marimo.App)
    graph = InternalApp(module.app).graph
    given = dataflow.topological_sort(graph, graph.cells.keys())
    got = order.quick_first(given, graph.cells, graph.parents)
    assert sorted(got) == sorted(given)
    place = {id: i for i, id in enumerate(got)}
    assert all(place[p] < place[id] for id in got for p in graph.parents[id])
    connects = min(place[id] for id in got if "course.milvus(" in graph.cells[id].code or "course.connect(" in graph.cells[id].code)
    panels = [place[id] for id in got if "course.panel(" in graph.cells[id].code]
    assert len(panels) == len(chapter.exercises)
    assert max(panels) < connects
