"""``grader assign``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import shown_path


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    metavar="ch05",
    help="Only this chapter; may be given again. Default: every finished one.",
)
@click.option("--zip", "as_zip", is_flag=True, help="One zip instead of a folder.")
@click.option(
    "--course",
    "course_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The course's folder; default: the nearest book.toml.",
)
def command(target: Path, chapters: tuple[str, ...], as_zip: bool, course_dir: Path | None) -> None:
    """Make the class's bundle in the folder TARGET: lessons, starters, public checks, the grader and the class workflow.

    No solution, alternative or misconception goes in, no hidden check, no history; the bundle is searched for them before
    anything is written. The same course gives the same bytes.
    """
    from grader import course as courses
    from grader.authoring import bundle as assign
    from grader.errors import UsageError

    course = courses.load(courses.find_root(course_dir))
    chosen = assign.select(course, chapters)
    files = assign.bundle(course, chosen)
    if as_zip:
        path = target if target.suffix == ".zip" else target.with_name(f"{target.name}.zip")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as out:
                out.write(assign.zipped(files))
        except FileExistsError:
            raise UsageError(
                "The bundle goes into a new file", f"{path} is there", "give another name, or remove it"
            ) from None
        target = path
    else:
        assign.write(files, target)
    exercises = sum(len(c.exercises) for c in chosen)
    click.echo(
        f"{shown_path(target)}: {len(chosen)} chapter{'s' if len(chosen) != 1 else ''}, {exercises} exercises, {len(files)} files, nothing of a solution."
    )
    click.echo("Put it into a repository of its own, with a first commit that has no history.")
