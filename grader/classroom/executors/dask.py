"""A Dask cluster: the same tasks, on workers that see the same course and the same hand-ins.

Each worker process holds one `Grader` for a run, made at the first task and ended with the run, or when nothing came
for a while because whoever asked is gone. A worker that is killed takes its gradings' processes along: the parent
that forked them ends when its owner's socket closes. Dask gives its tasks to another worker; a task that took
several workers down is a fault, never a learner's failure.
"""

from __future__ import annotations

import contextlib
import json
import queue
import secrets
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.classroom.tasks import Fault, Outcome, Task
from grader.errors import LaunchFailed, UsageError

if TYPE_CHECKING:
    from grader.grading.grade import Grader

CONNECT_SECONDS = 10.0
ASK_SECONDS = 1.0
"""How often the scheduler is asked how many workers it has."""
IDLE_SECONDS = 120.0
"""After which a worker ends the processes of a run that has sent nothing."""


class DaskExecutor:
    """A client of a scheduler; close it when done."""

    def __init__(self, address: str, slots: int | None = None) -> None:
        """Connect.

        Args:
            address: of the scheduler, ``tcp://host:8786``.
            slots: how many tasks at once, at most; None for as many as the cluster has threads.

        Raises:
            UsageError: Dask is not installed, or nobody answers.
        """
        try:
            import distributed
        except ImportError:
            raise UsageError(
                "--scheduler needs Dask", "the package distributed is not installed", "pip install '.[dask]'"
            ) from None
        connect: Any = distributed.Client
        try:
            self.client: Any = connect(address, timeout=CONNECT_SECONDS, set_as_default=False, name="grader-bulk")
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(
                f"A Dask scheduler answers at {address}", str(error).strip() or type(error).__name__, "dask scheduler"
            ) from None
        self.run = secrets.token_hex(8)
        self.most = slots
        self._futures: dict[str, tuple[Task, Any]] = {}
        self._done: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._count, self._threads, self._asked = 0, 0, float("-inf")

    @property
    def slots(self) -> int:
        """The threads that the cluster has now; at least 1, so that a cluster that is still starting gets its first task.

        Raises:
            LaunchFailed: the scheduler is gone.
        """
        if time.monotonic() - self._asked > ASK_SECONDS:
            self._asked = time.monotonic()
            try:
                workers = self.client.scheduler_info(n_workers=-1)["workers"].values()
            except Exception as error:
                raise LaunchFailed(
                    "The Dask scheduler answers",
                    f"{type(error).__name__}: {error}",
                    "start it again, then run the command again: it continues where it was",
                ) from None
            self._threads = sum(int(w["nthreads"]) for w in workers)
        return max(1, min(self._threads, self.most or self._threads))

    def submit(self, task: Task) -> None:
        self._count += 1
        name = f"grade-{self.run}-{self._count}"
        # Not pure: the same task is sent again after a fault, and must run again.
        future = self.client.submit(grade_here, self.run, json.dumps(task.as_data()), key=name, pure=False, retries=0)
        self._futures[name] = task, future
        future.add_done_callback(lambda f: self._done.put((name, f)))

    def next(self, seconds: float) -> tuple[Task, Outcome] | None:
        try:
            name, future = self._done.get(timeout=seconds)
        except queue.Empty:
            return None
        task, _ = self._futures.pop(name)
        return task, _outcome(future)

    def kill(self) -> None:
        """Cancel, and end the processes of this run on every worker: a cancelled future alone would go on."""
        self.client.cancel([future for _, future in self._futures.values()], force=True)
        self._end_everywhere()

    def close(self) -> None:
        self._end_everywhere()
        self.client.close(timeout=CONNECT_SECONDS)

    def _end_everywhere(self) -> None:
        with contextlib.suppress(Exception):  # a worker that is gone has nothing left to end
            self.client.run(end_here, self.run, on_error="ignore")


def _outcome(future: Any) -> Outcome:
    """What a future came to; whatever it is but a result is a fault."""
    try:
        told = json.loads(future.result(timeout=CONNECT_SECONDS))
    except Exception as error:  # KilledWorker, CancelledError, a lost connection, a broken worker
        return Fault(f"The Dask cluster lost it: {type(error).__name__}: {str(error)[:500]}")
    return Fault(**told["fault"]) if "fault" in told else dict(told["result"])


# -- on a worker -----------------------------------------------------------------------------------------


class _Held:
    """One run's grader on this worker."""

    def __init__(self, course: str, backend: str | None) -> None:
        from grader import course as courses
        from grader.classroom.executors.local import EndingSupply
        from grader.grading.grade import Grader

        self.supply = EndingSupply(only=backend, ahead=1)
        self.grader: Grader = Grader(courses.load(Path(course)), self.supply)
        self.busy = 0
        self.timer: threading.Timer | None = None


_held: dict[str, _Held] = {}
_lock = threading.Lock()


def grade_here(run: str, data: str) -> str:
    """Grade one task on this worker; text in, text out, so that nothing but data travels."""
    from grader.classroom.executors.local import grade

    task = Task.from_data(json.loads(data))
    try:
        held = _take(run, task)
    except Exception as error:
        return json.dumps(
            {"fault": {"message": f"This worker cannot grade: {type(error).__name__}: {error}", "log": ""}}
        )
    try:
        differs = _differs(task, held.grader)
        outcome = (
            Fault(f"This worker's {' and '.join(differs)} differ from what was planned")
            if differs
            else grade(held.grader, task)
        )
    finally:
        _give_back(run, held)
    if isinstance(outcome, Fault):
        return json.dumps({"fault": {"message": outcome.message, "log": outcome.log}})
    return json.dumps({"result": outcome})


def end_here(run: str) -> None:
    """End a run's processes on this worker; returns at once, since a worker answers its scheduler from this thread."""
    with _lock:
        held = _held.pop(run, None)
    if held is not None:
        if held.timer is not None:
            held.timer.cancel()
        threading.Thread(target=held.supply.end, daemon=True).start()


def _differs(task: Task, grader: Grader) -> list[str]:
    """Which parts of the key would be others here: a verdict from another course or grader would be kept under a wrong name."""
    from grader.classroom import keys, plan

    exercise = grader.course.exercise(task.exercise)
    options = plan.Options(task.seed, task.confinement, task.backend)
    here = plan.shared_parts(grader.course, exercise, options)
    return [n for n in keys.explain(task.parts, here) if n != "work"]


def _take(run: str, task: Task) -> _Held:
    with _lock:
        if run not in _held:
            _held[run] = _Held(task.course, task.backend)
        held = _held[run]
        held.busy += 1
        if held.timer is not None:
            held.timer.cancel()
            held.timer = None
    return held


def _give_back(run: str, held: _Held) -> None:
    with _lock:
        held.busy -= 1
        if not held.busy and run in _held:
            held.timer = threading.Timer(IDLE_SECONDS, end_here, [run])
            held.timer.daemon = True
            held.timer.start()
