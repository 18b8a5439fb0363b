"""What the jail's first process does for the confined one: relay loopback ports, and carry files in and out.

All of it in a process that the confined code cannot look into, with bounds on what is taken back.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import stat
import threading
from pathlib import Path

from grader.worker.sandbox.jail import SCRATCH_FILES, SCRATCH_MIB

_CHUNK = 1 << 16
DEPTH = 64
"""Folders within folders that are carried back; walking or removing deeper ones runs out of stack."""


def listen(port: int) -> socket.socket:
    """A listening socket on the loopback of this network namespace."""
    door = socket.create_server(("127.0.0.1", port), backlog=16)
    door.set_inheritable(False)
    return door


def relay(listening: list[tuple[socket.socket, int]]) -> None:
    """Copy connections to the unix sockets behind the descriptors, on threads that end with this process."""
    for door, descriptor in listening:
        threading.Thread(target=_accept, args=(door, f"/proc/self/fd/{descriptor}"), daemon=True).start()


def _accept(door: socket.socket, path: str) -> None:
    while True:
        with contextlib.suppress(OSError):
            client, _ = door.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(path)
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=pump, args=(one, other), daemon=True).start()


def pump(source: socket.socket, target: socket.socket) -> None:
    """Copy one direction until its end."""
    with contextlib.suppress(OSError):
        while data := source.recv(_CHUNK):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def copy_in(folder: int, scratch: str, uid: int) -> None:
    """Lay the files below a folder's descriptor into the scratch, owned by the one who will work there."""
    root = f"/proc/self/fd/{folder}"
    shutil.copytree(root, scratch, symlinks=True, dirs_exist_ok=True)
    for where, folders, files in os.walk(scratch):
        for name in (*folders, *files):
            path = Path(where, name)
            with contextlib.suppress(OSError):
                os.chown(path, uid, uid, follow_symlinks=False)
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | 0o600 | (0o100 if path.is_dir() else 0))


def copy_back(scratch: str, folder: int) -> None:
    """Carry regular files back; links, devices, pipes and what is beyond the scratch's own bounds stay behind."""
    room, count = SCRATCH_MIB << 20, 0
    for where, folders, files in os.walk(scratch):
        folders[:] = [f for f in folders if not Path(where, f).is_symlink()]
        inside = Path(where).relative_to(scratch)
        if len(inside.parts) >= DEPTH:
            folders.clear()
        for name in files:
            count += 1
            source = os.open(Path(where, name), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                facts = os.fstat(source)
                if not stat.S_ISREG(facts.st_mode) or count > SCRATCH_FILES or facts.st_size > room:
                    continue
                room -= facts.st_blocks * 512
                _write(folder, inside, name, source)
            finally:
                os.close(source)


def _write(folder: int, inside: Path, name: str, source: int) -> None:
    """One file, by descriptors alone, so that no link made meanwhile leads elsewhere."""
    here = os.dup(folder)
    try:
        for part in inside.parts:
            with contextlib.suppress(FileExistsError):
                os.mkdir(part, 0o755, dir_fd=here)
            deeper = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = deeper
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name, dir_fd=here)
        target = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644, dir_fd=here)
        with os.fdopen(target, "wb") as out, os.fdopen(os.dup(source), "rb") as data:
            shutil.copyfileobj(data, out)
    finally:
        os.close(here)
