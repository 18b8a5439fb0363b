"""``grader starters``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import course_options, open_course, shown_path


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if one is not what its solution gives.")
@course_options
def command(ids: tuple[str, ...], only_check: bool, course_dir: Path | None, work: Path | None) -> int:
    """Make the starters from the solutions."""
    from grader.authoring import rules

    course, _ = open_course(course_dir, work)
    stale = 0
    for exercise in course.select(ids):
        if exercise.starter == "hand":
            continue
        if only_check:
            wrong = [n for n, text in rules.starters_of(exercise).items() if rules._read(exercise.starter_path, n) != text]  # noqa: SLF001  one package
            stale += bool(wrong)
            for name in wrong:
                click.echo(f"{exercise.id}: {shown_path(exercise.starter_path / name)} is stale. Next: grader starters", err=True)
        else:
            for path in rules.write_starters(exercise):
                click.echo(f"wrote {shown_path(path)}")
    return 1 if stale else 0
