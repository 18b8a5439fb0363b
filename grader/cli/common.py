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
    from grader.errors import WorkUnreadable

F = TypeVar("F", bound=Callable[..., Any])
_desks: list[Path] = []
"""Those that this command was asked about: what may not be opened there is the learner's to open."""


def course_options(function: F) -> F:
    """``--course`` and ``--work``."""
    function = click.option("--work", type=click.Path(path_type=Path, file_okay=False), help="The workspace; default: my/ in the course.")(function)
    return click.option("--course", "course_dir", type=click.Path(path_type=Path, file_okay=False), help="The course's folder; default: the nearest book.toml.")(function)


def open_course(course_dir: Path | None, work: Path | None) -> tuple[Course, Path]:
    """The course, and the learner's desk."""
    from grader import course

    root = course.find_root(course_dir)
    desk = work or Path(os.environ.get("GRADER_WORK", root / "my"))
    _desks.append(desk.expanduser().absolute())
    return course.load(root), _desks[-1]


def is_there(path: Path) -> bool:
    """Whether something has this name, a broken link too.

    Raises:
        PermissionError: nobody may look.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def leads_nowhere(path: Path) -> None:
    """Nothing, unless the path is a link without a file at its end.

    Raises:
        WorkUnreadable: it is one.
    """
    from grader.errors import WorkUnreadable

    if path.is_symlink() and not path.exists():
        raise WorkUnreadable(f"{path} is a file", "a link that leads nowhere", "put your file there, or remove the link and run `grader next`")


def closed(error: OSError) -> WorkUnreadable | None:
    """What a learner does about a folder or a file of their desk that they may not open themselves; None for any other error."""
    from grader.errors import WorkUnreadable

    if not isinstance(error, PermissionError) or not isinstance(error.filename, str):
        return None
    path = Path(error.filename).absolute()
    if not any(path == desk or desk in path.parents for desk in _desks):
        return None
    inside = [p for p in (*reversed(path.parents), path) if any(d == p or d in p.parents for d in _desks)]
    place = next((p for p in inside if not os.access(p, os.R_OK | os.W_OK | (os.X_OK if p != path else 0))), path)
    return WorkUnreadable(f"You may open {place}", error.strerror or "Permission denied", f"chmod u+rwX {place}")


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
