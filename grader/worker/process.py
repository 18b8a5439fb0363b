"""A process that a launcher started: its socket, what it prints, and an end that can be seen."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from grader.worker.processes import below


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


def signal_name(status: int) -> str:
    """``SIGKILL`` for -9."""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
