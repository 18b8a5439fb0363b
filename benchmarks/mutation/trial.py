"""One mutant against its tests: a fork of a process that has the libraries, but nothing of the grader, within bounds.

A fork costs a hundredth of a start; the mutant stands in a copy of the course, so that a subprocess of a test meets it too.
"""

import contextlib
import ctypes
import importlib
import os
import resource
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

LIBRARIES = ("pytest", "_pytest.assertion.rewrite", "numpy", "msgspec", "msgpack", "click", "rich.table", "rich.markdown", "yaml", "jinja2",
             "tomlkit", "libcst", "grpc", "pymilvus", "google.protobuf", "unittest.mock", "xml.etree.ElementTree", "sqlite3")  # fmt: skip
MEMORY = 6 << 30
SUBREAPER = 36


@dataclass(frozen=True)
class End:
    """How a run of the tests ended: pytest's own number, or None where a bound ended it; CPU seconds of it and its children."""

    code: int | None
    cpu: float


def prepare():
    """Import the libraries once; what a mutant's processes leave behind becomes ours, to be ended."""
    for name in LIBRARIES:
        importlib.import_module(name)
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def run(course: Path, tests: list[str], cpu: int, wall: float, log: Path, remember: bool = False) -> End:
    """Run the tests in a copy of the course.

    Args:
        cpu: seconds of computing that one process may take.
        wall: seconds until a run that waits for something is given up.
        remember: keep compiled modules for the runs to come: only where nothing is mutated.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        _tests(course, tests, cpu, log, remember)
    ended = _wait(child, wall)
    _end_all(child)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if ended is None or (os.WIFSIGNALED(ended) and os.WTERMSIG(ended) in (signal.SIGXCPU, signal.SIGKILL)):
        return End(None, spent)
    return End(os.waitstatus_to_exitcode(ended), spent)


def _tests(course: Path, tests: list[str], cpu: int, log: Path, remember: bool) -> None:
    code = 70
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.chdir(course)
        sys.path[:] = [str(course), *(p for p in sys.path if (p and "site-packages" in p) or p.startswith(sys.base_prefix))]
        sys.dont_write_bytecode = not remember
        os.environ.update(PYTHONPATH=str(course), PYTHONDONTWRITEBYTECODE="" if remember else "1")
        import pytest

        code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--tb=short", "--disable-plugin-autoload", *tests]))
        sys.stdout.flush()
    finally:
        os._exit(code)


def _wait(child: int, wall: float) -> int | None:
    """How the child ended; None where it did not in time."""
    until = time.monotonic() + wall
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return status
        time.sleep(0.01)
    return None


def _end_all(child: int) -> None:
    """Nothing of a run outlives it, in whatever session it is."""
    while True:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        for pid in _children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children() -> list[int]:
    me = os.getpid()
    return [int(pid) for pid in Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii").split()]
