"""The process that holds a cluster: it starts the parts, takes one away when told, and says how they are.

``python -m grader.backends.cluster.supervise PLAN.json``, below the guard, in the network that the parts share. It
answers on a unix socket, one JSON line a connection: ``{"do": "processes"}``, ``{"do": "stop", "name": "querynode1"}``,
``{"do": "start", …}``, ``{"do": "healthy", …}``, ``{"do": "metrics", …}``. The parts end with it, however it ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.backends import plainhttp
from grader.backends.cluster import network
from grader.backends.cluster.parts import PARTS
from grader.backends.keeper import die_with_parent

STORES = ("etcd", "log")
PATIENCE = 30.0


@dataclass
class Held:
    """One part that was started."""

    process: subprocess.Popen[bytes]
    state: str = "running"


class Supervisor:
    """Every part by its name; one thread, so that no part outlives the thread that made it."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan, self.held = plan, {}  # type: tuple[dict[str, Any], dict[str, Held]]
        self.ports: dict[str, int] = plan["ports"]

    def begin(self) -> None:
        """Start them all: first the two that keep what the others must find."""
        for name in STORES:
            self.start(name)
        end = time.monotonic() + PATIENCE
        while not all(self.healthy(name) for name in STORES) and time.monotonic() < end:
            time.sleep(0.02)
        for name in PARTS:
            if name not in STORES:
                self.start(name)

    def start(self, name: str) -> dict[str, Any]:
        """Start a part that does not run; one that was paused goes on."""
        held = self.held.get(name)
        if held is not None and held.process.poll() is None:
            if held.state == "paused":
                held.process.send_signal(signal.SIGCONT)
                held.state = "running"
            return {"pid": held.process.pid}
        part = self.plan["parts"][name]
        with Path(part["log"]).open("ab") as log:
            process = subprocess.Popen(
                part["arguments"], cwd=part["folder"], env=part["variables"], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, preexec_fn=die_with_parent,  # noqa: PLW1509  one thread
            )  # fmt: skip
        self.held[name] = Held(process)
        return {"pid": process.pid}

    def stop(self, name: str) -> dict[str, Any]:
        """SIGKILL; the log, which keeps everything in memory, only stands still and loses nothing."""
        held = self.held[name]
        if held.process.poll() is None:
            if PARTS[name].role == "log":
                held.process.send_signal(signal.SIGSTOP)
                held.state = "paused"
            else:
                held.process.kill()
                held.process.wait()
                held.state = "stopped"
        return {"pid": held.process.pid}

    def healthy(self, name: str) -> bool:
        """Whether a part says so itself; the log has no such door and is asked for a connection."""
        part = PARTS[name]
        if name not in self.held or self.held[name].state != "running" or self.held[name].process.poll() is not None:
            return False
        if part.role == "log":
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.ports["log"]), 1.0):
                return True
            return False
        port = self.ports["etcd" if part.role == "etcd" else part.metrics]
        path = "/health" if part.role == "etcd" else "/healthz"
        try:
            status, body = plainhttp.get(f"http://127.0.0.1:{port}", path, 1.0)
        except OSError:
            return False
        return status == 200 and ("true" if part.role == "etcd" else "OK") in body

    def processes(self) -> list[dict[str, Any]]:
        """Each part: name, role, pid, state, status, MiB of memory, ports with their use, and whom it has called."""
        running = {name: held.process.pid for name, held in self.held.items() if held.process.poll() is None}
        sockets = {name: network.inodes(pid) for name, pid in running.items()}
        ports = network.listening(sockets)
        calls = network.talking(sockets, ports)
        return [self._one(name, held, ports.get(name, set()), calls.get(name, set())) for name, held in self.held.items()]

    def _one(self, name: str, held: Held, ports: set[int], calls: set[str]) -> dict[str, Any]:
        status = held.process.poll()
        uses = {self.ports[known]: use for known, use in PARTS[name].ports.items()}
        total, own = _memory(held.process.pid) if status is None else (0, 0)
        return {
            "name": name, "role": PARTS[name].role, "pid": held.process.pid,
            "state": "ended" if status is not None and held.state != "stopped" else held.state, "status": status,
            "resident": total, "own": own,
            "ports": {str(port): uses.get(port, "") for port in sorted(ports)}, "calls": sorted(calls),
        }  # fmt: skip

    def metrics(self, name: str) -> str:
        """The Prometheus text of one part.

        Raises:
            OSError: it does not answer.
        """
        part = PARTS[name]
        port = self.ports["etcd" if part.role == "etcd" else part.metrics]
        return plainhttp.get(f"http://127.0.0.1:{port}", "/metrics", 10.0)[1]

    def answer(self, line: bytes) -> dict[str, Any]:
        """Do what one line asks for."""
        try:
            asked = json.loads(line)
            what, name = asked["do"], asked.get("name", "")
            if what == "processes":
                return {"done": self.processes()}
            if name not in PARTS or what not in ("start", "stop", "healthy", "metrics"):
                return {"refused": f"{what} {name}"}
            return {"done": getattr(self, what)(name)}
        except (OSError, ValueError, KeyError, TypeError) as error:
            return {"refused": f"{type(error).__name__}: {error}"}


def _memory(pid: int) -> tuple[int, int]:
    """MiB that a process holds, and how much of it no other shares."""
    try:
        pages, shared = map(int, Path(f"/proc/{pid}/statm").read_text().split()[1:3])
    except (OSError, ValueError):
        return 0, 0
    size = os.sysconf("SC_PAGE_SIZE")
    return pages * size >> 20, (pages - shared) * size >> 20


def main(arguments: list[str]) -> None:
    """Start the cluster that the plan describes, and answer until killed."""
    plan = json.loads(Path(arguments[0]).read_text())
    listener = socket.socket(socket.AF_UNIX)
    Path(plan["socket"]).unlink(missing_ok=True)
    listener.bind(plan["socket"])
    listener.listen(16)
    supervisor = Supervisor(plan)
    supervisor.begin()
    while True:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError), connection.makefile("rwb") as stream:
            connection.settimeout(5.0)  # whoever connects and says nothing holds up nobody for long
            stream.write(json.dumps(supervisor.answer(stream.readline(1 << 16))).encode() + b"\n")
            stream.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
