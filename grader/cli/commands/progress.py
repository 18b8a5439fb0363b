"""``grader progress``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.cli.common import course_options, open_course


@click.group()
def command() -> None:
    """Take your progress to another machine."""


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@course_options
def export(file: Path | None, course_dir: Path | None, work: Path | None) -> None:
    """Write everything to a file, or to standard output."""
    from grader.course import progress
    from grader.results import dumps, write_atomically

    _, desk = open_course(course_dir, work)
    text = dumps(progress.export(desk)) + "\n"
    if file is None:
        click.echo(text, nl=False)
    else:
        write_atomically(file, text)
        click.echo(f"Written to {file}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@course_options
def load(file: Path, course_dir: Path | None, work: Path | None) -> None:
    """Take over what `export` wrote; what you have here and is better stays."""
    from grader.course import progress, texts
    from grader.errors import UsageError

    _, desk = open_course(course_dir, work)
    try:
        document = json.loads(texts.read(file))
    except (ValueError, RecursionError) as error:
        raise UsageError("A file that `grader progress export` wrote", str(error), "export it again") from None
    click.echo(f"{progress.load(desk, document)} entries taken over")
