"""``grader hint``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import console, course_options, open_course, the_exercise


@click.command()
@click.argument("id", required=False)
@course_options
def command(id: str | None, course_dir: Path | None, work: Path | None) -> None:
    """Show the next hint: a nudge, then a pointer into the lesson, then nearly the answer."""
    from grader.course.hints import next_hint

    course, desk = open_course(course_dir, work)
    exercise = the_exercise(course, desk, id)
    step, text, count = next_hint(exercise, desk)
    out = console()
    out.print(f"[bold]{exercise.id}[/bold] hint {step} of {count}")
    out.print(text, markup=False)
    if step < count:
        out.print(f"More: grader hint {exercise.id}", style="dim")
