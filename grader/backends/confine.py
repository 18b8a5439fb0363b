"""A network namespace of one's own, entered by the calling process: nothing in it can be reached from outside."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1


def enter_network_namespace() -> str:
    """Leave the network, keep loopback. Call with one thread only.

    Returns:
        An empty string, or why it cannot be done here.
    """
    if sys.platform != "linux":
        return f"{sys.platform} has no network namespaces"
    uid, gid = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if not (uid == 0 and libc.unshare(_CLONE_NEWNET) == 0):
        if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
            return f"unshare: {os.strerror(ctypes.get_errno())}"
        try:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
            Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
        except OSError as error:
            return f"user namespace: {error.strerror}"
    try:
        _loopback_up()
    except OSError as error:
        return f"loopback: {error.strerror}"
    return ""


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
