"""Go into a jail made of namespaces, by forking: only the innermost process returns from :func:`enter`.

::

    outer    waits, and ends as the confined process ended; whoever started it knows its pid
      init   pid 1 of the new namespaces: builds the file system, collects orphans, relays ports; ends everything
        confined   the one that returns: own uid when root started it, no capabilities, the filter, limits

Standard library only: it runs in a bare interpreter too. Everything fails closed: what cannot be set up ends the
process with status 71 and a line that says what it was.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import struct
from pathlib import Path
from typing import NoReturn

from grader.worker.sandbox import cgroups, mounts, ports, seccomp
from grader.worker.sandbox.jail import PROCESSES, Jail

FAILED = 71
INSIDE = 1000
"""The uid and gid that confined code has in its own namespace."""
_NEW_USER, _NEW_PID, _NEW_NET, _NEW_NS, _NEW_IPC, _NEW_UTS, _NEW_CGROUP = (
    1 << 28,
    1 << 29,
    1 << 30,
    1 << 17,
    1 << 27,
    1 << 26,
    1 << 25,
)
_DEATHSIG, _DUMPABLE, _BOUNDING_DROP, _NO_NEW_PRIVS, _AMBIENT = 1, 4, 24, 38, 47
_libc = ctypes.CDLL(None, use_errno=True)


def enter(jail: Jail, keep: set[int] = frozenset(), tell: int = 2) -> None:  # type: ignore[assignment]  # an empty set is what is meant
    """Return confined, in a new process; the caller's own process becomes the one that waits.

    Args:
        keep: descriptors of the confined process alone, beside 0, 1 and 2.
        tell: gets the line that says what could not be set up. Where the confined code writes to 2 as well, one that
            it does not inherit: otherwise it could say the same, and would be believed.
    """
    try:
        if jail.has("limits"):
            cgroups.join(jail.memory)
        _unshare(jail)
        _libc.prctl(_DEATHSIG, signal.SIGKILL, 0, 0, 0)  # entering a user namespace forgets it
        reader, writer = os.pipe()
        init = os.fork()
    except OSError as error:
        _fail("entering the namespaces", error, tell)
    if init:
        os.close(writer)
        _close(keep)
        _wait_outside(init, reader)
    os.close(reader)
    try:
        _libc.prctl(_DEATHSIG, signal.SIGKILL, 0, 0, 0)
        back = os.open(jail.folder, os.O_RDONLY | os.O_DIRECTORY) if jail.folder else -1
        rooms = [(port, os.open(path, os.O_PATH)) for port, path in jail.ports]
        if jail.has("view"):
            mounts.build(jail, INSIDE)
        if jail.has("network"):
            _loopback()
        with contextlib.suppress(OSError):
            socket.sethostname("sandbox")
        if back >= 0 and jail.has("view"):
            ports.copy_in(back, jail.scratch, INSIDE)
        listening = [(ports.listen(port), descriptor) for port, descriptor in rooms]
        _libc.prctl(_DUMPABLE, 0, 0, 0, 0)  # confined code under the same uid must not look into this process
        confined = os.fork()
    except OSError as error:
        _fail("building the sandbox", error, tell)
    if confined:
        _close(keep)
        _be_init(confined, writer, back, jail, listening)
    os.close(writer)
    if back >= 0:
        os.close(back)
    for door, descriptor in listening:
        door.close()
        os.close(descriptor)
    try:
        _drop(jail)
        if jail.has("view"):
            os.chdir(jail.scratch)
    except OSError as error:
        _fail("dropping privileges", error, tell)


def _unshare(jail: Jail) -> None:
    flags = _NEW_USER | _NEW_NS | _NEW_IPC | _NEW_UTS | _NEW_CGROUP
    flags |= _NEW_NET if jail.has("network") else 0
    flags |= _NEW_PID if jail.has("processes") else 0
    if os.geteuid() == 0:
        _unshare_as_root(flags)
        return
    uid, gid = os.geteuid(), os.getegid()
    _call_unshare(flags)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INSIDE} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{INSIDE} {gid} 1")


def _unshare_as_root(flags: int) -> None:
    """Root maps itself, for the mounts, and a uid that nobody else has, for the confined code."""
    me = os.getpid()
    fresh = 200_000 + me
    told, tell = os.pipe()
    mapper = os.fork()
    if not mapper:
        status = 1
        with contextlib.suppress(OSError):
            os.close(tell)
            if os.read(told, 1):
                for kind in ("uid", "gid"):
                    Path(f"/proc/{me}/{kind}_map").write_text(f"0 0 1\n{INSIDE} {fresh} 1")
                status = 0
        os._exit(status)
    os.close(told)
    _call_unshare(flags)
    os.write(tell, b"1")
    os.close(tell)
    if os.waitpid(mapper, 0)[1] != 0:
        raise OSError(1, "the user namespace's ids cannot be mapped")


def _call_unshare(flags: int) -> None:
    if _libc.unshare(flags) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"unshare: {os.strerror(number)}")


def _loopback() -> None:
    """Bring the loopback of the new network namespace up; there is nothing else in it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        fcntl.ioctl(sock, 0x8914, struct.pack("16sH14x", b"lo", 1))  # SIOCSIFFLAGS, IFF_UP


def _drop(jail: Jail) -> None:
    """Own uid, no capability, no way to a new one, the filter, and limits."""
    import resource

    with contextlib.suppress(OSError):
        os.setsid()
    if jail.has("limits"):
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
        resource.setrlimit(resource.RLIMIT_MSGQUEUE, (0, 0))
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (1 << 20, 1 << 20))
    if jail.has("capabilities"):
        for number in range(64):
            if _libc.prctl(_BOUNDING_DROP, number, 0, 0, 0) != 0:
                break
        if os.getuid() == 0:
            os.setgroups([])
            os.setresgid(INSIDE, INSIDE, INSIDE)
            os.setresuid(INSIDE, INSIDE, INSIDE)
        _libc.prctl(_AMBIENT, 4, 0, 0, 0)  # PR_CAP_AMBIENT_CLEAR_ALL
        header = struct.pack("Ii", 0x20080522, 0)
        if _libc.syscall(91 if os.uname().machine in ("aarch64", "arm64") else 126, header, bytes(24)) != 0:  # capset
            raise OSError(ctypes.get_errno(), "capabilities cannot be dropped")
    _libc.prctl(_DEATHSIG, signal.SIGKILL, 0, 0, 0)
    if _libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs cannot be set")
    if jail.has("seccomp"):
        seccomp.install()


def _be_init(confined: int, writer: int, back: int, jail: Jail, listening: list[tuple[socket.socket, int]]) -> NoReturn:
    """Collect whatever ends; when the confined process has, say how, and end, which ends all that it left."""
    status = FAILED << 8
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        if listening:
            ports.relay(listening)
        while True:
            pid, ended = os.waitpid(-1, 0)
            if pid == confined:
                status = ended
                break
        if back >= 0 and jail.has("view"):
            ports.copy_back(jail.scratch, back)
    except OSError:
        pass
    os.write(writer, struct.pack("i", status))
    os._exit(0)


def _wait_outside(init: int, reader: int) -> NoReturn:
    """Wait in the place of the confined process, and end as it ended."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    told = os.read(reader, 4)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(init, 0)
    status = struct.unpack("i", told)[0] if len(told) == 4 else 9
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.pause()
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _close(descriptors: set[int]) -> None:
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _fail(doing: str, error: OSError, tell: int) -> NoReturn:
    with contextlib.suppress(OSError):
        os.write(tell, f"{doing}: {error}\n".encode())
    os._exit(FAILED)
