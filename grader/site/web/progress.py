"""How far this desk is, for the pages: what is passed, where to go on, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.course import declared as points
from grader.course import progress

if TYPE_CHECKING:
    from pathlib import Path

    from grader.course import Course, Exercise


def document(course: Course, desk: Path) -> dict[str, Any]:
    """What the pages' script reads::

        {"exercises": {"ch01/ex01": {"passed": true, "points": 5, "of": 5}},
         "next": {"exercise": "ch01/ex02", "title": "…", "chapter": "ch01", "begun": true},
         "answers": {"predict": {"ch01 scan": "None"}, "checkpoint": {"ch01 quiz size": "NumPy"}}}

    ``next`` is null when everything is passed; ``begun`` says whether anything was passed before. A question that was
    skipped was not answered.
    """
    results = progress.read(desk, "results")
    done = {id for id, entry in results.items() if entry.get("passed")}
    exercises = {e.id: _one(e, results.get(e.id, {})) for e in course.exercises}
    following = _next(course, done)
    guessed = {k: v for k, v in progress.read(desk, "predictions").items() if v != progress.SKIPPED}
    ticked = {k: v["answer"] for k, v in progress.read(desk, "quiz").items() if isinstance(v, dict) and "answer" in v}
    return {
        "exercises": exercises,
        "next": None
        if following is None
        else {"exercise": following.id, "title": following.title, "chapter": following.chapter, "begun": bool(done)},
        "answers": {"predict": guessed, "checkpoint": ticked},
    }


def _one(exercise: Exercise, entry: dict[str, Any]) -> dict[str, Any]:
    return {"passed": bool(entry.get("passed")), "points": entry.get("best", 0), "of": points.total(exercise.test_path)}


def _next(course: Course, done: set[str]) -> Exercise | None:
    """The first exercise that is not passed behind the last one that is; else the first of all."""
    order = list(course.exercises)
    last = max((i for i, e in enumerate(order) if e.id in done), default=-1)
    return next((e for e in [*order[last + 1 :], *order] if e.id not in done), None)
