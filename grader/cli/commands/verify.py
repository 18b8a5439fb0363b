"""``grader verify``."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click

from grader import backends
from grader.authoring import KINDS
from grader.cli.common import console, course_options, open_course
from grader.errors import UsageError

_MANY = 3
"""A misconception that one mutant in so many fires is worth a look: is its evidence positive?"""


@click.command()
@click.argument("ids", nargs=-1, metavar="[ch05/ex02 | ch05]…")
@click.option("--backend", type=click.Choice([*backends.STARTED, "none"]), help="Only this Milvus; docker in full.")
@click.option("--seeds", type=click.IntRange(1, 20), help="How many; default: the manifest's, mostly 3.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only proofs of this kind; may be given more than once.")
@click.option("--answer", metavar="NAME", help="Only this answer: a file's name, or a mutant's.")
@click.option("--slots", type=click.IntRange(min=1), help="Gradings at once; default: as cores and memory allow.")
@click.option("--cold", is_flag=True, help="Prove everything again, whatever the ledger has.")
@click.option("--any-grader", is_flag=True, help="Also count proofs that a different version of the grader made.")
@click.option("--shard", metavar="I/N", help="Only every N-th exercise, from the I-th: for several machines.")
@click.option("--audit", is_flag=True, help="Prove nothing new: ask whether the ledger is true.")
@click.option("--since", metavar="COMMIT", help="With --audit: what came after it is run again. Default: half a day.")
@click.option("--no-write", is_flag=True, help="Leave the ledger as it is.")
@click.option("--matrix", is_flag=True, help="Print the whole confusion matrix.")
@click.option("--launcher", type=click.Choice(["fork", "spawn"]), hidden=True)
@course_options
def command(
    ids: tuple[str, ...], backend: str | None, seeds: int | None, kinds: tuple[str, ...], answer: str | None, slots: int | None, cold: bool, any_grader: bool,
    shard: str | None, audit: bool, since: str | None, no_write: bool, matrix: bool, launcher: str | None,
    course_dir: Path | None, work: Path | None,
) -> int:  # fmt: skip
    """The course proves itself.

    Starters do not pass; solutions and alternatives do, on every Milvus that is here and on several seeds; every
    misconception is caught and named; every mutant of a solution loses a point or is explained; nothing is unlisted. What was proved stands in the ledger, proofs/, and is proved
    again when something that it depends on changes; stop at any moment, the next run goes on. Exit 1 when something is
    not proved.
    """
    from grader.authoring.audit import Auditor
    from grader.authoring.verify import Verifier
    from grader.grading.grade import Grader
    from grader.grading.slots import slots_here
    from grader.grading.supply import Supply

    course, _ = open_course(course_dir, work)
    out = console()
    started = time.monotonic()
    chosen = _shard(course.select(ids), shard)
    with Supply(launcher=launcher, ahead=1, servers=(slots or slots_here(servers=True)) + 1) as supply:
        verifier = Verifier(course, Grader(course, supply), write=not (no_write or audit) and os.access(course.root, os.W_OK), trust_any_grader=any_grader)
        if audit:
            found = Auditor(course, verifier).run(chosen, only=backend, since=since, kinds=kinds, slots=slots, on_verdict=lambda v: _line(out, v))
            _audited(out, found, time.monotonic() - started)
            return 0 if found.green else 1
        report = verifier.run(chosen, only=backend, seeds=seeds, kinds=kinds, label=answer, slots=slots, cold=cold, on_verdict=lambda v: _line(out, v))
    _summary(out, report, time.monotonic() - started, kinds, matrix=matrix)
    return 0 if report.green else 1


def _shard(exercises: list[Any], shard: str | None) -> list[Any]:
    if shard is None:
        return exercises
    part, _, of = shard.partition("/")
    if not (part.isdigit() and of.isdigit() and 1 <= int(part) <= int(of)):
        raise UsageError("A shard is I/N, with I from 1 to N", repr(shard), "--shard 1/2")
    return exercises[int(part) - 1 :: int(of)]


def _line(out: Any, verdict: Any) -> None:
    proof = verdict.proof
    what = f"{proof.exercise.id} {proof.kind} {proof.label} on {proof.backend}, seed {proof.seed}"
    if verdict.wrong and proof.kind == "mutant":
        return  # told together, at the end
    if verdict.wrong:
        out.print(f"[red]✗[/red] {what}")
        out.print(f"    {verdict.wrong}", markup=False, style="red")
    elif not verdict.known and out.is_terminal:
        out.print(f"[green]✓[/green] [dim]{what}  {verdict.seconds:.1f} s[/dim]")


def _summary(out: Any, report: Any, seconds: float, kinds: tuple[str, ...], *, matrix: bool) -> None:
    _problems(out, report)
    out.print(_table("Proved", report))
    confusion = report.confusion()
    crossed = {e: rows for e, rows in confusion.items() if matrix or any(set(fired) != {id} for id, rows_ in rows.items() for fired in [rows_])}
    if crossed:
        out.print(_matrix(crossed))
    elif confusion:
        out.print(f"Confusion matrix: {sum(len(r) for r in confusion.values())} misconceptions, each fires its own id and no other (--matrix shows it)")
    for id, names in report.named().items():
        for name, (count, of) in names.items():
            if matrix or count * _MANY > of:
                out.print(f"{id}: {name} is fired by {count} of {of} mutants", style="yellow" if count * _MANY > of else "", markup=False)
    for survivor in {(v.proof.exercise.id, v.proof.label): v for v in report.survivors}.values():
        _survivor(out, survivor, report)
    for verdict in report.wrong:
        if verdict.proof.kind == "mutant" and verdict not in report.survivors:
            out.print(f"✗ {verdict.proof.exercise.id} mutant {verdict.proof.label}: {verdict.wrong}", style="red", markup=False)
    left = sorted({v.proof.exercise.id for v in report.verdicts if not v.proof.exercise.mutants and "mutant" not in kinds})
    if left:
        out.print(f"– without mutants, as their manifest says: {', '.join(left)}. Next: grader verify {left[0]} --kind mutant", style="yellow", markup=False)
    known = sum(v.known for v in report.verdicts)
    out.print(f"{len(report.verdicts)} proofs, {known} known already, {len(report.wrong)} wrong, {len(report.problems)} rules broken, {seconds:.0f} s")


def _survivor(out: Any, verdict: Any, report: Any) -> None:
    """A mutant that nothing stopped: what was changed, which check is nearest, what to do."""
    proof = verdict.proof
    seeds = " and ".join(str(v.proof.seed) for v in report.survivors if (v.proof.exercise.id, v.proof.label) == (proof.exercise.id, proof.label))
    out.print(f"✗ {proof.exercise.id}: a mutant lives on {verdict.milvus} with seed {seeds}: {proof.label}", style="red", markup=False)
    for sign, text, style in (("-", proof.expects["was"], "red"), ("+", proof.expects["becomes"], "green")):
        for line in text.splitlines() or [""]:
            out.print(f"    {sign} {line}", style=style, markup=False)
    near = report.nearest(verdict)
    if near:
        out.print(f"    The nearest check: {near}", markup=False)
    out.print(
        f"    Next: grader verify {proof.exercise.id} --answer {proof.label} --cold, and a better check; or an entry in "
        f"solutions/{proof.exercise.solution_path.parent.name}/mutants.toml",
        markup=False,
    )


def _problems(out: Any, report: Any) -> None:
    for problem in report.problems:
        out.print(f"✗ {problem}", style="red", markup=False)
    for id, why in report.unserved.items():
        out.print(f"– {id} is not proved here: {why}", style="yellow", markup=False)


def _audited(out: Any, audit: Any, seconds: float) -> None:
    _problems(out, audit.report)
    out.print(_table("Proved again", audit.report))
    for verdict, why in audit.lies:
        proof = verdict.proof
        out.print(f"✗ The ledger is not true of {proof.exercise.id}, {proof.kind} {proof.label}, seed {proof.seed}: {why}", style="red", markup=False)
    missing = Counter(p.exercise.id for p in audit.missing)
    for id, count in missing.items():
        kinds = ", ".join(sorted({p.label for p in audit.missing if p.exercise.id == id})[:3])
        out.print(f"✗ {id}: {count} proofs are missing for what stands here now ({kinds}). Next: grader verify {id}", style="red", markup=False)
    if audit.stale_grader:
        out.print(
            f"{audit.stale_grader} of {audit.lines} proofs were made by a different version of the grader: of every exercise the solution and one "
            "misconception were run again, on its cheapest Milvus. Next: make prove",
            style="yellow", markup=False,
        )  # fmt: skip
    words = {"new": "whose content is new", "sample": "drawn by the commit", "grader": "since the grader changed"}
    again = ", ".join(f"{n} {words[why]}" for why, n in audit.chosen.items()) or "none"
    if audit.left:
        again += f" ({audit.left} more are new and were not drawn)"
    out.print(
        f"{audit.lines} proofs in the ledger, run again: {again}; {len(audit.missing)} missing, {len(audit.lies)} not true, {seconds:.0f} s",
        soft_wrap=True,  # CI reads it: a line that breaks at some width is not found
    )


def _table(title: str, report: Any) -> Any:
    from rich.table import Table

    kinds = KINDS
    table = Table(title=title, show_edge=False)
    for name in ("Milvus", *kinds, "seconds"):
        table.add_column(name, justify="left" if name == "Milvus" else "right")
    for backend in sorted({v.proof.backend for v in report.verdicts}):
        mine = [v for v in report.verdicts if v.proof.backend == backend]
        held = Counter(v.proof.kind for v in mine if not v.wrong)
        every = Counter(v.proof.kind for v in mine)
        table.add_row(backend, *(f"{held[k]}/{every[k]}" for k in kinds), f"{sum(v.seconds for v in mine):.0f}")
    return table


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
