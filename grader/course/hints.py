"""Hints, one step at a time; how far a learner has come is part of their progress."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import progress

if TYPE_CHECKING:
    from grader.course.model import Exercise


def taken(exercise: Exercise, desk: Path) -> int:
    """How many hints of an exercise were shown."""
    return int(progress.recall(desk, "hints", exercise.id, 0))


def next_hint(exercise: Exercise, desk: Path) -> tuple[int, str, int]:
    """The next hint: its step from 1, its text, how many there are; the last one stays the last."""
    count = len(exercise.hints)
    step = min(taken(exercise, desk) + 1, count)
    progress.remember(desk, "hints", exercise.id, step)
    return step, exercise.hints[step - 1], count
