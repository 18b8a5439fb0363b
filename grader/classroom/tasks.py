"""The tasks of a class run: data only, and so is what comes back: a verdict, or a fault that is nobody's mistake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class Task:
    """One grading, as data that may travel.

    Attributes:
        course: the course's root.
        work: the file or folder to grade; it need not exist.
        key: of the plan; `parts` is what it is made of.
        backend: only this Milvus, or whichever serves.
    """

    course: str
    exercise: str
    work: str
    key: str
    seed: int
    confinement: str
    backend: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Task:
        return cls(**data)

    @property
    def digest(self) -> str:
        """sha256 of the files that were planned to be graded."""
        return self.parts.get("work", "")


@dataclass(frozen=True)
class Fault:
    """A task that ended without a verdict, through no fault of the learner's."""

    message: str
    log: str = ""


Outcome = dict[str, Any] | Fault
"""A result document, or a fault."""


class Executor(Protocol):
    """Grades what is submitted, in any order."""

    @property
    def slots(self) -> int:
        """How many tasks may run at once; may change while it runs."""

    def submit(self, task: Task) -> None:
        """Have it graded."""

    def next(self, seconds: float) -> tuple[Task, Outcome] | None:
        """One that is done, waiting at most so long; None when there is none."""

    def kill(self) -> None:
        """End what runs, with every process that belongs to it; its outcomes no longer count."""

    def close(self) -> None:
        """End everything; called once nothing runs, or after `kill`."""


def moved(task: Task, work: Path) -> Fault | None:
    """A fault where the files are not those that were planned: changed meanwhile, or not seen from this machine."""
    from grader import results

    try:
        found = results.work_digest(work)
    except OSError as error:
        return Fault(f"The files handed in can be read: {error.strerror or error}")
    if found == task.digest:
        return None
    what = "have changed since" if found else "are not here, though they were there when"
    return Fault(f"The files handed in {what} the run was planned: {work.name}")
