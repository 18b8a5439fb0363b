"""A class on the terminal: people, then each exercise and its checks, and last what could not be graded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from grader.classroom.analytics import ExerciseStats, analyse
from grader.report import terminal
from grader.report.html_instructor import moved, ungraded, unserved
from grader.report.html_parts import CONFINEMENTS, MARKS, WORDS
from grader.report.table import remark
from grader.results import statuses
from grader.results.text import number, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from grader.classroom.gradebook import Grade, Gradebook, Person

COLUMNS = 8
"""Exercises that a table of people shows one by one; with more, it shows their count."""


def everybody(book: Gradebook, show: Console) -> None:
    """The whole class."""
    if "trusted" in book.confinement:
        show.print("Graded WITHOUT A SANDBOX (--trust): a learner's code can have done anything.", style="bold red")
    kinds = "; ".join(CONFINEMENTS.get(k.strip(), k) for k in book.confinement.split(","))
    seed = f"seed {book.seed}, " if book.seed is not None else ""
    show.print(
        f"{book.title} {book.course}: {len(book.people)} people, {len(book.handins)} hand-ins, {seed}{kinds}",
        markup=False,
    )
    show.print(_people(book))
    for stats in analyse(book):
        show.print(_exercise(stats))
    _list(show, "Moved by a regrade", moved(book))
    _list(show, "Refused", [f"{h.id}: {h.refused}" for h in book.handins if h.refused])
    _list(show, "Notes", list(book.notes))
    _list(show, "Not served, and not counted", [f"{u['what']}: {u['why']}" for u in unserved(book)])
    left = ungraded(book)
    _list(show, "Ungraded, and nobody's zero", [f"{u['handin']} {u['exercise']}: {u['why']}" for u in left])
    for u in left:
        if u["log"]:
            show.print(Text(f"  log of {u['handin']} {u['exercise']}:\n{u['log'][-600:]}", "dim"))


def changes(book: Gradebook, show: Console) -> None:
    """What moved since the verdicts before."""
    found = moved(book)
    _list(show, "Moved by a regrade", found)
    if not found:
        show.print("No points moved.")


def one(book: Gradebook, person: Person, show: Console) -> None:
    """One person's results, as they see them themselves."""
    show.print(Text(one_line(person.name), "bold"))
    for grade in book.of(person.id):
        said = remark(grade)
        if grade.entry and grade.entry.result is not None:
            show.print(terminal.one(grade.entry.result))
        else:
            show.print(Text(f"{MARKS[grade.status]} {grade.exercise} {WORDS[grade.status]}", statuses.style(grade.status)))
        if grade.adjusted and grade.raw is not None and grade.adjusted.points != grade.raw:
            said = f"graded {number(grade.raw)}, counted {number(grade.adjusted.points)}; {said}".rstrip("; ")
        if said:
            show.print(Text(f"  {one_line(said, 600)}", "yellow"))


def _people(book: Gradebook) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("person", overflow="fold")
    few = len(book.exercises) <= COLUMNS
    for id in book.exercises if few else ["passed", "partly", "open"]:
        table.add_column(id, justify="right")
    table.add_column("points", justify="right")
    table.add_column("", overflow="fold")
    for p in book.people:
        grades = book.of(p.id)
        got = [g.adjusted.points for g in grades if g.adjusted]
        if few:
            cells = [_cell(g) for g in grades]
        else:
            kinds = [g.status for g in grades]
            cells = [
                Text(str(n))
                for n in (kinds.count("passed"), kinds.count("partial"), kinds.count("ungraded") + kinds.count("error"))
            ]
        late = any(g.adjusted and g.adjusted.late_seconds > 0 for g in grades)
        set_by_hand = any(g.adjusted and g.adjusted.overrides for g in grades)
        notes = ", ".join(word for word, yes in (("late", late), ("set", set_by_hand)) if yes)
        table.add_row(
            Text(one_line(p.name, 60)), *cells, Text(number(sum(got)) if got else "", "bold"), Text(notes, "yellow")
        )
    return table


def _cell(grade: Grade) -> Text:
    points = f" {number(grade.adjusted.points)}" if grade.adjusted else ""
    return Text(f"{MARKS[grade.status]}{points}", statuses.style(grade.status))


def _exercise(stats: ExerciseStats) -> Table:
    mean = f", mean {number(round(stats.mean, 2))} of {number(stats.max_points)}" if stats.mean is not None else ""
    table = Table(
        title=Text(f"\n{stats.id} {one_line(stats.title, 60)}: {len(stats.scores)} judged{mean}"),
        title_justify="left",
        show_edge=False,
        pad_edge=False,
    )
    for name, justify in (
        ("check", "left"),
        ("passed", "right"),
        ("failed", "right"),
        ("blocked", "right"),
        ("discr.", "right"),
        ("mean s", "right"),
        ("misconceptions", "left"),
    ):
        table.add_column(name, justify=justify, overflow="fold")  # type: ignore[arg-type]  # rich's own literals
    for c in stats.checks:
        beliefs = ", ".join(f"{id} ×{n}" for id, n in c.misconceptions.items())
        table.add_row(
            Text(one_line(c.title, 80) + (" (hidden)" if c.hidden else "")), str(c.counts["passed"]), str(c.counts["failed"]),
            str(c.counts["blocked"]), "" if c.discrimination is None else f"{c.discrimination:.2f}",
            "" if c.mean_seconds is None else f"{c.mean_seconds:.2f}", Text(one_line(beliefs, 200)),
        )  # fmt: skip
    return table


def _list(show: Console, title: str, lines: list[str]) -> None:
    if lines:
        show.print(Text(f"\n{title}:", "bold"))
        for line in lines:
            show.print(Text(f"  {one_line(line, 600)}"), soft_wrap=True)
