"""Which processes descend from one; Linux, by what the kernel tells of each task's children."""

from __future__ import annotations

import contextlib
from pathlib import Path


def children(pid: int) -> list[int]:
    """The children of every thread of a process; empty where it has ended or the kernel does not tell."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def below(root: int) -> list[int]:
    """All that descend from `root`, without it."""
    found: list[int] = []
    waiting = [root]
    while waiting:
        made = children(waiting.pop())
        found += made
        waiting += made
    return found
