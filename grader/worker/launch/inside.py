"""The first process of a sandbox's container: ``python -m grader.worker.launch.inside DOOR MODE …``.

It connects outwards over the unix socket ``DOOR``, one connection for each thing that must cross, in the order of
:data:`CONNECTIONS`, and starts the confined work below itself. When the leash is let go, because the grader ended, it
ends, and with it everything in the container.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import shutil
import socket
import stat
import sys
import tarfile
import threading
from pathlib import Path
from typing import NoReturn

from grader.worker.sandbox import ports, seccomp
from grader.worker.sandbox.jail import CONNECTIONS


def main(argv: list[str]) -> NoReturn:
    """``DOOR worker PORTS`` or ``DOOR program PORTS IN ARGV…``; PORTS is JSON."""
    door, mode, relays = argv[0], argv[1], json.loads(argv[2])
    lines = {name: _connect(door) for name in CONNECTIONS[mode]}
    _libc().prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: the work below has the same uid, and may not look in here
    if mode == "program":
        shutil.copytree(argv[3], Path.cwd(), symlinks=True, dirs_exist_ok=True)
    listening = [(ports.listen(int(port)), os.open(path, os.O_PATH)) for port, path in relays]
    child = os.fork()
    if not child:
        lines["leash"].close()
        if _libc().prctl(21, 0, 0, 0, 0) == 2:  # PR_GET_SECCOMP: the engine's profile is on, which knows no newer calls
            seccomp.install()
        if mode == "worker":
            _be_worker(lines)
        _be_program(lines, argv[4:])
    if listening:
        ports.relay(listening)
    for name in ("wire", "output", "stdin", "stdout", "stderr"):
        if name in lines:
            lines[name].close()
    threading.Thread(target=_hold, args=(lines["leash"],), daemon=True).start()
    status = _collect(child)
    if mode == "program":
        with contextlib.suppress(OSError):
            lines["files"].sendall(_packed(Path.cwd()))
    os._exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


def _connect(door: str) -> socket.socket:
    sock = socket.socket(socket.AF_UNIX)
    sock.connect(door)
    return sock


def _be_worker(lines: dict[str, socket.socket]) -> NoReturn:
    from grader.worker import wire
    from grader.worker.confine import redirect_output
    from grader.worker.frames import receive
    from grader.worker.main import work
    from grader.worker.spec import WorkerSpec

    redirect_output(lines["output"].fileno())
    lines["output"].close()
    first = receive(lines["wire"], wire.MAX_REQUEST)
    if first is not None:
        work(lines["wire"], WorkerSpec.from_data(wire.decode(first)))
    os._exit(0)


def _be_program(lines: dict[str, socket.socket], argv: list[str]) -> NoReturn:
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(lines[name].fileno(), number)
    for sock in lines.values():
        sock.close()
    shim = Path(__file__).with_name("shim.py")
    os.execv(sys.executable, [sys.executable, "-I", "-S", str(shim), *argv])  # noqa: S606  our own shim, no shell


def _hold(leash: socket.socket) -> None:
    with contextlib.suppress(OSError):
        leash.recv(1)
    os._exit(137)


def _collect(child: int) -> int:
    """Wait for the child, and for whatever else ends meanwhile."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == child:
            return status


def _packed(folder: Path) -> bytes:
    """The regular files below a folder; the other side bounds and checks what it takes."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for where, folders, files in os.walk(folder):
            if len(Path(where).relative_to(folder).parts) >= ports.DEPTH:
                folders.clear()
            for path in (Path(where, name) for name in sorted(files)):
                with contextlib.suppress(OSError):
                    if stat.S_ISREG(path.lstat().st_mode):
                        archive.add(path, path.relative_to(folder).as_posix(), recursive=False)
    return buffer.getvalue()


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


if __name__ == "__main__":
    main(sys.argv[1:])
