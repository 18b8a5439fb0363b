"""``grader site``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import course_options, open_course


@click.group()
def command() -> None:
    """Build what `grader start` otherwise builds in the background."""


@command.command("build")
@click.option("--no-lessons", is_flag=True, help="The pages alone, without the static lessons.")
@course_options
def build(no_lessons: bool, course_dir: Path | None, work: Path | None) -> None:
    """Build the site with static copies of all lessons into build/site."""
    from grader.site import export
    from grader.site.web.background import build_site

    course, _ = open_course(course_dir, work)
    if not no_lessons:
        export.export_all(course, click.echo)
    folder = build_site(course.root, force=True)
    if not no_lessons:
        export.install(course, folder)
    click.echo(f"Built: {folder / 'index.html'} (serve it over http; lessons do not open from a file)")
