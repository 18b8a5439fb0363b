"""Folders of gradings that a killed run left behind: found by their name, age and emptiness of processes, and removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

PREFIX = "gr-"
OLD_SECONDS = 3600.0
"""Far beyond the longest grading, which is ended after `converse.RUN_LIMIT`."""

SETTLED_SECONDS = 60.0
"""After which a folder whose command has ended is nobody's: a process number may be another machine's, where /tmp is shared."""


def sweep(temporary: Path, old: float = OLD_SECONDS) -> list[Path]:
    """Remove this user's folders of gradings whose command has ended, or that are old and in which no process stands.

    Returns what was removed. A folder's name says which process made it.
    """
    found = list(temporary.glob(f"{PREFIX}*"))
    inhabited = _inhabited(temporary) if found else set()
    removed = []
    for folder in found:
        with contextlib.suppress(OSError):
            status = folder.lstat()
            mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if (
                mine
                and folder.is_dir()
                and not folder.is_symlink()
                and folder not in inhabited
                and time.time() - status.st_mtime > (min(old, SETTLED_SECONDS) if _ended(folder.name) else old)
            ):
                shutil.rmtree(folder, ignore_errors=True)
                removed.append(folder)
    return removed


def _ended(name: str) -> bool:
    """Whether the process that a folder is named after has gone."""
    maker = name.removeprefix(PREFIX).partition("-")[0]
    return maker.isdigit() and Path("/proc/self").exists() and not Path(f"/proc/{maker}").exists()


def _inhabited(temporary: Path) -> set[Path]:
    """The folders below `temporary` in which a process has its working directory: a grading's trusted process does."""
    found: set[Path] = set()
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError, ValueError):
            inside = link.readlink().relative_to(temporary).parts
            found.update(temporary / name for name in inside[:1])  # a process may stand in the temporary folder itself
    return found
