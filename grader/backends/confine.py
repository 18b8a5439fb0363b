"""A network namespace of one's own, entered by the calling process: nothing in it can be reached from outside."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import struct
import sys
from pathlib import Path

_CLONE_NEWNS = 0x00020000
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1

SHARED = ("/run/milvus", "/tmp/milvus")  # noqa: S108  the server chose these names
"""Where Milvus writes whatever it is told. Another user's folder of that name ends it at start."""


def enter_network_namespace(folder: Path | None = None) -> str:
    """Leave the network, keep loopback. Call with one thread only.

    Args:
        folder: also put this empty folder in place of those in `SHARED`, for this process and its children.

    Returns:
        An empty string, or why it cannot be done here.
    """
    if sys.platform != "linux":
        return f"{sys.platform} has no network namespaces"
    uid, gid = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if not (uid == 0 and libc.unshare(_CLONE_NEWNET | _CLONE_NEWNS) == 0):
        if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWNS) != 0:
            return f"unshare: {os.strerror(ctypes.get_errno())}"
        try:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
            Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
        except OSError as error:
            return f"user namespace: {error.strerror}"
    try:
        _loopback_up()
        if folder is not None:
            _mount(libc, None, "/", _MS_REC | _MS_PRIVATE)
            for shared in filter(_there, SHARED):
                _mount(libc, str(folder), shared, _MS_BIND)
    except OSError as error:
        return f"{error.filename or 'loopback'}: {error.strerror}"
    return ""


def _there(shared: str) -> bool:
    """Whether there is a folder of that name now; made where we may."""
    with contextlib.suppress(OSError):
        Path(shared).mkdir(exist_ok=True)
    return Path(shared).is_dir()


def _mount(libc: ctypes.CDLL, source: str | None, target: str, flags: int) -> None:
    if libc.mount(source and source.encode(), target.encode(), None, flags, None) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), target)


def _loopback_up() -> None:
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(sock, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(sock, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))


def why_not() -> str:
    """Whether this machine lets us do so, tried in a process of its own: an empty string, or the reason."""
    import subprocess

    from grader.backends.keeper import environment, module

    if sys.platform != "linux":
        return f"{sys.platform} has no network namespaces"
    tried = subprocess.run(
        module("grader.backends.confine"), env=environment(), capture_output=True, text=True, timeout=30, check=False
    )
    return tried.stdout.strip() if tried.returncode == 0 else tried.stderr.strip()[-200:]


if __name__ == "__main__":
    print(enter_network_namespace())
