"""``grader solution``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import course_options, open_course


@click.command()
@click.argument("id")
@click.option("--spoil", is_flag=True, help="Even though it is not passed yet.")
@click.option("--alternatives", is_flag=True, help="Also the right answers in another style.")
@course_options
def command(id: str, spoil: bool, alternatives: bool, course_dir: Path | None, work: Path | None) -> None:
    """Show the solution of an exercise that you have passed."""
    from grader.course import progress
    from grader.course.after import answers_of
    from grader.errors import UsageError

    course, desk = open_course(course_dir, work)
    exercise = course.exercise(id)
    passed = progress.recall(desk, "results", exercise.id, {}).get("passed")
    if not passed and not spoil:
        raise UsageError(f"The solution of {exercise.id} is shown once you have passed it", "not passed yet",
                         f"grader hint {exercise.id}, or grader solution {exercise.id} --spoil")  # fmt: skip
    if not exercise.solution_path.exists():
        raise UsageError("The solutions are part of the course", "this bundle has none", "ask your instructor")
    for answer in answers_of(exercise) if alternatives else answers_of(exercise)[:1]:
        if answer.differs:
            click.secho(f"\n# {answer.name}: {answer.differs}", bold=True)
        for name, text in answer.files:
            click.secho(f"# {name}", bold=True)
            click.echo(text)
