"""A class run: grade what the store has no verdict for, keep what came out.

A verdict is kept once and never again; a fault of the grader's own is kept beside it, tried again within a bound,
and never becomes a score. So a run can be ended at any moment, and the same command goes on where it was.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.classroom.tasks import Executor, Fault, Outcome, Task
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.classroom.store import Store

TRIES = 3
"""How often a key is tried before it is left ungraded; over all runs on a store, `--retry` starts anew."""


@dataclass
class Tally:
    """How a run stands, counted in keys.

    Attributes:
        known: had a verdict before this run began.
        passed: of those graded in this run; `short` got less than full marks.
        tried: faults met in this run.
    """

    total: int
    known: int = 0
    passed: int = 0
    short: int = 0
    unserved: int = 0
    ungraded: int = 0
    tried: int = 0
    running: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def done(self) -> int:
        """Settled in this run, or known before."""
        return self.known + self.passed + self.short + self.unserved + self.ungraded

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at the pace so far; None before anything is done."""
        graded = self.done - self.known
        return (time.monotonic() - self.started) / graded * (self.total - self.done) if graded else None


Progress = Callable[[Tally, Task | None, Outcome | None], None]
"""Hears of everything that ends, and now and then that nothing did."""


class Stop:
    """How a run is asked to end: 0 go on, 1 start nothing new, 2 end at once. A signal handler may raise it."""

    level = 0

    def more(self) -> None:
        """One step further."""
        self.level += 1


def run(
    tasks: Sequence[Task], store: Store, executor: Executor, progress: Progress = lambda tally, task, outcome: None, *,
    stop: Stop | None = None, deadline: float | None = None, retry: bool = False,
) -> Tally:  # fmt: skip
    """Grade what has no verdict yet, until all is done or the run is asked to end.

    Args:
        deadline: seconds after which nothing new is started.
        retry: give tasks that used up their tries as many again.

    Raises:
        UsageError: the store cannot be written. What runs is ended; what is in the store stays.
    """
    stop, tally = stop or Stop(), Tally(len(tasks))
    begun = time.monotonic()
    tries = {t.key: 0 if retry else store.tries(t.key) for t in tasks}
    waiting: deque[Task] = deque()
    for task in tasks:
        if store.has(task.key):
            tally.known += 1
        elif tries[task.key] >= TRIES:
            tally.ungraded += 1
        else:
            waiting.append(task)
    progress(tally, None, None)
    try:
        while tally.running or (waiting and _may_start(stop, begun, deadline)):
            while waiting and tally.running < executor.slots and _may_start(stop, begun, deadline):
                task = waiting.popleft()
                if store.has(task.key):  # another run on this store was quicker
                    tally.known += 1
                    continue
                executor.submit(task)
                tally.running += 1
            if stop.level > 1:
                executor.kill()
                break
            done = executor.next(0.2)
            if done is None:
                progress(tally, None, None)
                continue
            tally.running -= 1
            task, outcome = done
            if stop.level > 1:
                continue
            if _kept(store, task, outcome, tally, tries) is None:
                waiting.append(task)
            progress(tally, task, outcome)
    except BaseException:
        executor.kill()
        raise
    tally.running = 0
    tally.ungraded = tally.total - (tally.known + tally.passed + tally.short + tally.unserved)
    progress(tally, None, None)
    return tally


def _may_start(stop: Stop, begun: float, deadline: float | None) -> bool:
    return stop.level == 0 and (deadline is None or time.monotonic() - begun < deadline)


def _kept(store: Store, task: Task, outcome: Outcome, tally: Tally, tries: dict[str, int]) -> bool | None:
    """Put an outcome where it belongs; None when the task is to be tried again."""
    if isinstance(outcome, Fault):
        store.fault(task.key, exercise=task.exercise, message=outcome.message, digest=task.digest, log=outcome.log)
        tally.tried += 1
        tries[task.key] += 1
        if tries[task.key] < TRIES:
            return None
        tally.ungraded += 1
        return False
    if outcome["status"] == "unavailable":
        store.unserved(task.key, exercise=task.exercise, note=outcome["note"])
        tally.unserved += 1
        return False
    store.put(task.key, outcome, task.parts)
    if outcome["status"] == "passed":
        tally.passed += 1
    else:
        tally.short += 1
    return True


def a_seed(store: Store, wanted: int | None) -> int:
    """The seed of a class: the one kept in the store, else the one that is wanted, else a fresh one, then kept.

    Raises:
        UsageError: another one is wanted than the store was graded with.
    """
    import secrets

    kept = int(store.setting("seed", str(secrets.randbelow(1 << 31) if wanted is None else wanted)) or 0)
    if wanted is not None and wanted != kept:
        raise UsageError(
            f"This run folder was graded with seed {kept}",
            f"--seed {wanted}",
            "leave --seed out, or name another folder with --out",
        )
    return kept
