"""What there is to say and to compare once an exercise is passed, and where to go from there. Nothing of it before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from grader.course import progress
from grader.course.model import Chapter, Course, Exercise
from grader.course.starter import without_marks
from grader.course.statement import statement_of


@dataclass(frozen=True)
class Answer:
    """A right answer to lay beside one's own.

    Attributes:
        name: what to call it.
        differs: how it differs from the solution, in one sentence; empty for the solution.
        files: name to text, as a learner reads it.
    """

    name: str
    differs: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class After:
    """What comes after a green check.

    Attributes:
        shown: what was shown, and why it matters.
        answers: the solution first; nothing in a class's bundle, which has none.
        next: the next exercise that is not passed: of this chapter first, then of those behind it, then any.
        chapter: the chapter that ends here, when all its exercises are passed.
        following: the chapter to read next, when this one ends and there is one.
    """

    shown: str = ""
    answers: tuple[Answer, ...] = ()
    next: Exercise | None = None
    chapter: Chapter | None = None
    following: Chapter | None = None


def after(course: Course, exercise: Exercise, passed: Collection[str]) -> After:
    """What to say after an exercise was passed.

    Args:
        passed: ids of what is passed; the exercise itself counts as such.
    """
    done = {*passed, exercise.id}
    order = list(course.exercises)
    here = order.index(exercise)
    waiting = [e for e in [*order[here + 1 :], *order[:here]] if e.id not in done]
    chapter = course.chapter(exercise.chapter)
    mine = [e for e in waiting if e.chapter == exercise.chapter]
    following = None
    if not mine:
        ready = [c for c in course.chapters if c.exercises]
        following = next((c for c in ready[ready.index(chapter) + 1 :] if any(e.id not in done for e in c.exercises)), None)
    return After(
        exercise.shown, answers_of(exercise), next(iter(mine or waiting), None), chapter if not mine else None, following
    )


def after_on(course: Course, desk: Path, exercise: Exercise) -> After:
    """What to say after an exercise was passed on a desk."""
    return after(course, exercise, {id for id, entry in progress.read(desk, "results").items() if entry.get("passed")})


def answers_of(exercise: Exercise) -> tuple[Answer, ...]:
    """The right answers that are here, the solution first."""
    if not exercise.solution_path.exists():
        return ()
    others = (Answer(p.stem.replace("_", " "), _first_sentence(p), _files(p)) for p in exercise.alternatives())
    return (Answer("the solution", "", _files(exercise.solution_path)), *others)


def _first_sentence(path: Path) -> str:
    return " ".join(statement_of(path).strip().split("\n\n")[0].split())


def _files(path: Path) -> tuple[tuple[str, str], ...]:
    files = sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts) if path.is_dir() else [path]
    return tuple(
        (f.relative_to(path).as_posix() if path.is_dir() else f.name, without_marks(f.read_text(encoding="utf-8", errors="replace"), f))
        for f in files
    )
