"""``grader next``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import console, course_options, open_course, shown_path, the_exercise


@click.command()
@click.argument("id", required=False)
@course_options
def command(id: str | None, course_dir: Path | None, work: Path | None) -> None:
    """Put the next exercise in your workspace, and say what it asks.

    The next is the first that is not passed yet; with an id, that one.
    """
    from rich.markdown import Markdown

    from grader.course import declared as points
    from grader.course import workspace as desks
    from grader.course.statement import statement_of

    course, desk = open_course(course_dir, work)
    exercise = the_exercise(course, desk, id)
    target = desks.take(exercise, desk)
    out = console()
    total = points.total(exercise.test_path)
    out.print(f"[bold]{exercise.id}[/bold] {exercise.title}  [dim]{exercise.minutes} minutes, {total:g} points[/dim]")
    text = statement_of(exercise.starter_path)
    if text:
        out.print(Markdown(text))
    out.print(f"Work in   [bold]{shown_path(target)}[/bold]")
    out.print(f"Check it  [bold]grader check {exercise.id}[/bold]   or on every save: grader watch {exercise.id}")
