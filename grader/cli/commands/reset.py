"""``grader reset``."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from grader.cli.common import course_options, open_course, shown_path


@click.command()
@click.argument("id")
@click.option("--merge", is_flag=True, help="Only show how the starter and your work differ.")
@course_options
def command(id: str, merge: bool, course_dir: Path | None, work: Path | None) -> None:
    """Put the starter back. Your work is kept beside it, with the time in its name."""
    from grader.course import workspace as desks

    course, desk = open_course(course_dir, work)
    exercise = course.exercise(id)
    target = exercise.work_path(desk)
    if merge:
        for line in _difference(exercise.starter_path, target):
            click.echo(line)
        return
    backup = desks.reset(exercise, desk)
    if backup is not None:
        click.echo(f"Your work is kept in {shown_path(backup)}")
    click.echo(f"{shown_path(target)} is the starter again")


def _difference(starter: Path, work: Path) -> list[str]:
    lines: list[str] = []
    names = [""] if starter.is_file() else sorted(p.relative_to(starter).as_posix() for p in starter.rglob("*") if p.is_file())
    for name in names:
        a, b = (starter / name, work / name) if name else (starter, work)
        theirs = a.read_text(encoding="utf-8").splitlines()
        mine = b.read_text(encoding="utf-8", errors="replace").splitlines() if b.is_file() else []
        lines += difflib.unified_diff(theirs, mine, f"starter/{a.name}", f"my/{b.name}", lineterm="")
    return lines


