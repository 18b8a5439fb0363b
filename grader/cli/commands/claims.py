"""``grader claims``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from grader.cli.common import console, course_options, open_course


@click.command()
@click.argument("chapters", nargs=-1, metavar="[ch05]…")
@click.option("--known", type=click.Choice(["tested", "shown", "measured", "cited", "stated"]), multiple=True, help="Only claims that are known so; may be given more than once.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or for a machine.")
@course_options
def command(chapters: tuple[str, ...], known: tuple[str, ...], form: str, course_dir: Path | None, work: Path | None) -> None:
    """List what the lessons claim of Milvus, and how each claim is known.

    tested: a test of the lesson asserts it. shown: the lesson shows it in every run.
    measured: it was run here, on the version named. cited: it stands in a page,
    release notes or an issue, each with its version. stated: it names a version and no source.
    """
    from grader import course as courses
    from grader.authoring import claims as found

    course, _ = open_course(course_dir, work)
    wanted = [course.chapter(courses.normal_id(c)) for c in chapters] or list(course.chapters)
    rows = [claim for claim in found.claims(wanted) if not known or claim.known in known]
    if form == "json":
        click.echo(json.dumps([asdict(claim) for claim in rows], indent=1, ensure_ascii=False))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name, ratio in (("where", 3), ("claim", 8), ("source", 3), ("version", None), ("known", None)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for claim in rows:
        table.add_row(f"{claim.chapter} {claim.section}", Text(claim.text), Text(claim.source), claim.version, claim.known)
    out = console()
    out.print(table)
    counts = {name: sum(claim.known == name for claim in rows) for name in found.KNOWN}
    out.print(", ".join(f"{n} {name}" for name, n in counts.items() if n) or "No claims.")
