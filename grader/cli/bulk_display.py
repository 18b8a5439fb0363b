"""How `grader bulk` shows that it gets on, a live line on a terminal and now and then a plain one elsewhere, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Self

from grader.classroom.bulk import Stop, Tally
from grader.classroom.tasks import Outcome, Task

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from grader.classroom.plan import Plan
    from grader.classroom.runfolder import RunFolder
    from grader.classroom.store import Store

PLAIN_LINES = 20
"""At most so many plain lines for a whole run."""


class Display:
    """Hears a run's progress; use it as a context."""

    def __init__(self, console: Console, stop: Stop, *, quiet: bool = False) -> None:
        self.console, self.stop, self.quiet = console, stop, quiet
        self.said = -1
        self.live: Callable[[RenderableType], None] | None = None

    def __enter__(self) -> Self:
        if self.console.is_terminal and not self.quiet:
            from rich.live import Live

            self._context = Live(console=self.console, refresh_per_second=5, transient=True)
            self.live = self._context.__enter__().update
        return self

    def __exit__(self, *what: object) -> None:
        if self.live is not None:
            self.live = None
            self._context.__exit__(None, None, None)

    def __call__(self, tally: Tally, task: Task | None, outcome: Outcome | None) -> None:
        if self.quiet:
            return
        if self.live is not None:
            self.live(self._picture(tally))
            return
        step = tally.done * PLAIN_LINES // tally.total if tally.total else 0
        if step > self.said:
            self.said = step
            self.console.print(line(tally), markup=False)

    def _picture(self, tally: Tally) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.text import Text

        text = Text(line(tally))
        if self.stop.level:
            text.append("\nEnding: what runs is finished, nothing new starts. Ctrl-C again ends at once.", "yellow")
        return Group(ProgressBar(total=max(tally.total, 1), completed=tally.done, width=60), text)


def line(tally: Tally) -> str:
    """``done 12 of 40 · running 2 · full marks 7 · less 5 · about 3 min left``."""
    told = [f"done {tally.done} of {tally.total}"]
    told += [f"{name} {count}" for name, count in counts(tally) if count]
    left = tally.left
    if left is not None and tally.done < tally.total:
        told.append(f"about {span(left)} left")
    return " · ".join(told)


def counts(tally: Tally) -> list[tuple[str, int]]:
    """What a person wants to know of a run, in this order."""
    return [
        ("known before", tally.known), ("running", tally.running), ("full marks", tally.passed), ("less", tally.short),
        ("not served", tally.unserved), ("faults of the grader", tally.tried), ("ungraded", tally.ungraded),
    ]  # fmt: skip


def span(seconds: float) -> str:
    """``40 s``, ``3 min``, ``2 h 05 min``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"


def summary(show: Any, folder: RunFolder, store: Store, planned: Plan, tally: Tally, notes: Sequence[str]) -> None:
    """What came out; what was left ungraded stands last, with its log."""
    here = {(k.handin.id, k.exercise) for k in planned.links}
    graded = len(here & store.keys().keys())
    entries = [e for e in store.entries(pending=True) if (e.handin, e.exercise) in here]
    told = ", ".join(f"{name} {count}" for name, count in counts(tally) if count)
    say(show, f"{graded} of {len(here)} results are there. In this run, each file once: {told or 'nothing to do'}.")
    for note in notes:
        if ": refused, " not in note:  # those stand below, with what was not run for other reasons
            say(show, f"  note: {note}")
    refused = dict.fromkeys((k.handin.id, k.reason) for k in planned.links if k.reason)
    if refused:
        say(show, "Not run:")
        for handin, reason in refused:
            say(show, f"  {handin}: {reason}")
    unserved = {e.exercise: e.ungraded for e in entries if e.unserved}
    if unserved:
        say(show, "Not served by any Milvus here:")
        for exercise, why in unserved.items():
            say(show, f"  {exercise}: {why}")
    left = [e for e in entries if e.key and not e.unserved]
    if left:
        say(show, "Ungraded, and nobody's zero; the same command tries again:")
        for entry in left:
            log = _log(folder, store, entry.key) if entry.tries else ""
            tries = f" ({entry.tries} tries; {log})" if log else ""
            say(show, f"  {entry.exercise} {entry.handin}: {entry.ungraded}{tries}")


def _log(folder: RunFolder, store: Store, key: str) -> str:
    """Write what the grader noted about its tries at a key to a file; its path."""
    from grader.results import write_atomically

    path = folder.logs / f"{key[:16]}.log"
    told = [f"{f['made']} {f['host']} {f['kind']}: {f['message']}\n{f['log']}\n" for f in store.faults(key)]
    write_atomically(path, "\n".join(told))
    return str(path)


def say(show: Any, text: str) -> None:
    """A line as it is: nothing in it is markup, and it is not broken."""
    show.print(text, markup=False, soft_wrap=True)
