"""``grader verify``."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click

from grader.cli.common import console, course_options, open_course


@click.command()
@click.argument("ids", nargs=-1, metavar="[ch05/ex02 | ch05]…")
@click.option("--backend", type=click.Choice(["lite", "server", "docker", "none"]), help="Only this Milvus.")
@click.option("--seeds", type=click.IntRange(1, 20), help="How many; default: the manifest's, mostly 3.")
@click.option("--slots", type=int, help="Gradings at once; default: the number of cores.")
@click.option("--cold", is_flag=True, help="Prove everything again, whatever is known.")
@click.option("--matrix", is_flag=True, help="Print the whole confusion matrix.")
@click.option("--launcher", type=click.Choice(["fork", "spawn"]), hidden=True)
@course_options
def command(
    ids: tuple[str, ...], backend: str | None, seeds: int | None, slots: int | None, cold: bool, matrix: bool,
    launcher: str | None, course_dir: Path | None, work: Path | None,
) -> int:  # fmt: skip
    """The course proves itself.

    Starters do not pass; solutions and alternatives do, on every Milvus that is here and on several seeds; every
    misconception is caught and named; nothing is unlisted. Exit 1 when something is not proved.
    """
    from grader.authoring.ledger import write_proved
    from grader.authoring.verify import Verifier
    from grader.grading.grade import Grader
    from grader.grading.supply import Supply

    course, _ = open_course(course_dir, work)
    out = console()
    started = time.monotonic()
    cache = None if cold else course.root / ".cache" / "verify"
    with Supply(launcher=launcher, ahead=1) as supply:
        verifier = Verifier(course, Grader(course, supply), cache)
        report = verifier.run(
            course.select(ids), only=backend, seeds=seeds, slots=slots or os.cpu_count() or 2,
            on_verdict=lambda v: _line(out, v),
        )  # fmt: skip
    _summary(out, report, time.monotonic() - started, matrix=matrix)
    if report.verdicts and os.access(course.root, os.W_OK):
        write_proved(course, report)
    return 0 if report.green else 1


def _line(out: Any, verdict: Any) -> None:
    proof = verdict.proof
    if verdict.wrong:
        out.print(f"[red]✗[/red] {proof.exercise.id} {proof.kind} {proof.label} on {proof.backend}, seed {proof.seed}")
        out.print(f"    {verdict.wrong}", markup=False, style="red")
    elif not verdict.cached and out.is_terminal:
        out.print(f"[green]✓[/green] [dim]{proof.exercise.id} {proof.kind} {proof.label} on {proof.backend}, seed {proof.seed}  {verdict.seconds:.1f} s[/dim]")


def _summary(out: Any, report: Any, seconds: float, *, matrix: bool) -> None:
    from rich.table import Table

    for problem in report.problems:
        out.print(f"✗ {problem}", style="red", markup=False)
    table = Table(title="Proved", show_edge=False)
    for name in ("Milvus", "starter", "solution", "alternative", "misconception", "blind", "seconds"):
        table.add_column(name, justify="left" if name == "Milvus" else "right")
    for backend in sorted({v.proof.backend for v in report.verdicts}):
        mine = [v for v in report.verdicts if v.proof.backend == backend]
        held = Counter(v.proof.kind for v in mine if not v.wrong)
        every = Counter(v.proof.kind for v in mine)
        cells = [f"{held[k]}/{every[k]}" for k in ("starter", "solution", "alternative", "misconception", "blind")]
        table.add_row(backend, *cells, f"{sum(v.seconds for v in mine if not v.cached):.0f}")
    out.print(table)
    confusion = report.confusion()
    crossed = {e: rows for e, rows in confusion.items() if matrix or any(set(fired) != {id} for id, rows_ in rows.items() for fired in [rows_])}
    if crossed:
        out.print(_matrix(crossed))
    elif confusion:
        out.print(f"Confusion matrix: {sum(len(r) for r in confusion.values())} misconceptions, each fires its own id and no other (--matrix shows it)")
    for id, why in report.unserved.items():
        out.print(f"– {id} is not proved here: {why}", style="yellow", markup=False)
    known = sum(v.cached for v in report.verdicts)
    out.print(f"{len(report.verdicts)} proofs, {known} known already, {len(report.wrong)} wrong, {len(report.problems)} rules broken, {seconds:.0f} s")


def _matrix(confusion: dict[str, Any]) -> Any:
    from rich.table import Table

    table = Table(title="Confusion: which misconception was planted, and what was fired", show_edge=False)
    for name in ("exercise", "planted", "fired"):
        table.add_column(name, overflow="fold")
    for exercise, rows in confusion.items():
        for planted, fired in rows.items():
            right = set(fired) == {planted}
            said = ", ".join(f"{k} ×{n}" for k, n in fired.items())
            table.add_row(exercise, planted, f"[green]{said}[/green]" if right else f"[red]{said}[/red]")
    return table
