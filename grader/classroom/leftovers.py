"""Folders of gradings that a killed run left behind: found by their name, age and emptiness of processes, and removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

PREFIX = "gr-"
OLD_SECONDS = 3600.0
"""Far beyond the longest grading, which is ended after `grade.RUN_LIMIT`."""


def sweep(temporary: Path, old: float = OLD_SECONDS) -> list[Path]:
    """Remove this user's folders of gradings that are old and in which no process stands; what was removed."""
    inhabited = _inhabited(temporary)
    removed = []
    for folder in temporary.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if (
                mine
                and folder.is_dir()
                and not folder.is_symlink()
                and time.time() - status.st_mtime > old
                and folder not in inhabited
            ):
                shutil.rmtree(folder, ignore_errors=True)
                removed.append(folder)
    return removed


def _inhabited(temporary: Path) -> set[Path]:
    """The folders below `temporary` in which a process has its working directory: a grading's trusted process does."""
    found: set[Path] = set()
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError, ValueError):
            inside = link.readlink().relative_to(temporary).parts
            found.update(temporary / name for name in inside[:1])  # a process may stand in the temporary folder itself
    return found
