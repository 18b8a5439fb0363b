"""``grader watch``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from grader.commands.common import console, course_options, open_course, shown_path


@click.command()
@click.argument("id", required=False)
@click.option("--backend", type=click.Choice(["lite", "server", "docker"]), help="Only this Milvus.")
@course_options
def command(id: str | None, backend: str | None, course_dir: Path | None, work: Path | None) -> None:
    """Grade on every save, until Ctrl-C.

    With an id, that exercise; without one, whichever file on the desk is saved.
    """
    import watchfiles

    from grader import desk as desks
    from grader.grade import Grader
    from grader.supply import Supply

    out = console()
    with Supply(only=backend, ahead=1) as supply:
        supply.launcher()
        course, desk = open_course(course_dir, work)
        grader = Grader(course, supply)
        desks.prepare(desk)
        chosen = course.exercise(id) if id else None
        if chosen is not None:
            desks.take(chosen, desk)
            _run(grader, chosen, desk, out)
        out.print(f"Watching {shown_path(desk)}; save a file to grade it, Ctrl-C ends.", style="dim")
        # 50 ms of silence end a burst of saves: an editor that writes, renames and touches gives one run.
        for changes in watchfiles.watch(desk, step=50, debounce=400, raise_interrupt=False, recursive=True):
            for exercise in _changed(course, desk, changes):
                if chosen is None or exercise.id == chosen.id:
                    _run(grader, exercise, desk, out)


def _changed(course: Any, desk: Path, changes: Any) -> list[Any]:
    """The exercises whose work was written, in the book's order."""
    paths = [Path(p) for _, p in changes]
    found = []
    for exercise in course.exercises:
        work = exercise.work_path(desk)
        if work.exists() and any(p == work or p.is_relative_to(work) for p in paths):
            found.append(exercise)
    return found


def _run(grader: Any, exercise: Any, desk: Path, out: Any) -> None:
    from grader import progress
    from grader.errors import GraderError
    from grader.grade import Request
    from grader.proved import read_proved
    from grader.report import terminal

    try:
        result = grader.check(Request(exercise, exercise.work_path(desk), proved=read_proved(grader.course)))
        out.rule(style="dim")
        terminal.show([result], out)
        progress.record(desk, result)
    except GraderError as error:
        out.print(str(error), style="red", markup=False)
