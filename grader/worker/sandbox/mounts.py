"""A file system of one's own: the system read-only, a small scratch in memory, and nothing else.

Called in a new mount, user and pid namespace. Source: mount_namespaces(7), pivot_root(2), mount_setattr(2), proc(5).
"""

from __future__ import annotations

import ctypes
import os
import stat
from pathlib import Path

from grader.worker.sandbox import seccomp
from grader.worker.sandbox.jail import DEVICES, SCRATCH_FILES, SCRATCH_MIB, SHARED_MIB, Jail

RDONLY, NOSUID, NODEV, NOEXEC, REMOUNT = 1, 2, 4, 8, 32
BIND, REC, PRIVATE = 4096, 16384, 1 << 18
DETACH = 2
_AT_RECURSIVE = 0x8000
_libc = ctypes.CDLL(None, use_errno=True)


class _Attributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns")]


def build(jail: Jail, uid: int) -> None:
    """Make the jail's root and go there.

    Args:
        uid: inside, who owns the scratch.

    Raises:
        OSError: naming what could not be mounted.
    """
    os.umask(0o022)  # what is made here is another user's to read, whatever shell this was started from
    mount("", "/", "", REC | PRIVATE)
    base = jail.scratch
    mount("tmpfs", base, "tmpfs", NOSUID | NODEV, f"size=1m,nr_inodes={SCRATCH_FILES},mode=0755")
    held = [(path, os.open(path, os.O_PATH | os.O_NOFOLLOW)) for path in jail.paths()]
    for path, descriptor in held:
        _show(base, path, descriptor)
    _devices(base)
    _small_files(base)
    Path(base, "proc").mkdir()
    _proc(f"{base}/proc")
    inside = base + jail.scratch
    Path(inside).mkdir(parents=True, exist_ok=True)
    room = f"size={SCRATCH_MIB}m,nr_inodes={SCRATCH_FILES}," if jail.has("disk") else ""
    mount("tmpfs", inside, "tmpfs", NOSUID | NODEV, f"{room}mode=0700,uid={uid},gid={uid}")
    os.chdir(base)
    if _libc.syscall(seccomp.number("pivot_root"), b".", b".") != 0:
        raise OSError(ctypes.get_errno(), "pivot_root")
    if _libc.umount2(b".", DETACH) != 0:
        raise OSError(ctypes.get_errno(), "umount2 of the old root")
    os.chdir("/")
    _restrict("/", recursive=False, flags=RDONLY | NOSUID | NODEV)
    for _, descriptor in held:
        os.close(descriptor)


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """mount(2)."""
    if _libc.mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode()) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"mount {kind or 'bind'} at {target}: {os.strerror(number)}")


def _show(base: str, path: str, descriptor: int) -> None:
    """Bind one path at its own name, read-only; the descriptor was opened before the scratch hid anything below it."""
    mode = os.fstat(descriptor).st_mode
    target = base + path
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    if stat.S_ISLNK(mode):
        Path(target).symlink_to(os.readlink("", dir_fd=descriptor))
        return
    if stat.S_ISDIR(mode):
        Path(target).mkdir(exist_ok=True)
    else:
        Path(target).touch()
    mount(f"/proc/self/fd/{descriptor}", target, "", BIND | REC)
    _restrict(target, recursive=True, flags=RDONLY | NOSUID | NODEV)


def _restrict(target: str, *, recursive: bool, flags: int) -> None:
    wanted = _Attributes(flags, 0, 0, 0)
    how = _AT_RECURSIVE if recursive else 0
    if (
        _libc.syscall(
            seccomp.number("mount_setattr"), -100, target.encode(), how, ctypes.byref(wanted), ctypes.sizeof(wanted)
        )
        == 0
    ):
        return
    # Before Linux 5.12: one mount at a time, with the flags that an outer namespace has locked.
    has = os.statvfs(target).f_flag
    kept = sum(
        flag
        for name, flag in (
            ("ST_NOSUID", 2),
            ("ST_NODEV", 4),
            ("ST_NOEXEC", 8),
            ("ST_NOATIME", 1024),
            ("ST_RELATIME", 1 << 21),
        )
        if has & getattr(os, name)
    )
    mount("", target, "", BIND | REMOUNT | flags | kept)


def _devices(base: str) -> None:
    folder = Path(base, "dev")
    folder.mkdir()
    for name in DEVICES:
        (folder / name).touch()
        mount(f"/dev/{name}", str(folder / name), "", BIND)
    (folder / "shm").mkdir()  # where locks and queues of processes live; it counts as memory
    mount("tmpfs", str(folder / "shm"), "tmpfs", NOSUID | NODEV | NOEXEC, f"size={SHARED_MIB}m,nr_inodes=256,mode=1777")
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
        (folder / name).symlink_to(target)


def _small_files(base: str) -> None:
    etc = Path(base, "etc")
    etc.mkdir(exist_ok=True)
    texts = {
        "passwd": "root:x:0:0::/:/bin/false\nlearner:x:1000:1000::/:/bin/sh\n", "group": "root:x:0:\nlearner:x:1000:\n",
        "hosts": "127.0.0.1 localhost\n::1 localhost\n", "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    }  # fmt: skip
    for name, text in texts.items():
        (etc / name).write_text(text)
    tmp = Path(base, "tmp")
    if not tmp.exists():
        tmp.mkdir(mode=0o755)


def _proc(target: str) -> None:
    """Of the new pid namespace, and of processes only where the kernel can (5.8)."""
    try:
        mount("proc", target, "proc", NOSUID | NODEV | NOEXEC, "subset=pid")
    except OSError:
        mount("proc", target, "proc", NOSUID | NODEV | NOEXEC)
