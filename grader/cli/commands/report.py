"""``grader report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import console, open_course, shown_path, step_summary
from grader.report.formats import formats as known

if TYPE_CHECKING:
    from rich.console import Console

    from grader.classroom.gradebook import Gradebook, Person


@click.command()
@click.argument("run", type=click.Path(path_type=Path, file_okay=False), default="grading")
@click.option("--format", "formats", type=click.Choice([*known("class"), "all"]), multiple=True, help="Write files of this format; may be given again.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where to; default: reports/ in the run folder.")
@click.option("--changed", is_flag=True, help="Only what a regrade moved.")
@click.option("--pseudonyms", "hide", is_flag=True, help="No names: each person under a pseudonym that stays the same.")
@click.option("--person", help="Only this person: id, login or e-mail address; with --format, files of theirs alone.")
@click.option("--names", is_flag=True, help="Names in the step summary too (--format summary).")
@click.option("--canvas-export", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="A gradebook exported from Canvas, for its assignments' ids.")
@click.option("--course", "course_dir", type=click.Path(path_type=Path, file_okay=False), help="The course's folder; default: the nearest book.toml.")
def command(
    run: Path, formats: tuple[str, ...], out: Path | None, changed: bool, hide: bool, person: str | None, names: bool,
    canvas_export: Path | None, course_dir: Path | None,
) -> int:  # fmt: skip
    """Show, or write to files, what a class run found. Nothing is graded.

    RUN is the folder that `grader bulk --out` filled; default: grading/.
    """
    from grader.classroom import gradebook_build
    from grader.classroom.runfolder import RunFolder
    from grader.report import class_reports
    from grader.results.text import slug

    course, _ = open_course(course_dir, None)
    book = gradebook_build.of_run(course, RunFolder(run))
    chosen = find(book, person) if person else None
    if hide:
        from grader.classroom import pseudonyms
        from grader.classroom.intake.roster import pseudonym, secret_of

        secret = secret_of(run)
        book = pseudonyms.pseudonymous(book, secret)
        if chosen:
            alias = pseudonym(secret, chosen.id)
            chosen = next(p for p in book.people if p.id == alias)
    if chosen:
        book = only(book, chosen)
    show = console()
    if not formats:
        _show(book, chosen, show, changed=changed)
        return 0
    folder = out or (run / ("reports-pseudonymous" if hide else "reports"))
    if chosen and not out and formats != ("html",):  # a table of one person would take the place of the class's
        folder = folder / "one" / slug(chosen.id)
    options = class_reports.Options(names=names, canvas=canvas_export, whole=chosen is None)
    wanted = [f for f in known("class") if f in formats or "all" in formats]
    written = class_reports.write(book, folder, wanted, options)
    if canvas_export and "canvas" in wanted:
        from grader.report import canvas

        show.print(canvas.matched(book.exercises, canvas_export), markup=False, soft_wrap=True)
    if "summary" in wanted:
        step_summary((folder / "summary.md").read_text(encoding="utf-8"))
    show.print(f"{len(written)} files in {shown_path(folder.absolute())}", markup=False, soft_wrap=True)
    for path in [p for p in written if p.parent == folder] or written[:1]:
        show.print(f"  {shown_path(path.absolute())}", markup=False, soft_wrap=True)
    return 0


def find(book: Gradebook, wanted: str) -> Person:
    """A person by id, login or e-mail address.

    Raises:
        UsageError: with the nearest ids.
    """
    from grader.errors import UsageError

    for p in book.people:
        if wanted == p.id or (wanted and wanted.casefold() in (p.login.casefold(), p.email.casefold())):
            return p
    import difflib

    near = difflib.get_close_matches(wanted, [p.id for p in book.people], n=3, cutoff=0.4)
    raise UsageError(
        f"{wanted} is the id, login or address of a person in this run", f"{len(book.people)} people, none of them this one",
        f"did you mean {' or '.join(near)}?" if near else "`grader report` lists them",
    )  # fmt: skip


def only(book: Gradebook, person: Person) -> Gradebook:
    """The part of a gradebook that is about one person."""
    from dataclasses import replace

    grades = book.of(person.id)
    mine = {g.handin.id for g in grades if g.handin}
    return replace(
        book, people=(person,), grades=tuple(grades), handins=tuple(h for h in book.handins if h.id in mine),
        entries=tuple(e for e in book.entries if e.handin in mine), notes=(),
    )  # fmt: skip


def _show(book: Gradebook, person: Person | None, show: Console, *, changed: bool) -> None:
    from grader.report import class_terminal

    if changed:
        class_terminal.changes(book, show)
    elif person:
        class_terminal.one(book, person, show)
    else:
        class_terminal.everybody(book, show)
