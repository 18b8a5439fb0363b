"""What several commands share: where the course and the desk are, and the exercise that is meant."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from grader.course import Course, Exercise

F = TypeVar("F", bound=Callable[..., Any])


def course_options(function: F) -> F:
    """``--course`` and ``--work``."""
    function = click.option("--work", type=click.Path(path_type=Path, file_okay=False), help="The desk; default: my/ in the course.")(function)
    return click.option("--course", "course_dir", type=click.Path(path_type=Path, file_okay=False), help="The course's folder; default: the nearest book.toml.")(function)


def open_course(course_dir: Path | None, work: Path | None) -> tuple[Course, Path]:
    """The course, and the learner's desk."""
    from grader import course

    root = course.find_root(course_dir)
    desk = work or Path(os.environ.get("GRADER_WORK", root / "my"))
    return course.load(root), desk.expanduser().absolute()


def the_exercise(course: Course, desk: Path, id: str | None) -> Exercise:
    """The one that is named, or the first that is not passed yet."""
    from grader.course import progress
    from grader.errors import UsageError

    if id is not None:
        return course.exercise(id)
    done = progress.read(desk, "results")
    for exercise in course.exercises:
        if not done.get(exercise.id, {}).get("passed"):
            return exercise
    raise UsageError("Every exercise is passed", next="`grader status`, or name one")


def confinement(sandbox: str | None, *, trust: bool) -> str:
    """How other people's code is confined. Fails closed: ``trusted`` where somebody says so, else a sandbox that holds.

    Args:
        sandbox: the one that is named, or None for the best that is here.

    Raises:
        SandboxMissing: with the command that brings one.
    """
    from grader.errors import UsageError
    from grader.worker.sandbox import choose

    if trust and sandbox:
        raise UsageError("Either a sandbox or trust", "--sandbox and --trust", "leave one of them out")
    return "trusted" if trust else choose(sandbox)


def console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, soft_wrap=False)
    made.width = max(made.width, 40)  # narrower, a line is a word, and COLUMNS=1 a letter
    return made


def step_summary(text: str) -> None:
    """Append to the summary of a GitHub Actions step; elsewhere there is none."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(text)


def shown_path(path: Path) -> str:
    """Relative to where the learner stands, when that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
