"""A submission as a grading takes it: a copy of its own, and its digest."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from grader import results
from grader.errors import WorkUnreadable


def own_copy(work: Path, folder: Path) -> Path:
    """A copy of the submission, so that nothing a worker does reaches the desk, and a save in mid-run changes nothing."""
    target = folder / "work" / work.name
    target.parent.mkdir(mode=0o755)
    if work.is_dir():
        shutil.copytree(work, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(work, target)
    for path in (target, *(target.rglob("*") if target.is_dir() else ())):
        if not path.is_symlink():  # a sandbox reads it as another user
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))
    return target


def readable_digest(work: Path) -> str:
    """The digest of a submission.

    Raises:
        WorkUnreadable: with the command that makes it readable.
    """
    try:
        return results.work_digest(work)
    except OSError as error:
        raise WorkUnreadable(f"{work} can be read", error.strerror or str(error), f"chmod u+r {work}") from None


def digest_of(path: Path) -> str:
    """The digest of a file or folder; empty where it cannot be read."""
    try:
        return results.work_digest(path)
    except OSError:
        return ""


def short_temp() -> str | None:
    """A folder short enough for a socket's path (107 characters at most)."""
    default = tempfile.gettempdir()
    return default if len(default) < 50 else "/tmp"  # noqa: S108  private folders are made inside it with mkdtemp
