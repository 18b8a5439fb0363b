"""What is raced: this grader's class run, and plain pytest in a loop. The peers are in ``peers.py``.

A contender grades hand-ins of ``classroom.py`` and tells how long it took, from the command to its end, and the
points that it gave.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import classroom
from classroom import Handed

AT_ONCE = len(os.sched_getaffinity(0))
LIMIT = 10.0
"""Seconds for one run of those who have a limit for the whole run only: five checks of 2 s, this grader's deadline."""
ENV = {**os.environ, "OMP_NUM_THREADS": "1", "NO_COLOR": "1"}
for _name in ("CI", "PYTHONPATH", "GRADER_COURSE", "PYTHONDONTWRITEBYTECODE"):
    ENV.pop(_name, None)


@dataclass
class Run:
    """How long it took, the processor's time in it, and the points of each hand-in; None where no verdict came."""

    seconds: float
    points: dict[str, float | None] = field(default_factory=dict)
    cpu: float = 0.0


class Contender(Protocol):
    name: str

    def grade(self, handins: list[Handed], folder: Path) -> Run:
        """Grade them in `folder`, which is empty."""


def command(argv: list[str], *, limit: float, cwd: Path, env: dict[str, str] | None = None) -> tuple[int | None, str]:
    """Run to the end or the limit; with it ends whatever it started. The status is None after the limit."""
    # A file and no pipe: a database that outlives its owner would hold a pipe open.
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=cwd, env={**ENV, **(env or {})},
            start_new_session=True,
        )  # fmt: skip
        try:
            status: int | None = process.wait(limit)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        return status, output.read()


class Bulk:
    """`grader bulk`, as it is started from a shell."""

    def __init__(self, name: str, *options: str) -> None:
        self.name, self.options = name, options

    def argv(self, export: Path, course: Path, out: Path, *more: str) -> list[str]:
        start = [sys.executable, "-c", "from grader.cli import main; main()", "bulk", str(export), "--out", str(out)]
        return [*start, "--course", str(course), *self.options, *more]

    def grade(self, handins: list[Handed], folder: Path) -> Run:
        course = folder / "course"
        shutil.copytree(classroom.MINI, course)
        export = classroom.write(handins, folder / "export")
        start = time.perf_counter()
        status, said = command(self.argv(export, course, folder / "run"), limit=900, cwd=folder)
        seconds = time.perf_counter() - start
        if status != 0:
            raise SystemExit(f"grader bulk ended with {status}:\n{said[-3000:]}")
        return Run(seconds, points_in(folder / "run"))


def points_in(run: Path) -> dict[str, float | None]:
    """The points in the store of a class run."""
    from grader.classroom.store import Store

    with Store(run / "store.sqlite", readonly=True) as store:
        return {e.handin: e.result["points"] if e.result else None for e in store.entries()}


class Plain:
    """Plain pytest in a loop, as many at once as there are cores, the solution in pytest's own process."""

    name = "plain pytest in a loop"

    def grade(self, handins: list[Handed], folder: Path) -> Run:
        for source in (
            classroom.ROOT / "tests" / "plain" / "conftest.py",
            classroom.MINI / "exercises" / "ch01_mini" / "test_ex01_nearest.py",
        ):
            shutil.copy(source, folder)
        (folder / "pytest.ini").write_text("[pytest]\n")
        export = classroom.write(handins, folder / "export")
        start = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            points = dict(
                pool.map(lambda h: (h.id, self._one(export / h.id / "ch01" / classroom.NAME, folder)), handins)
            )
        return Run(time.perf_counter() - start, points)

    def _one(self, work: Path, folder: Path) -> float | None:
        argv = [sys.executable, "-m", "pytest", "-rA", "-q", "-p", "no:cacheprovider", "test_ex01_nearest.py"]
        env = {"SUBMISSION": str(work), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(classroom.ROOT)}
        _, said = command(argv, limit=LIMIT, cwd=folder, env=env)
        weights = {"test_rows_arrive": 2, "test_search": 2}
        passed = set(re.findall(r"^PASSED \S+::(\w+)", said, re.MULTILINE))
        return float(sum(weights.get(name, 1) for name in passed)) if said else None
