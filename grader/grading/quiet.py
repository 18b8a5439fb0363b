"""Whether a tree of processes only waits: for a time on end none of them wanted a processor or waited for a disk.

A grading whose blame is open runs alone, so that no neighbour is the cause of it. One that sleeps cannot be slowed by
neighbours, and holding every slot for it would let a few hand-ins that wait for ever stop a whole class.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from grader.worker.processes import below

SECONDS = 3.0
"""So long it must have been quiet."""
TICK = 0.25
SHARE = 0.05
"""Of one processor: what a sleeping worker's supervisor and a database without work take for themselves."""

Sample = dict[int, int]
"""Thread to nanoseconds that it ran or stood ready to run."""


class Watch(threading.Thread):
    """Calls back once, as soon as all below `root` has been quiet for `SECONDS`; `end` it in any case.

    Never calls where the kernel does not tell how long a thread stood in the queue.
    """

    def __init__(self, root: int, when_quiet: Callable[[], None]) -> None:
        super().__init__(daemon=True, name="quiet")
        self.root, self.when_quiet = root, when_quiet
        self._ended = threading.Event()

    def run(self) -> None:
        first = sample(self.root)
        ticks = 0
        while not self._ended.wait(TICK):
            now = sample(self.root)
            ticks += 1
            if not still(first, now, ticks * TICK):
                first, ticks = now, 0
            elif ticks * TICK >= SECONDS:
                self.when_quiet()
                return

    def end(self) -> None:
        self._ended.set()
        self.join()


def still(before: Sample | None, now: Sample | None, seconds: float) -> bool:
    """Whether nothing came, went, or wanted more than its share of a processor in between."""
    if not before or not now or before.keys() != now.keys():
        return False
    return sum(now[tid] - before[tid] for tid in now) < max(seconds, 1.0) * SHARE * 1e9


def sample(root: int) -> Sample | None:
    """Every thread below `root`; None where one waits for a disk, or the kernel does not tell."""
    found: Sample = {}
    for pid in below(root):
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
        except OSError:  # it has just ended
            continue
        for task in tasks:
            try:
                state = (task / "stat").read_text().rpartition(")")[2].split()[0]
                ran, waited = (task / "schedstat").read_text().split()[:2]
            except FileNotFoundError:
                if not Path("/proc/self/schedstat").exists():
                    return None
                continue
            except (OSError, ValueError, IndexError):
                continue
            if state == "D":
                return None
            found[int(task.name)] = int(ran) + int(waited)
    return found
