"""``grader status``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.cli.common import console, course_options, open_course


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.argument("chapter", required=False)
@course_options
def command(as_json: bool, chapter: str | None, course_dir: Path | None, work: Path | None) -> None:
    """Show how far you are: a bar for each part, and every exercise of a chapter when one is named."""
    from rich.table import Table
    from rich.text import Text

    from grader import course as courses
    from grader.course import declared as points
    from grader.course import progress

    course, desk = open_course(course_dir, work)
    done = progress.read(desk, "results")
    if as_json:
        rows = [
            {"exercise": e.id, "title": e.title, "passed": bool(done.get(e.id, {}).get("passed")),
             "points": done.get(e.id, {}).get("best", 0), "max_points": points.total(e.test_path)}
            for e in course.exercises
        ]  # fmt: skip
        click.echo(json.dumps(rows, indent=1))
        return
    out = console()
    if chapter:
        found = course.chapter(courses.normal_id(chapter))
        out.print(f"[bold]{found.number}. {found.title}[/bold]")
        table = Table.grid(padding=(0, 2))
        for e in found.exercises:
            mine = done.get(e.id, {})
            mark = "[green]✓[/green]" if mine.get("passed") else "[yellow]◐[/yellow]" if mine.get("best") else "[dim]○[/dim]"
            table.add_row(mark, e.id, Text(e.title), f"{mine.get('best', 0):g}/{points.total(e.test_path):g}", f"[dim]{e.minutes} min[/dim]")
        out.print(table)
        return
    table = Table.grid(padding=(0, 2))
    room = max(12, out.width - 60)  # what the other columns leave for the title
    for width in (8, min(room, 44), 12, 32):
        table.add_column(no_wrap=True, overflow="ellipsis", min_width=width, max_width=width)
    groups = [(f"Part {part.number}", part.title, part.chapters, "chapters") for part in course.parts]
    if any(c.exercises for c in course.appendices):
        groups.append(("", "Appendices", course.appendices, "appendices"))
    for label, title, those, kind in groups:
        exercises = [e for c in those for e in c.exercises]
        passed = sum(bool(done.get(e.id, {}).get("passed")) for e in exercises)
        ready = sum(bool(c.exercises) for c in those)
        count = f"{passed}/{len(exercises)} exercises" if exercises else "[dim]in preparation[/dim]"
        chapters = f" [dim]{ready} of {len(those)} {kind}[/dim]" if exercises else ""
        table.add_row(label, Text(title), bar(passed, len(exercises)), count + chapters)
    out.print(table)
    waiting = [e for e in course.exercises if not done.get(e.id, {}).get("passed")]
    if waiting:
        out.print(f"Next: [bold]grader next[/bold] puts {waiting[0].id} “{waiting[0].title}” in your workspace")


def bar(done: int, total: int, width: int = 12) -> str:
    """A bar of text, for a rich cell."""
    full = round(width * done / total) if total else 0
    return f"[green]{'━' * full}[/green][dim]{'━' * (width - full)}[/dim]"
