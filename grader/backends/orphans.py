"""Containers that outlived the process that made them, told by a label, and removed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LABEL = "milvus-course.owner"


def me() -> str:
    """This process as no other is called: the machine's start, the process's id, its start."""
    return f"{_boot()}/{os.getpid()}/{_started(os.getpid())}"


def lives(owner: str) -> bool:
    """Whether the process that a label names still runs; process ids are used again, start times are not."""
    boot, pid, started = (*owner.split("/"), "", "", "")[:3]
    return boot == _boot() and pid.isdigit() and started != "" and _started(int(pid)) == started


def reap(client: Any) -> list[str]:
    """Remove what has our label and an owner that is gone; the names removed."""
    removed = []
    # Another grading may remove one of its own between the list and the look at it.
    for container in client.containers.list(all=True, filters={"label": LABEL}, ignore_removed=True):
        if not lives(container.labels.get(LABEL, "")):
            with contextlib.suppress(Exception):
                container.remove(force=True, v=True)
                removed.append(container.name)
    return removed


def _boot() -> str:
    if sys.platform == "linux":
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    asked = subprocess.run(["sysctl", "-n", "kern.boottime"], capture_output=True, text=True, timeout=5, check=False)
    return "-".join(asked.stdout.split()[:4]).strip(",{}") or str(int(time.time() - time.monotonic()) // 60)


def _started(pid: int) -> str:
    """When a process started, in whatever unit the system has; empty when there is none."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
        except (OSError, IndexError):
            return ""
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    return "-".join(subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout.split())
