"""What the terminal says after a green check: what was shown, what to compare, where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from grader.course import Exercise
    from grader.course.after import After


def show(found: After, exercise: Exercise, out: Console) -> None:
    """Print it; the prose of the course is no markup."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column()
    if found.shown:
        rows.add_row("You have shown", Text(found.shown))
    if found.answers:
        others = [a.name for a in found.answers[1:]]
        more = f", and in another style: {'; '.join(others)}" if others else ""
        command = f"grader solution {exercise.id}{' --alternatives' if others else ''}"
        rows.add_row("Compare", Text.assemble((command, "bold"), f"   the solution{more}"))
    if found.chapter is not None:
        done = f"{found.chapter.spoken} is done: its recap is at the end of its lesson."
        if found.following is not None:
            word = found.following.spoken
            done += f" Then {word[0].lower()}{word[1:]}: {found.following.title}."
        rows.add_row("The chapter", Text(done))
    if found.next is not None:
        rows.add_row("Next", Text.assemble(("grader next", "bold"), f"   {found.next.id} {found.next.title}, {found.next.minutes} min"))
    elif found.chapter is not None:
        rows.add_row("Next", Text("Every exercise is passed."))
    if rows.row_count:
        out.print(Padding(rows, (0, 0, 0, 2)))


def passed(result: dict[str, Any]) -> bool:
    """Whether a result is a green check of one's own, and not of a run under a debugger."""
    return bool(result["status"] == "passed" and not result["debug"])
