"""How many gradings run at once: cores bound those that compute, memory those that mostly wait for a server."""

from __future__ import annotations

import os
from pathlib import Path

SLOT_MIB = 120
SERVER_MIB = 1_000
"""A server with an exercise's data in it: 230 MiB when idle, and what it loads."""
PARENT_MIB = 300
WAITING = 3
"""Gradings on a server per core: one uses a tenth to a third of a core."""


def slots_here(*, servers: bool) -> int:
    """How many gradings this machine runs at once.

    Args:
        servers: whether a slot needs a Milvus server beside its own processes.
    """
    many = cores() * (WAITING if servers else 1)
    free = available_mib()
    if free is None:
        return many
    return max(1, min(many, (free * 8 // 10 - PARENT_MIB) // (SLOT_MIB + (SERVER_MIB if servers else 0))))


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def available_mib() -> int | None:
    """Memory that could be used now, in MiB: of the machine, or of the control group where that is less."""
    found = []
    try:
        machine = Path("/proc/meminfo").read_text().splitlines()
        found += [int(line.split()[1]) >> 10 for line in machine if line.startswith("MemAvailable:")]
        group = Path("/sys/fs/cgroup")
        found.append((int((group / "memory.max").read_text()) - int((group / "memory.current").read_text())) >> 20)
    except (OSError, ValueError):  # no Linux, or no limit
        pass
    return min(found, default=None)
