"""``grader site``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import course_options, open_course


@click.group()
def command() -> None:
    """Build what `grader start` otherwise builds in the background."""


@command.command("build")
@click.option("--no-lessons", is_flag=True, help="The pages alone; lessons that were not run before are not in them.")
@course_options
def build(no_lessons: bool, course_dir: Path | None, work: Path | None) -> None:
    """Build the site, with every lesson as it runs from top to bottom, into build/site."""
    from grader.site.reading import copies
    from grader.site.web.built import build_site

    course, _ = open_course(course_dir, work)
    if not no_lessons:
        copies.make_all(course, click.echo)
    folder = build_site(course.root, force=True)
    click.echo(f"Built: {folder / 'index.html'} (serve it over http; from a file, its search does not work)")


@command.command("book")
@click.option("--format", "kinds", type=click.Choice(["pdf", "epub"]), multiple=True, help="One of the two; both by default.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder to write to; build/book by default.")
@course_options
def book(kinds: tuple[str, ...], output: Path | None, course_dir: Path | None, work: Path | None) -> None:
    """Make the whole book as one PDF and one EPUB, offline, from the same lessons as the pages.

    The PDF's 1,100 pages take some ten minutes and 2.5 GB of memory, the EPUB a quarter of a minute.
    """
    import importlib

    from grader.site.book.gather import gather
    from grader.site.reading import copies

    course, _ = open_course(course_dir, work)
    folder = output or copies.writable(course.root, "build/book")
    whole = gather(course, click.echo)
    for kind in kinds or ("epub", "pdf"):  # the quick one first
        target = folder / f"milvus-the-definitive-guide.{kind}"
        importlib.import_module(f"grader.site.book.{kind}").write(whole, target)
        click.echo(f"Made: {target}")
