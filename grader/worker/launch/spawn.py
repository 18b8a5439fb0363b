"""Anywhere: a fresh interpreter for each worker, on loopback with a one-time token. Slower, and portable."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from grader.errors import LaunchFailed
from grader.worker import wire
from grader.worker.frames import receive, send
from grader.worker.launch.base import Trusted, confined
from grader.worker.process import Process
from grader.worker.sandbox import cgroups
from grader.worker.spec import WorkerSpec

_START = 60.0
_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "VIRTUAL_ENV", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


class SpawnLauncher:
    """Starts interpreters with ``subprocess``."""

    name = "spawn"

    def __init__(self, *, debug: bool = False, trusted: Trusted | None = None) -> None:
        """With `debug`, processes stay in the terminal's session, so that a debugger can read from it."""
        self.debug, self.trusted = debug, trusted or Trusted("")
        self.processes: list[subprocess.Popen[bytes]] = []

    def worker(self, spec: WorkerSpec) -> Process:
        if spec.confinement == "namespaces":
            return self._confined_worker(spec)
        process, sock = self._connected("grader.worker.main", cwd=spec.scratch)
        send(sock, wire.encode(spec.as_data()))
        return self._process(process, sock)

    def _confined_worker(self, spec: WorkerSpec) -> Process:
        """Without the loopback, which a worker in a network namespace of its own does not have."""
        ours, theirs = socket.socketpair()
        told, tell = os.pipe()
        try:
            started = self._start(
                ["-m", "grader.worker.main", "fd", str(theirs.fileno()), str(tell)],
                cwd=spec.scratch,
                pass_fds=(theirs.fileno(), tell),
            )
        finally:
            theirs.close()
            os.close(tell)
        if started.stdin is not None:
            started.stdin.close()
        send(ours, wire.encode(spec.as_data()))
        process = self._process(started, ours)
        process.waiter = confined(process, told)
        return process

    def runner(self) -> tuple[Process, socket.socket]:
        """A trusted process that will read its job from the socket returned."""
        process, sock = self._connected(self.trusted.module, cwd=tempfile.gettempdir())
        return self._process(process, None), sock

    def _connected(self, module: str, *, cwd: str) -> tuple[subprocess.Popen[bytes], socket.socket]:
        token = secrets.token_hex(32)
        with socket.create_server(("127.0.0.1", 0)) as server:
            host, port = server.getsockname()[:2]
            process = self._start(["-m", module, host, str(port)], cwd=cwd)
            if process.stdin is None:
                raise LaunchFailed("A pipe to the process", "none")
            with contextlib.suppress(OSError):
                process.stdin.write(token.encode() + b"\n")
                process.stdin.close()
            return process, self._accept(server, process, token)

    def lite(self, data_dir: Path, address: str) -> Process:
        socket_path = Path(address.removeprefix("unix:"))
        arguments = ["-m", "grader.backends.lite", "--data-dir", str(data_dir), "--socket", str(socket_path)]
        log = data_dir.parent / "lite.log"
        with log.open("ab") as output:
            started = self._start(arguments, cwd=str(data_dir.parent), output=output)
        process = self._process(started, None)

        def wait() -> None:
            end = time.monotonic() + _START
            while time.monotonic() < end and started.poll() is None:
                if socket_path.exists() and _listens(socket_path):
                    return
                time.sleep(0.02)
            process.end()
            said = log.read_text(errors="replace").strip()[-600:]
            raise LaunchFailed("Milvus Lite listens", said or "it did not", "`grader doctor`")

        process.waiter = wait
        return process

    def close(self) -> None:
        for process in self.processes:
            _end(process)
        self.processes.clear()
        cgroups.sweep()  # of workers whose trusted process was ended first

    def _start(
        self, arguments: list[str], *, cwd: str, output: IO[bytes] | None = None, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        environment = {k: v for k, v in os.environ.items() if k in _VARIABLES or k.startswith("GRADER_TEST_")}
        environment |= {
            "OMP_NUM_THREADS": "1",
            "GRPC_VERBOSITY": "NONE",
            "PYTHONUNBUFFERED": "1",
            "PYTHONSAFEPATH": "1",
        }
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[3])
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=output or (None if self.debug else subprocess.PIPE),
            stderr=subprocess.STDOUT if output or not self.debug else None,
            cwd=cwd,
            env=environment,
            pass_fds=pass_fds,
            start_new_session=not self.debug,
        )
        self.processes.append(process)
        return process

    def _accept(self, server: socket.socket, process: subprocess.Popen[bytes], token: str) -> socket.socket:
        """The first connection that knows the token; others are closed."""
        end = time.monotonic() + _START
        server.settimeout(0.2)
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(TimeoutError):
                sock, _ = server.accept()
                sock.settimeout(5)
                with contextlib.suppress(OSError, wire.ProtocolError):
                    said = receive(sock, 1 << 10)
                    if said is not None and secrets.compare_digest(bytes(said), token.encode()):
                        sock.settimeout(None)
                        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        return sock
                sock.close()
        said_last = _last_words(process)
        _end(process)
        raise LaunchFailed("The worker connects", said_last or "it did not", "`grader doctor`")

    def _process(self, process: subprocess.Popen[bytes], sock: socket.socket | None) -> Process:
        output = os.dup(process.stdout.fileno()) if process.stdout is not None else None
        if process.stdout is not None:
            process.stdout.close()

        def end() -> int | None:
            _end(process)
            cgroups.remove(process.pid)
            if process in self.processes:
                self.processes.remove(process)
            return process.returncode

        return Process(process.pid, end, process.poll, sock, output)


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _last_words(process: subprocess.Popen[bytes]) -> str:
    if process.stdout is None:
        return ""
    os.set_blocking(process.stdout.fileno(), False)
    try:
        return os.read(process.stdout.fileno(), 1 << 16).decode(errors="replace").strip()[-600:]
    except OSError:
        return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and its group, and collect it."""
    alive = process.poll() is None
    with contextlib.suppress(OSError):
        if os.getpgid(process.pid) == process.pid or not alive:
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
