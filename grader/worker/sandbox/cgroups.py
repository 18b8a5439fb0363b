"""Control groups where they can be had: a bound on the memory and processes of a sandbox as a whole.

As root, or where a group is delegated. Where there is none, the limits of each process (``rlimits``) and the number of
processes of its user are what is left. Both versions of the interface are spoken.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from grader.worker.sandbox.jail import PROCESSES

ROOT = Path("/sys/fs/cgroup")
PREFIX = "grader-"


def available() -> bool:
    """Whether groups can be made here."""
    return bool(_places())


def join(memory: int) -> bool:
    """Put this process into groups of its own, named after its pid; True if there are any.

    Args:
        memory: MiB for all of it together, page cache and scratch included; 0 for no limit.
    """
    done = False
    for place, kind in _places():
        group = place / f"{PREFIX}{os.getpid()}"
        with contextlib.suppress(OSError):
            group.mkdir(exist_ok=True)
            limit = {"memory": "memory.limit_in_bytes", "pids": "pids.max"}
            names = (
                {"memory": limit["memory"], "pids": limit["pids"]}
                if kind != "v2"
                else {"memory": "memory.max", "pids": "pids.max"}
            )
            if memory and kind in ("memory", "v2"):
                (group / names["memory"]).write_text(str(memory << 20))
                for swap in ("memory.memsw.limit_in_bytes", "memory.swap.max"):
                    with contextlib.suppress(OSError):
                        (group / swap).write_text("0" if kind == "v2" else str(memory << 20))
            if kind in ("pids", "v2"):
                (group / names["pids"]).write_text(str(PROCESSES))
            (group / "cgroup.procs").write_text(str(os.getpid()))
            done = True
    return done


def remove(pid: int, patience: float = 1.0) -> bool:
    """Remove the groups that `join` made for a process which has ended; False if the kernel still holds one.

    Args:
        patience: seconds to wait for the last of its processes to be gone.
    """
    end = time.monotonic() + patience
    groups = [place / f"{PREFIX}{pid}" for place, _ in _places()]
    while groups := [group for group in groups if not _removed(group)]:
        if time.monotonic() >= end:
            return False
        time.sleep(0.005)
    return True


def _removed(group: Path) -> bool:
    try:
        group.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def sweep() -> None:
    """Remove groups whose process has gone, such as those of a grader that was killed."""
    for place, _ in _places():
        for group in place.glob(f"{PREFIX}*"):
            pid = group.name.removeprefix(PREFIX)
            if pid.isdigit() and not Path(f"/proc/{pid}").exists():
                with contextlib.suppress(OSError):
                    group.rmdir()


def _places() -> list[tuple[Path, str]]:
    if (ROOT / "cgroup.controllers").exists():
        try:
            usable = set((ROOT / "cgroup.subtree_control").read_text().split())
        except OSError:
            usable = set()
        return [(ROOT, "v2")] if {"memory", "pids"} <= usable and os.access(ROOT, os.W_OK) else []
    found = [(ROOT / name, name) for name in ("memory", "pids")]
    return [(place, name) for place, name in found if place.is_dir() and os.access(place, os.W_OK)]
