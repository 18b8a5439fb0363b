"""``grader next``."""

from __future__ import annotations

import ast
from pathlib import Path

import click

from grader.commands.common import console, course_options, open_course, shown_path, the_exercise


@click.command()
@click.argument("id", required=False)
@course_options
def command(id: str | None, course_dir: Path | None, work: Path | None) -> None:
    """Lay the next exercise on your desk, and say what it asks.

    The next is the first that is not passed yet; with an id, that one.
    """
    from rich.markdown import Markdown

    from grader import desk as desks
    from grader import points

    course, desk = open_course(course_dir, work)
    exercise = the_exercise(course, desk, id)
    target = desks.take(exercise, desk)
    out = console()
    total = points.total(exercise.test_path)
    out.print(f"[bold]{exercise.id}[/bold] {exercise.title}  [dim]{exercise.minutes} minutes, {total:g} points[/dim]")
    text = statement(target)
    if text:
        out.print(Markdown(text))
    out.print(f"Work in   [bold]{shown_path(target)}[/bold]")
    out.print(f"Check it  [bold]grader check {exercise.id}[/bold]   or on every save: grader watch {exercise.id}")


def statement(path: Path) -> str:
    """What an exercise asks: the docstring of its file, or the README of its folder."""
    if path.is_dir():
        readme = path / "README.md"
        return readme.read_text(encoding="utf-8") if readme.exists() else ""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".py":
        try:
            return ast.get_docstring(ast.parse(text)) or ""
        except SyntaxError:
            return ""
    lines = []
    for line in text.splitlines():
        if not line.lstrip().startswith(("#", "//", "--")):
            break
        lines.append(line.lstrip("#/- "))
    return "\n".join(lines)
