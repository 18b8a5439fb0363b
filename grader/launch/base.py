"""What a launcher gives: processes with a socket, a pipe for what they print, and an end that can be seen."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from grader.errors import LaunchFailed
from grader.processes import below

if TYPE_CHECKING:
    from grader.worker import WorkerSpec


@dataclass
class Process:
    """A process that a launcher started and will end.

    Attributes:
        pid: its id, also of its process group.
        sock: the wire to a worker; None for Milvus Lite.
        output: descriptor that reads what it prints, or None.
        ender: kills the whole group and waits; returns the wait status, or None when unknown.
        poller: the wait status if it has ended, else None.
        waiter: blocks until it is ready, once; None when it is.
    """

    pid: int
    ender: Callable[[], int | None]
    poller: Callable[[], int | None]
    sock: socket.socket | None = None
    output: int | None = None
    waiter: Callable[[], None] | None = None
    status: int | None = field(default=None, init=False)
    _ended: bool = field(default=False, init=False)

    def wait_ready(self) -> None:
        """Block until it can be used; raises :class:`LaunchFailed` with its last words."""
        waiter, self.waiter = self.waiter, None
        if waiter is not None:
            waiter()

    def poll(self) -> int | None:
        """The exit status once it has ended: as ``subprocess`` has it, negative for a signal."""
        if self.status is None and not self._ended:
            self.status = self.poller()
        return self.status

    def end(self) -> int | None:
        """Kill it and everything in its group; safe to call twice."""
        if not self._ended:
            self._ended = True
            found = self.ender()
            self.status = self.status if self.status is not None else found
            if self.sock is not None:
                self.sock.close()
            if self.output is not None:
                os.close(self.output)
                self.output = None
        return self.status

    def cpu_seconds(self) -> float | None:
        """CPU time used so far by it and all below it, children that ended included; None where it cannot be read."""
        if sys.platform != "linux":
            return None
        ticks, found = 0, False
        # A sandboxed worker is a grandchild; and what a submission starts is its own time too.
        for pid in (self.pid, *below(self.pid)):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            ticks += sum(int(f) for f in fields[11:15])
            found = True
        return ticks / os.sysconf("SC_CLK_TCK") if found else None


_CONFINED_WITHIN = 60.0
_VARIABLES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "VIRTUAL_ENV",
    "XDG_CACHE_HOME",
    "DOCKER_HOST",
    "LD_LIBRARY_PATH",
)
_PREFIXES = ("GRADER_", "OPENBLAS_", "PYTEST_", "COVERAGE_")


def parent_environment() -> dict[str, str]:
    """What a process inherits from which workers are forked: a fork could read whatever else stood there."""
    return {k: v for k, v in os.environ.items() if k in _VARIABLES or k.startswith(_PREFIXES)}


def confined(process: Process, told: int) -> Callable[[], None]:
    """A waiter: returns once a worker has said that it is confined.

    Args:
        told: reads the worker's one byte; closed here.
    """

    def wait() -> None:
        with selectors.DefaultSelector() as selector, os.fdopen(told, "rb") as ready:
            selector.register(ready, selectors.EVENT_READ)
            if selector.select(_CONFINED_WITHIN) and ready.read(1):
                return
        said = ""
        if process.output is not None:
            os.set_blocking(process.output, False)
            with contextlib.suppress(OSError):
                said = os.read(process.output, 4_000).decode(errors="replace").strip()
        process.end()
        raise LaunchFailed("A worker is confined", said or "it ended", "`grader doctor`")

    return wait


class Launcher(Protocol):
    """Starts workers and Milvus Lite for one trusted process."""

    name: str

    def worker(self, spec: WorkerSpec) -> Process:
        """Start a worker with its socket and output pipe.

        Raises:
            LaunchFailed: when the process cannot be made.
        """

    def lite(self, data_dir: Path, address: str) -> Process:
        """Start Milvus Lite on a unix socket; `wait_ready` returns once it listens."""

    def close(self) -> None:
        """End everything it started."""


def signal_name(status: int) -> str:
    """``SIGKILL`` for -9."""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
