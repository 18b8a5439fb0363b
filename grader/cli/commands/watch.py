"""``grader watch``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from grader.backends import STARTED
from grader.cli.common import console, course_options, open_course, shown_path


@click.command()
@click.argument("id", required=False)
@click.option("--backend", type=click.Choice(STARTED), help="Only this Milvus.")
@course_options
def command(id: str | None, backend: str | None, course_dir: Path | None, work: Path | None) -> None:
    """Grade on every save, until Ctrl-C.

    With an id, that exercise; without one, whichever file on the desk is saved.
    """
    import watchfiles

    from grader.course import workspace as desks
    from grader.grading.grade import Grader
    from grader.grading.supply import Supply

    out = console()
    with Supply(only=backend, ahead=1) as supply:
        supply.launcher()
        course, desk = open_course(course_dir, work)
        grader = Grader(course, supply)
        desks.prepare(desk)
        chosen = course.exercise(id) if id else None
        watched = list(course.exercises) if chosen is None else [chosen]
        if chosen is not None:
            desks.take(chosen, desk)
        graded = _saved(watched, desk)
        if chosen is not None:
            _run(grader, chosen, desk, out)  # an exercise that is green already stays the one that is watched
        out.print(f"Watching {shown_path(desk)}; save a file to grade it, Ctrl-C ends.", style="dim")
        # What is new is read from the files; events only say when to look. A save made before the watch began (while
        # the first grading ran) has no event: the next timeout, half a second on, finds it.
        # 50 ms of silence end a burst of saves: an editor that writes, renames and touches gives one run.
        for _ in watchfiles.watch(desk, step=50, debounce=400, raise_interrupt=False, rust_timeout=500, yield_on_timeout=True):
            now = _saved(watched, desk)
            new = [e for e in watched if e.id in now and now[e.id] != graded.get(e.id)]
            graded = now
            for exercise in new:
                following = _run(grader, exercise, desk, out)
                if following is not None and following not in watched:
                    watched.append(following)
                    work = desks.take(following, desk)
                    graded = _saved(watched, desk)
                    out.print(f"Watching {shown_path(work)} too: {following.title}. Its statement: `grader next {following.id}`", markup=False)


def _saved(exercises: list[Any], desk: Path) -> dict[str, Any]:
    """When each file of an exercise's work was last written, by exercise; the ones not begun are left out."""
    from watchfiles import Change, DefaultFilter

    wanted = DefaultFilter()  # no editor's swap files, no caches
    found = {}
    for exercise in exercises:
        work = exercise.work_path(desk)
        files = sorted(work.rglob("*")) if work.is_dir() else [work] if work.exists() else []
        stamps = []
        for file in files:
            with suppress(FileNotFoundError):  # renamed away between the listing and here
                if file.is_file() and wanted(Change.modified, str(file)):
                    state = file.stat()
                    stamps.append((str(file), state.st_ino, state.st_mtime_ns, state.st_size))
        if stamps:
            found[exercise.id] = stamps
    return found


def _run(grader: Any, exercise: Any, desk: Path, out: Any) -> Any:
    """Grade and print; the exercise to go on with after a green one, else None."""
    from grader.cli import green
    from grader.course import progress
    from grader.course.after import after_on
    from grader.course.proved import read_proved
    from grader.errors import GraderError
    from grader.grading.grade import Request
    from grader.report import terminal

    try:
        result = grader.check(Request(exercise, exercise.work_path(desk), proved=read_proved(grader.course)))
        out.rule(style="dim")
        terminal.show([result], out)
        progress.record(desk, result)
        if green.passed(result):
            found = after_on(grader.course, desk, exercise)
            green.show(found, exercise, out)
            return found.next
    except GraderError as error:
        out.print(str(error), style="red", markup=False)
    return None
