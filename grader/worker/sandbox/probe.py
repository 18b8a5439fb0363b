"""Enter the sandbox and look for a way out: ``python -m grader.worker.sandbox.probe``; status 0 when nothing is open.

Every line is an attempt that must fail, on this very machine. One that succeeds is named, and the sandbox is not used.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from grader.worker.sandbox import seccomp
from grader.worker.sandbox.enter import enter
from grader.worker.sandbox.jail import SCRATCH_MIB, Jail, python_paths


def main() -> int:
    """Fork, confine the child, let it try, and pass on what it found."""
    folder = Path(tempfile.mkdtemp(prefix="probe-"))
    canary = folder / "canary"
    canary.write_text("seen")
    scratch = folder / "w"
    scratch.mkdir()
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_greet, args=(listener,), daemon=True).start()
    try:
        child = os.fork()
        if not child:
            enter(Jail(str(scratch), tuple(python_paths()), memory=256))
            found = holes(canary, listener.getsockname()[1], os.getppid())
            os.write(1, "".join(f"the sandbox does not hold: {hole}\n" for hole in found).encode())
            os._exit(1 if found else 0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        from grader.worker.sandbox import cgroups

        cgroups.remove(child)
        shutil.rmtree(folder, ignore_errors=True)
    return status


def _greet(listener: socket.socket) -> None:
    while True:
        listener.accept()[0].close()


def holes(canary: Path, port: int, parent: int) -> list[str]:
    """What could be done that must not be possible."""
    libc = ctypes.CDLL(None, use_errno=True)

    def write_beyond() -> None:
        with Path("fill").open("wb") as file:
            file.writelines(bytes(1 << 20) for _ in range(SCRATCH_MIB + 8))

    attempts: dict[str, Callable[[], object]] = {
        "a file outside can be read": canary.read_text,
        "the system can be written": lambda: Path(sys.base_prefix, "probe").write_text(""),
        "a port outside can be reached": lambda: socket.create_connection(("127.0.0.1", port), 2),
        "a new namespace can be made": lambda: _call(libc.unshare, 1 << 28),
        "processes can be traced": lambda: _call(libc.ptrace, 0, 0, 0, 0),
        "file systems can be mounted": lambda: _call(libc.mount, b"none", b"/tmp", b"tmpfs", 0, None),
        "sockets of other families can be made": lambda: socket.socket(40, socket.SOCK_STREAM),
        "io_uring can be used": lambda: _call(libc.syscall, seccomp.number("io_uring_setup"), 1, 0),
        "keys can be read": lambda: _call(libc.syscall, seccomp.number("keyctl"), 0, -3, 0),
        "calls newer than the filter can be made": lambda: _call(libc.syscall, 462, 0, 0, 0),  # mseal of nothing
        "the first process can be looked into": lambda: Path("/proc/1/environ").read_bytes(),
        "the scratch has no end": write_beyond,
        "it can become root": lambda: os.setuid(0),
    }
    found = [name for name, attempt in attempts.items() if _worked(attempt)]
    if len([p for p in Path("/proc").iterdir() if p.name.isdigit()]) > 2:
        found.append("processes outside can be seen")
    return found


def _call(function: Callable[..., int], *arguments: object) -> None:
    if function(*arguments) == -1:
        raise OSError(ctypes.get_errno(), "refused")


def _worked(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
