"""Linux: one parent imports everything once, opens no gRPC channel, and forks whatever is asked of it.

The parent is a process of its own (``python -m grader.worker.launch.fork``), single-threaded, and holds no seed,
roster, secret or solution: a fork inherits its memory. A runner's job goes to the runner on a socket that
the parent never reads. Forking beside an open channel hung 3 times in 60; a parent without one never did.

Requests come on ``SOCK_SEQPACKET`` pairs, one message each, with the descriptors that the child gets. What
was started for a connection ends with it; orphans that a submission leaves come to the parent (it is their
subreaper) and are killed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgpack

from grader.errors import LaunchFailed
from grader.worker.confine import last_words
from grader.worker.launch.base import Trusted, confined, parent_environment
from grader.worker.process import Process
from grader.worker.processes import children
from grader.worker.sandbox import cgroups
from grader.worker.spec import WorkerSpec

_PACKET = 1 << 20
_LITE_READY = 30.0


class ForkLauncher:
    """A connection to the forking parent; thread-safe."""

    name = "fork"

    def __init__(self, sock: socket.socket, parent: subprocess.Popen[bytes] | None = None) -> None:
        self.sock, self.parent = sock, parent
        self.lock = threading.Lock()

    @classmethod
    def start(cls, *, milvus: bool = True, trusted: Trusted | None = None) -> ForkLauncher:
        """Start a parent of one's own; returns at once, while it is still importing.

        Args:
            milvus: import pymilvus and Milvus Lite too, which checks in plain NumPy do without.
            trusted: what trusted processes run; None where none will be asked for.
        """
        trusted = trusted or Trusted("")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "GRPC_VERBOSITY": "NONE"}
        parent = subprocess.Popen(
            [sys.executable, "-m", "grader.worker.launch.fork", str(theirs.fileno()), "milvus" if milvus else "numpy", trusted.module, *trusted.imports],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            cwd="/",
            env={**parent_environment(), **threads, "PYTHONPATH": _own_path()},
            start_new_session=True,  # Ctrl-C goes to the one who owns it, who then hangs up
        )
        theirs.close()
        return cls(ours, parent)

    def ask(self, request: dict[str, Any], descriptors: list[int] | None = None) -> dict[str, Any]:
        """One request.

        Raises:
            LaunchFailed: the parent has gone, or could not do it.
        """
        with self.lock:
            try:
                socket.send_fds(self.sock, [msgpack.packb(request)], descriptors or [])
                data = self.sock.recv(_PACKET)
            except OSError as error:
                data = b""
                reason = str(error)
            else:
                reason = "it hung up"
        if not data:
            raise LaunchFailed("The forking parent answers", reason, "run the command again")
        reply: dict[str, Any] = msgpack.unpackb(data)
        if "error" in reply:
            raise LaunchFailed("A process is forked", reply["error"], "free some memory, then run the command again")
        return reply

    def worker(self, spec: WorkerSpec) -> Process:
        ours, theirs = socket.socketpair()
        reader, writer = os.pipe()
        told, tell = os.pipe()
        try:
            pid = self.ask({"op": "worker", "spec": spec.as_data()}, [theirs.fileno(), writer, tell])["pid"]
        finally:
            theirs.close()
            os.close(writer)
            os.close(tell)
        process = self._process(pid, ours, reader)
        process.waiter = confined(process, told)
        return process

    def lite(self, data_dir: Path, address: str) -> Process:
        reader, writer = os.pipe()
        log = data_dir.parent / "lite.log"
        with log.open("ab") as output:
            request = {"op": "lite", "data_dir": str(data_dir), "address": address}
            try:
                pid = self.ask(request, [writer, output.fileno()])["pid"]
            finally:
                os.close(writer)
        process = self._process(pid, None, None)

        def wait() -> None:
            with selectors.DefaultSelector() as selector, os.fdopen(reader, "rb") as ready:
                selector.register(ready, selectors.EVENT_READ)
                if selector.select(_LITE_READY) and ready.read(1):
                    return
            process.end()
            said = log.read_text(errors="replace").strip()[-600:]
            raise LaunchFailed("Milvus Lite listens", said or "it ended", "`grader doctor`")

        process.waiter = wait
        return process

    def runner(self) -> tuple[Process, socket.socket]:
        """A trusted process that will read its job from the socket returned."""
        ours, theirs = socket.socketpair()
        try:
            pid = self.ask({"op": "runner"}, [theirs.fileno()])["pid"]
        finally:
            theirs.close()
        return self._process(pid, None, None), ours

    def close(self) -> None:
        self.sock.close()
        if self.parent is not None:
            try:
                self.parent.wait(5)
            except subprocess.TimeoutExpired:
                self.parent.kill()
                self.parent.wait()

    def _process(self, pid: int, sock: socket.socket | None, output: int | None) -> Process:
        def end() -> int | None:
            with contextlib.suppress(LaunchFailed):
                return self.ask({"op": "end", "pid": pid}).get("status")
            return None

        def poll() -> int | None:
            with contextlib.suppress(LaunchFailed):
                return self.ask({"op": "status", "pid": pid}).get("status")
            return None

        return Process(pid, end, poll, sock, output)


def _own_path() -> str:
    """Where this package was imported from, before whatever the caller had."""
    return str(Path(__file__).resolve().parents[3])


# -- the parent ------------------------------------------------------------------------------------------


@dataclass
class _Connection:
    sock: socket.socket
    children: set[int] = field(default_factory=set)


class _Parent:
    def __init__(self, owner: socket.socket, runner: str) -> None:
        self.runner = runner
        self.connections = {owner.fileno(): _Connection(owner)}
        self.owner = owner.fileno()
        self.ended: dict[int, int] = {}
        self.groups: set[int] = set()
        self.selector = selectors.DefaultSelector()
        self.selector.register(owner, selectors.EVENT_READ)

    def serve(self) -> None:
        while True:
            for key, _ in self.selector.select(1.0):
                if key.fd in self.connections:
                    self.one_request(self.connections[key.fd])
                if self.owner not in self.connections:
                    return
            self.reap()

    def one_request(self, connection: _Connection) -> None:
        try:
            data, fds, _, _ = socket.recv_fds(connection.sock, _PACKET, 8)
        except OSError:
            data, fds = b"", []
        if not data:
            self.hang_up(connection)
            return
        request = msgpack.unpackb(data)
        try:
            reply = getattr(self, f"do_{request.pop('op')}")(connection, fds, **request)
        except OSError as error:
            reply = {"error": str(error)}
        finally:
            for fd in fds:
                os.close(fd)
        with contextlib.suppress(OSError):
            connection.sock.send(msgpack.packb(reply))

    def do_worker(self, connection: _Connection, fds: list[int], spec: dict[str, Any]) -> dict[str, Any]:
        sock, output, ready = fds
        return {"pid": self.fork(connection, lambda: _be_worker(sock, output, ready, spec), {sock, output, ready}, strangers=True)}

    def do_lite(self, connection: _Connection, fds: list[int], data_dir: str, address: str) -> dict[str, Any]:
        ready, output = fds
        return {"pid": self.fork(connection, lambda: _be_lite(ready, output, data_dir, address), {ready, output})}

    def do_runner(self, connection: _Connection, fds: list[int]) -> dict[str, Any]:
        job = fds[0]
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = self.fork(connection, lambda: _be_runner(self.runner, job, theirs.fileno()), {job, theirs.fileno(), 2})
        theirs.close()
        self.connections[ours.fileno()] = _Connection(ours)
        self.selector.register(ours, selectors.EVENT_READ)
        return {"pid": pid}

    def do_status(self, connection: _Connection, fds: list[int], pid: int) -> dict[str, Any]:
        self.reap()
        return {"status": self.ended.get(pid)}

    def do_end(self, connection: _Connection, fds: list[int], pid: int) -> dict[str, Any]:
        if pid in connection.children:
            self.end(pid)
            connection.children.discard(pid)
        return {"status": self.ended.pop(pid, None)}

    def fork(self, connection: _Connection, body: Callable[[], None], keep: set[int], *, strangers: bool = False) -> int:
        pid = os.fork()
        if pid:
            connection.children.add(pid)
            return pid
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            with contextlib.suppress(OSError):
                os.setsid()
            _close_all_but(keep | {0, 1, 2})
            _reseed()
            body()
        except BaseException as error:
            if strangers:
                last_words(error, lambda raised: f"{type(raised).__name__}: {raised}"[:300] + "\n")
            traceback.print_exc()
            os._exit(70)
        os._exit(0)

    def reap(self) -> None:
        """Collect what ended; whatever is nobody's child of ours is an orphan, and is killed."""
        known = {pid for c in self.connections.values() for pid in c.children}
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if not pid:
                break
            if pid in known:
                self.ended[pid] = os.waitstatus_to_exitcode(status)
        for pid in children(os.getpid()):
            if pid not in known:
                _kill(pid)
        self.groups = {pid for pid in self.groups if not cgroups.remove(pid, 0.0)}

    def end(self, pid: int) -> None:
        if pid not in self.ended:
            _kill(pid)
            with contextlib.suppress(ChildProcessError):
                _, status = os.waitpid(pid, 0)
                self.ended[pid] = os.waitstatus_to_exitcode(status)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)  # what the process left in its group
        self.groups.add(pid)
        self.reap()

    def hang_up(self, connection: _Connection) -> None:
        for pid in list(connection.children):
            self.end(pid)
            self.ended.pop(pid, None)
        connection.children.clear()
        self.selector.unregister(connection.sock)
        self.connections.pop(connection.sock.fileno())
        connection.sock.close()

    def close(self) -> None:
        for connection in list(self.connections.values()):
            self.hang_up(connection)
        for pid in children(os.getpid()):
            _kill(pid)
        for pid in self.groups:
            cgroups.remove(pid)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def _close_all_but(keep: set[int]) -> None:
    low = 0
    for fd in sorted(keep):
        if fd > low:  # CPython passes fd - 1 on: an empty range at 0 would close everything
            os.closerange(low, fd)
        low = fd + 1
    os.closerange(low, 4096)


def _reseed() -> None:
    import random

    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _be_worker(sock: int, output: int, ready: int, data: dict[str, Any]) -> None:
    from grader.worker.confine import redirect_output
    from grader.worker.main import work

    redirect_output(output)
    os.close(output)
    work(socket.socket(fileno=sock), WorkerSpec.from_data(data), ready)


def _be_lite(ready: int, output: int, data_dir: str, address: str) -> None:
    from grader.backends.keeper import die_with_parent
    from grader.backends.lite import serve
    from grader.worker.confine import redirect_output

    die_with_parent()
    redirect_output(output)
    os.close(output)
    serve(Path(data_dir), address, ready)


def _be_runner(module: str, job: int, control: int) -> None:
    from grader.backends.keeper import die_with_parent

    die_with_parent()
    importlib.import_module(module).main(socket.socket(fileno=job), ForkLauncher(socket.socket(fileno=control)))


def main(argv: list[str]) -> None:
    """Import, then serve until the owner hangs up."""
    descriptor, preload, runner, *imports = int(argv[0]), *argv[1:]
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)  # the owner ends us by hanging up, after its own clean-up
    os.umask(0o022)  # modes are what the code says, whatever shell this was started from
    _become_subreaper()
    cgroups.sweep()
    parent = _Parent(socket.socket(fileno=descriptor), runner)
    gc.disable()  # what is imported stays: searching it for garbage is a fifth of the start, and finds 1 MB in 120
    _preload(preload, imports)
    gc.freeze()
    gc.enable()
    try:
        parent.serve()
    finally:
        parent.close()


def _become_subreaper() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def _preload(what: str, trusted: list[str]) -> None:
    """Import whatever a runner, a worker or Milvus Lite would import, so that a fork has it."""
    if what == "milvus":  # before anything else imports it
        from grader.worker.launch.deferred import import_pymilvus

        import_pymilvus()
    for name in (*_PRELOAD, *trusted, *(_PRELOAD_MILVUS if what == "milvus" else ())):
        importlib.import_module(name)
    from _pytest.config import default_plugins

    for name in default_plugins:
        importlib.import_module(f"_pytest.{name}")


_PRELOAD = (
    "_pytest._argcomplete", "_pytest.assertion.rewrite", "pdb", "unittest", "asyncio", "numpy.random", "numpy.linalg",
    "grader.worker.sandbox.enter",
)  # fmt: skip
_PRELOAD_MILVUS = (
    "faiss", "grpc._channel", "grpc._interceptor", "grpc._simple_stubs", "grpc.experimental", "pyarrow.compute",
    "pyarrow.parquet", "pymilvus", "milvus_lite.adapter.grpc.server", "grader.backends.lite",
)  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
    os._exit(0)  # unloading what was imported takes a tenth of a second, and nobody needs it
