"""``grader start``."""

from __future__ import annotations

import os
import shutil
import sys
import webbrowser
from pathlib import Path
from typing import Any

import click

from grader.cli.common import course_options, open_course, shown_path


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="The first to try; a busy one gets the next free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Anything else lets others run code here.")
@click.option("--allow-host", "further", multiple=True, metavar="NAME", help="Answer to this name too: of your tunnel or Codespace. May be given again.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--launcher", type=click.Choice(["fork", "spawn"]), hidden=True)
@course_options
def command(port: int, host: str, further: tuple[str, ...], no_browser: bool, launcher: str | None, course_dir: Path | None, work: Path | None) -> None:
    """Serve the site and the live lessons on this machine, until Ctrl-C.

    The link that is printed holds this start's key: the lessons run code, so nobody else gets in.
    """
    from grader.course import workspace as desks
    from grader.lesson.service import Running
    from grader.site.web import serve

    course, desk = open_course(course_dir, work)
    desks.prepare(desk)

    def ready(address: Any) -> None:
        if address.asked is not None:
            click.echo(f"Port {address.asked} is taken; this is the next free one.")
        click.echo(f"\n  Milvus: The Definitive Guide is at  {click.style(address.link, bold=True)}\n")
        click.echo("  Begin with the first button of the front page, “Start here: your first search”.")
        click.echo(f"  Your work is kept in {desk}. Ctrl-C ends.\n")
        for line in in_another_terminal():
            click.echo(f"  {line}")
        if not no_browser:
            webbrowser.open(address.link)

    # The service is a process of its own, started before the web application: it forks, and a lesson's
    # open gRPC channels must not be there when it does.
    with Running(course.root, desk, launcher=launcher) as service:
        serve(course.root, desk, host, port, service=Path(service.path), ready=ready, further=further)


def in_another_terminal() -> list[str]:
    """How the command is found there; nothing where it is found already."""
    if shutil.which("grader") is not None or sys.prefix == sys.base_prefix:
        return []
    scripts = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")
    shown = shown_path(scripts)
    ways = (("PowerShell", f"{shown}\\Activate.ps1"),) if os.name == "nt" else (("bash, zsh", f". {shown}/activate"), ("fish", f". {shown}/activate.fish"))
    return [
        "For `grader next` and `grader check` in another terminal, say once, in this folder:",
        *(f"    {way}    ({shells})" for shells, way in ways), "",
    ]  # fmt: skip
