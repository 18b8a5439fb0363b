"""``grader submit``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import course_options, open_course, shown_path


@click.command()
@click.argument("ids", nargs=-1, metavar="[ch05/ex02 | ch05]…")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder for the file; default: here."
)
@course_options
def command(ids: tuple[str, ...], output: Path | None, course_dir: Path | None, work: Path | None) -> None:
    """Pack your work into one file to hand in.

    Without an id, everything on your desk. The file holds your answers, the course's version and what your own checks
    found; no history. An earlier file stays as it is.
    """
    import zipfile

    from grader.classroom import handin

    course, desk = open_course(course_dir, work)
    chosen = course.select(ids)
    path = handin.pack(course, desk, chosen, output or Path.cwd())
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n != "submission.json"]
    for name in names:
        click.echo(f"  {name}")
    for line in handin.left_out(course, desk, names):
        click.echo(f"  {line}")
    click.echo(f"{shown_path(path)} holds {len(names)} file{'s' if len(names) != 1 else ''}. Hand it in as it is.")
