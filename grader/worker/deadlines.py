"""How long a submission may take: CPU time and a wall clock for a question, and one total for the questions of a check."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.worker.process import Process

WALL_FACTOR, WALL_LEAST = 4.0, 15.0
"""Wall clock per second of CPU time that is allowed, and the least of it in seconds."""
TOTAL_FACTOR, TOTAL_LEAST = 2.0, 60.0
"""All waiting of one check, in wall clocks of one question, and the least of it in seconds."""


@dataclass
class Waited:
    """How long one check has waited for the submission so far, over all its workers.

    Attributes:
        most: seconds.
        seconds: of the questions that have been answered.
    """

    most: float
    seconds: float = 0.0

    @property
    def left(self) -> float:
        """Seconds that the check may still wait."""
        return max(0.0, self.most - self.seconds)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """What happens meanwhile is waiting."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds += time.monotonic() - started


def wall_of(timeout: float, patience: float = 1.0) -> float:
    """Seconds that something may take which is allowed `timeout` seconds of CPU time."""
    return max(WALL_LEAST, timeout * WALL_FACTOR) * patience


def total_of(timeout: float, patience: float = 1.0) -> float:
    """Seconds that all questions of one check may take together."""
    return max(TOTAL_LEAST * patience, TOTAL_FACTOR * wall_of(timeout, patience))


@dataclass(frozen=True)
class Deadline:
    """When one question to a submission has taken too long.

    Attributes:
        timeout: seconds of CPU time.
        started: on the monotonic clock.
        cpu_before: what the process had used by then.
        limited: False where a person is debugging.
        before: what the check has waited before.
    """

    timeout: float
    started: float
    cpu_before: float
    limited: bool
    patience: float
    before: Waited

    @property
    def wall(self) -> float:
        """Seconds by the clock on the wall."""
        return wall_of(self.timeout, self.patience)

    def passed(self, process: Process) -> str:
        """Which bound has been passed: ``cpu``, ``wall``, ``total``, or nothing."""
        elapsed = time.monotonic() - self.started
        if not self.limited:
            return ""
        if self.before.seconds + elapsed > self.before.most:
            return "total"
        if elapsed < self.timeout:
            return ""
        used = process.cpu_seconds()
        if used is not None and used - self.cpu_before > self.timeout:
            return "cpu"
        return "wall" if elapsed > self.wall else ""
