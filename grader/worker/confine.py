"""What holds for every worker, inside a sandbox or not: its session, its limits, its environment, its output."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from grader.backends.keeper import die_with_parent
from grader.worker.spec import KEPT_VARIABLES, WorkerSpec


def confine(spec: WorkerSpec) -> None:
    """What holds for every worker: own session, dies with its parent, limits, a bare environment."""
    if not spec.debug:  # a debugger reads from the terminal, which a new session has not
        with contextlib.suppress(OSError):
            os.setsid()
    die_with_parent()
    keep = {k: os.environ[k] for k in KEPT_VARIABLES if k in os.environ}
    if spec.jail is None or "environment" not in spec.jail["off"]:
        os.environ.clear()
    os.environ.update(keep, HOME=spec.scratch, TMPDIR=spec.scratch, **spec.variables)
    os.chdir(spec.scratch)
    import tempfile

    tempfile.tempdir = None
    if not spec.debug:
        limit_resources(spec.memory)


def limit_resources(memory: int) -> None:
    """Bound memory (MiB beyond what is mapped now), file size, descriptors and core files."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 256 << 20, resource.RLIMIT_NOFILE: 512}
    if memory and sys.platform == "linux":
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        limits[resource.RLIMIT_AS] = mapped + (memory << 20)
    for what, limit in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))


def flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


def last_words(error: BaseException, say: Callable[[BaseException], str]) -> None:
    """End a worker in which something was raised between two calls: the submission's own lines, and none of ours."""
    for _ in range(3):  # the next signal may come in the very line that keeps it out
        with contextlib.suppress(BaseException):
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            break
    with contextlib.suppress(BaseException):
        sys.stderr.write(f"Raised between two calls, so that the process ended:\n{say(error)}")
        flush()
    os._exit(70)


def redirect_output(descriptor: int) -> None:
    """Send both standard streams to one pipe, unbuffered beyond a line."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    for name, fd in (("stdout", 1), ("stderr", 2)):
        stream = open(fd, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
