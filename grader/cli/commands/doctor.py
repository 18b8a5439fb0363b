"""``grader doctor``."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from grader.backends.toolchains import NAMES, toolchain
from grader.cli.common import console, course_options, open_course

PARTS = {
    "pymilvus": "pip install -e '.[all]'",
    "milvus-lite": "pip install -e '.[all]'",
    "marimo": "pip install -e '.[lessons]'",
    "mkdocs-material": "pip install -e '.[site]'",
    "docker": "pip install -e '.[docker]'",
    "milvus": "pip install -e '.[server]'",
}


@click.command()
@click.option("--features", is_flag=True, help="Every feature of every Milvus, not only the summary.")
@course_options
def command(features: bool, course_dir: Path | None, work: Path | None) -> int:
    """Show what is here, what is missing, and the one command that fixes it."""
    out = console()
    wrong = 0
    version = ".".join(map(str, sys.version_info[:3]))
    wrong += _line(out, sys.version_info >= (3, 11), f"Python {version}", "install Python 3.11 or newer")
    for name, remedy in PARTS.items():
        try:
            _line(out, True, f"{name} {importlib.metadata.version(name)}", "")
        except importlib.metadata.PackageNotFoundError:
            optional = name in ("milvus", "docker")
            wrong += _line(out, None if optional else False, f"{name} is not installed", remedy)
    try:
        course, desk = open_course(course_dir, work)
        _line(out, True, f"course {course.version} in {course.root}", "")
        writable = _writable(desk)
        wrong += _line(out, writable, f"workspace {desk}", f"pass a folder that you may write to: --work DIR (not {desk})")
    except Exception as error:
        wrong += _line(out, False, str(error), "cd into the course")
    free = shutil.disk_usage(Path.cwd()).free / 2**30
    wrong += _line(out, free > 1, f"{free:.1f} GiB free on this disk", "free at least 1 GiB")
    for sandbox, absent in _sandboxes():
        _line(out, True if absent is None else None, f"sandbox {sandbox}" + (f": {absent.why}" if absent else ""), absent.command if absent else "")
    _line(out, *_cluster())
    _line(out, *_database())
    for chain in map(toolchain, NAMES):
        missing = chain.absent()
        _line(out, True if missing is None else None, chain.title + (f": {missing.why}" if missing else ""), missing.command if missing else "")
    out.print()
    out.print(_backends(features=features))
    if not features:
        out.print("grader doctor --features shows what each can show.", style="dim")
    return 1 if wrong else 0


def _line(out: Any, ok: bool | None, text: str, remedy: str) -> int:
    mark = {True: "[green]✓[/green]", False: "[red]✗[/red]", None: "[yellow]–[/yellow]"}[ok]
    out.print(f"{mark} ", end="")
    out.print(text + (f". Next: {remedy}" if ok is not True else ""), markup=False)
    return 1 if ok is False else 0


def _sandboxes() -> Any:
    from grader.worker.sandbox import available

    return available()


def _cluster() -> tuple[bool | None, str, str]:
    """Whether the server can be started as a cluster, which needs an etcd and a log beside what a standalone needs."""
    from grader import backends
    from grader.backends.cluster import found

    absent = backends.backend("server").absent("cluster")
    if absent is not None:
        return None, f"Milvus cluster: {absent.why}", absent.command
    return True, "Milvus cluster: " + ", ".join(f"{name} {version}" for name, version in found.versions().items()), ""


def _database() -> tuple[bool | None, str, str]:
    """Whether chapter 24 has a PostgreSQL; SQLite serves where it has none."""
    from grader.backends import database

    if (absent := database.absent()) is not None:
        return None, f"PostgreSQL: {absent.why}; SQLite serves chapter 24", absent.command
    return True, database.identity(), ""


def _writable(folder: Path) -> bool:
    import os

    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)


def _backends(*, features: bool) -> Any:
    from rich.table import Table

    from grader import backends

    table = Table(title="Milvus here", show_edge=False)
    if not features:
        for name in ("Milvus", "here", "or the command that brings it"):
            table.add_column(name, overflow="fold")
        for found, absent in backends.available():
            table.add_row(found.name, "yes" if absent is None else f"no: {absent.why}", "" if absent is None else absent.command)
        return table
    rows = backends.matrix()
    names = [n for n in backends.ORDER if any(n in row for row in rows.values())]
    table.add_column("feature")
    for name in names:
        table.add_column(name, overflow="fold")
    for feature, row in rows.items():
        shown = {"yes": "[green]yes[/green]", "no": "[dim]no[/dim]", "?": "?"}
        table.add_row(feature, *(shown.get(row.get(n, ""), "not here") for n in names))
    return table
