"""How far a desk is, for the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import course as course_module
from grader.course import progress as kept
from grader.site.web import progress
from tests.conftest import ROOT

COURSE = course_module.load(ROOT)


def _passed(desk: Path, *ids: str) -> None:
    for id in ids:
        kept.remember(desk, "results", id, {"status": "passed", "points": 3, "max_points": 3, "best": 3, "passed": True})


def test_an_empty_desk_begins_with_the_first_exercise(tmp_path: Path) -> None:
    """Nothing is passed and nothing answered; no folder is made by looking."""
    made = progress.document(COURSE, tmp_path / "my")
    assert made["next"] == {"exercise": "ch01/ex01", "title": COURSE.exercises[0].title, "chapter": "ch01", "begun": False}
    assert made["answers"] == {"predict": {}, "checkpoint": {}}
    assert set(made["exercises"]) == {e.id for e in COURSE.exercises}
    assert all(e["of"] > 0 and not e["passed"] for e in made["exercises"].values())
    assert not (tmp_path / "my").exists()


@pytest.mark.parametrize(
    ("passed", "following"),
    [(["ch01/ex01"], "ch01/ex02"), (["ch01/ex02"], "ch01/ex03"), (["ch05/ex01"], "ch05/ex02"), (["ch01/ex06"], "ch02/ex01")],
)
def test_one_goes_on_behind_what_was_passed_last(tmp_path: Path, passed: list[str], following: str) -> None:
    """Also when something before it was left out."""
    _passed(tmp_path, *passed)
    made = progress.document(COURSE, tmp_path)
    assert made["next"]["exercise"] == following
    assert made["next"]["begun"] is True
    assert made["exercises"][passed[0]]["points"] == 3


def test_behind_the_last_one_comes_what_was_left_out_and_then_nothing(tmp_path: Path) -> None:
    """Whoever has everything has no next."""
    ids = [e.id for e in COURSE.exercises]
    _passed(tmp_path, *ids[1:])
    assert progress.document(COURSE, tmp_path)["next"]["exercise"] == ids[0]
    _passed(tmp_path, ids[0])
    assert progress.document(COURSE, tmp_path)["next"] is None


def test_what_was_skipped_was_not_answered(tmp_path: Path) -> None:
    """Predictions by their option; checkpoints likewise, whether right or wrong."""
    kept.remember(tmp_path, "predictions", "ch01 scan", "None of them")
    kept.remember(tmp_path, "predictions", "ch01 linear", kept.SKIPPED)
    kept.remember(tmp_path, "quiz", "ch01 quiz size", {"answer": "NumPy", "right": False})
    assert progress.document(COURSE, tmp_path)["answers"] == {
        "predict": {"ch01 scan": "None of them"},
        "checkpoint": {"ch01 quiz size": "NumPy"},
    }
