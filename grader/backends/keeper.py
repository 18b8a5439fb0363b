"""Child processes that end with this one, however it ends.

Linux can kill a child when its parent *thread* ends (``PR_SET_PDEATHSIG``). So children are started by one thread
that lives as long as the process, and ask for that signal themselves. Elsewhere a child watches its stdin, a pipe
that closes when the parent is gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_lock = threading.Lock()
_threads: dict[int, ThreadPoolExecutor] = {}

KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "HOME", "XDG_CACHE_HOME", "VIRTUAL_ENV")
"""What a child of ours inherits from the environment; secrets that happen to lie there stay here."""


def start(
    arguments: Sequence[str],
    *,
    cwd: Path | str,
    output: Any,
    pass_fds: Sequence[int] = (),
    variables: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own, with a pipe as stdin, from the thread that lives on."""

    def run() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            list(arguments),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment(variables),
            pass_fds=tuple(pass_fds),
            start_new_session=True,
        )

    return _thread().submit(run).result()


def module(name: str, *arguments: str) -> list[str]:
    """The argument vector that runs one of our own modules in this interpreter."""
    return [sys.executable, "-m", name, *arguments]


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """A bare environment in which this package can be imported."""
    kept = {k: os.environ[k] for k in KEPT_VARIABLES if k in os.environ}
    own = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONSAFEPATH": "1", "PYTHONUNBUFFERED": "1"}
    return {**kept, **own, **(variables or {})}


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the thread that made it ends; Linux only."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def end(process: subprocess.Popen[bytes], seconds: float = 10.0) -> int | None:
    """SIGKILL to the whole group, then wait; the wait status, or None if even that did not end it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    if process.stdin is not None:
        process.stdin.close()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def wait_gone(pid: int, seconds: float = 10.0) -> None:
    """Wait until a killed process that is nobody's child of ours has ended; a zombie has."""
    end = time.monotonic() + seconds
    while _runs(pid) and time.monotonic() < end:
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in ("Z", "X")
        except (OSError, IndexError):
            return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def short_folder() -> Path:
    """A folder for sockets, ours alone: a socket's path may have 107 bytes, and test folders are longer."""
    short = "/tmp" if len(tempfile.gettempdir()) > 40 else None  # noqa: S108  mkdtemp makes it ours alone
    return Path(tempfile.mkdtemp(prefix="mv-", dir=short))


def _thread() -> ThreadPoolExecutor:
    """One thread for this process; a fork of it needs another."""
    with _lock:
        if os.getpid() not in _threads:
            _threads.clear()
            _threads[os.getpid()] = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        return _threads[os.getpid()]
