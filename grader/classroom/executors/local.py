"""This machine: a few threads, each supervising one grading at a time; every grading is a group of processes."""

from __future__ import annotations

import queue
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.classroom.tasks import Fault, Outcome, Task, moved
from grader.errors import GraderError, LaunchFailed
from grader.grading.supply import Supply

if TYPE_CHECKING:
    from grader.course import Course
    from grader.grading.grade import Grader

class LocalExecutor:
    """Threads over one `Grader`; close it when done."""

    def __init__(self, course: Course, slots: int, supply: EndingSupply) -> None:
        """Start the threads, and the parent from which every process is forked if it does not run yet.

        Args:
            slots: how many gradings run at once.
            supply: ended by this executor.
        """
        from grader.grading.grade import Grader

        self._slots, self.supply = slots, supply
        self.grader = Grader(course, self.supply)
        self.supply.launcher()
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Task, Outcome]] = queue.SimpleQueue()
        # Daemons: a thread that hangs in a system call must not keep the run from ending.
        self._threads = [threading.Thread(target=self._work, daemon=True, name=f"slot-{n}") for n in range(slots)]
        for thread in self._threads:
            thread.start()

    @property
    def slots(self) -> int:
        return self._slots

    def submit(self, task: Task) -> None:
        self._tasks.put(task)

    def next(self, seconds: float) -> tuple[Task, Outcome] | None:
        try:
            return self._done.get(timeout=seconds)
        except queue.Empty:
            return None

    def kill(self) -> None:
        self.supply.end()

    def close(self) -> None:
        for _ in self._threads:
            self._tasks.put(None)
        if not self.supply.ended:
            for thread in self._threads:
                thread.join(60)
        self.supply.end()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None and not self.supply.ended:
            self._done.put((task, grade(self.grader, task)))


class EndingSupply(Supply):
    """A supply that starts nothing new once it was ended: a thread that tries again must not start what outlives the run."""

    ended = False

    def launcher(self) -> Any:
        """The launcher; a new one where its parent was killed from outside."""
        self._refuse()
        found = super().launcher()
        parent = getattr(found, "parent", None)
        if parent is not None and parent.poll() is not None:
            with self._lock:
                if self._launcher is found:
                    self._launcher = None
            return super().launcher()
        return found

    def pool(self) -> Any:
        self._refuse()
        return super().pool()

    def end(self) -> None:
        """Close it for good; may be called twice."""
        self.ended = True
        self.close()

    def _refuse(self) -> None:
        if self.ended:
            raise LaunchFailed(
                "A process is started", "the run has ended", "run the command again: it continues where it was"
            )


def grade(grader: Grader, task: Task) -> Outcome:
    """Grade one task; whatever goes wrong on the way is a fault, never a verdict."""
    from grader.course.proved import read_proved
    from grader.grading.grade import Request

    work = Path(task.work)
    if fault := moved(task, work):
        return fault
    try:
        request = Request(
            grader.course.exercise(task.exercise), work, seed=task.seed, backend=task.backend,
            confinement=task.confinement, proved=read_proved(grader.course), reference=True,
        )  # fmt: skip
        result = grader.check(request)
    except GraderError as error:
        return Fault(str(error))
    except Exception as error:
        import traceback

        return Fault(f"{type(error).__name__}: {error}", traceback.format_exc())
    if result["status"] == "error":
        return Fault(
            "; ".join(t for t in (_said(result), result["note"]) if t) or "The grader could not finish", result["log"]
        )
    if result["digest"] not in ("", task.digest):
        return Fault(f"The files handed in have changed while they were graded: {work.name}")
    return result


def _said(result: dict[str, Any]) -> str:
    """What the first check that is an error says."""
    return next((c["message"] for c in result["checks"] if c["status"] == "error"), "")
