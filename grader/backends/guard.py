"""The process between the grader and a server: it takes the network away, relays, watches, and ends with the grader.

``python -m grader.backends.guard SPEC.json REPORT_FD``. The tree is grader → guard → server. The guard enters a
network namespace of its own, so that none of the server's ports can be reached from outside; sockets that it
opened before still can. It kills the server when it uses more memory or disk than allowed, and when stdin closes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from grader.backends.confine import enter_network_namespace
from grader.backends.keeper import die_with_parent

WATCH_SECONDS = 1.0
EXIT_NOT_CONFINED = 71


@dataclass(frozen=True)
class Listen:
    """A door: a unix socket's path, or a loopback port (0 for any), and the port inside that it leads to."""

    inside: int
    path: str | None = None
    port: int | None = None

    def open(self) -> socket.socket:
        """Start listening; the socket belongs to the network that this process is in now."""
        if self.path is not None:
            Path(self.path).unlink(missing_ok=True)
            sock = socket.socket(socket.AF_UNIX)
            sock.bind(self.path)
        else:
            sock = socket.socket(socket.AF_INET)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind(("127.0.0.1", self.port or 0))
        sock.listen(128)
        return sock


@dataclass(frozen=True)
class Spec:
    """What to run and how far to let it go.

    Attributes:
        arguments: the server's argument vector.
        folder: its working directory; `disk` bounds what it holds.
        variables: its whole environment.
        listen: the doors; none where the server is not confined.
        confine: whether to take the network away. If that fails the guard ends: it never runs on without saying so.
        memory: resident MiB, of the server and its children.
        disk: MiB.
        remove: what to delete when the owner hangs up without having cleaned up.
    """

    arguments: list[str]
    folder: str
    variables: dict[str, str]
    log: str
    listen: list[Listen] = field(default_factory=list)
    confine: bool = True
    memory: int = 4096
    disk: int = 8192
    remove: list[str] = field(default_factory=list)

    def write(self, path: Path) -> None:
        """As JSON, for the guard to read."""
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> Spec:
        """What `write` wrote."""
        data: dict[str, Any] = json.loads(path.read_text())
        return cls(**{**data, "listen": [Listen(**d) for d in data["listen"]]})


def main(arguments: list[str]) -> int:
    """Run until the server ends, stdin closes or a limit is passed; the server's exit status."""
    spec, report = Spec.read(Path(arguments[0])), int(arguments[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    doors = [(door.open(), door.inside) for door in spec.listen]
    private = Path(spec.folder) / ".private"
    private.mkdir(exist_ok=True)
    _adopt_orphans()
    refused = enter_network_namespace(private) if spec.confine else ""
    if refused:
        os.write(report, json.dumps({"refused": refused}).encode())
        return EXIT_NOT_CONFINED
    with Path(spec.log).open("ab") as log:
        server = subprocess.Popen(
            spec.arguments, cwd=spec.folder, env=spec.variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            preexec_fn=_in_the_server,  # noqa: PLW1509  the guard has one thread
        )  # fmt: skip
        ports = [s.getsockname()[1] for s, _ in doors if s.family == socket.AF_INET]
        os.write(report, json.dumps({"server": server.pid, "ports": ports}).encode())
        os.close(report)
        try:
            why = asyncio.run(_watch(spec, server, doors))
        finally:
            server.kill()
            server.wait()
            _wait_for_orphans()
            sweep(server.pid)
        if why:
            log.write(f"[guard] {why}\n".encode())
        else:
            for place in spec.remove:
                shutil.rmtree(place, ignore_errors=True)
    return server.returncode if server.returncode >= 0 else 128 - server.returncode


def _adopt_orphans() -> None:
    """Become the parent of what the server leaves behind (Linux): a cluster's supervisor leaves ten processes."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def _wait_for_orphans(seconds: float = 10.0) -> None:
    """Wait until they have ended too, which they were told to: what still writes would come back into a removed folder."""
    end = time.monotonic() + seconds
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)


def sweep(pid: int) -> None:
    """Milvus leaves a file of its own in a shared folder, wherever TMPDIR points."""
    with contextlib.suppress(OSError):
        Path(f"/tmp/milvus/server_id_{pid}").unlink()  # noqa: S108  the server chose that name
        Path("/tmp/milvus").rmdir()  # noqa: S108  refused while others use it


def _in_the_server() -> None:
    die_with_parent()
    with contextlib.suppress(OSError):  # if memory runs out, the kernel takes the server and not the grader
        Path("/proc/self/oom_score_adj").write_text("900")


async def _watch(spec: Spec, server: subprocess.Popen[bytes], doors: list[tuple[socket.socket, int]]) -> str:
    """Relay until something ends; why it had to be ended, or nothing."""
    from grader.backends.relay import relay

    await relay(doors)
    hung_up = asyncio.get_running_loop().create_task(_stdin_closes())
    owner, rounds = os.getppid(), 0
    while not hung_up.done() and os.getppid() == owner:  # a fork of the owner may hold the pipe open
        status = server.poll()
        if status is not None:
            return f"the server ended by itself, status {status}"
        if (used := sum(map(resident, family(server.pid)))) > spec.memory:
            return f"killed: it used {used} MiB of memory, {spec.memory} are allowed"
        if rounds % 5 == 0 and (stored := disk(Path(spec.folder))) > spec.disk:
            return f"killed: it stored {stored} MiB, {spec.disk} are allowed"
        rounds += 1
        await asyncio.wait([hung_up], timeout=WATCH_SECONDS)
    return ""


async def _stdin_closes() -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.read(4096):
        pass


def resident(pid: int) -> int:
    """MiB of memory that a process holds; 0 when it cannot be told."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") >> 20
    except (OSError, IndexError, ValueError):
        pass
    try:
        command = ["ps", "-o", "rss=", "-p", str(pid)]
        asked = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)
        return int(asked.stdout.strip() or 0) >> 10
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0


def family(pid: int) -> list[int]:
    """A process and its children; the parts of a cluster are its supervisor's."""
    try:
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except (OSError, ValueError):
        return [pid]


def disk(folder: Path) -> int:
    """MiB that the files below a folder occupy."""
    blocks = 0
    for top, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                blocks += os.lstat(os.path.join(top, name)).st_blocks  # noqa: PTH118  thousands of files, each second
    return blocks * 512 >> 20


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
