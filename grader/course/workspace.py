"""The learner's desk: the folder where their work lies, and files on it that two hands may change.

A browser tab and an editor can hold the same file. `DeskFile` writes only over what it has read: a file
that changed in between stays as it is, and the caller asks the learner which of the two to keep.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UsageError, WorkUnreadable

if TYPE_CHECKING:
    from grader.course.model import Exercise

_TEMPLATES = Path(__file__).with_name("templates")


def prepare(desk: Path) -> None:
    """Make the desk, with its note for coding assistants; what is there stays as it is.

    Raises:
        UsageError: the folder cannot be made.
    """
    note = desk / "AGENTS.md"
    try:
        desk.mkdir(parents=True, exist_ok=True)
        if not note.exists():
            shutil.copyfile(_TEMPLATES / "AGENTS.md", note)
    except OSError as error:
        raise UsageError(
            f"The workspace {desk} takes your work",
            error.strerror or str(error),
            "pass a folder that you may write to: --work DIR",
        ) from error


def take(exercise: Exercise, desk: Path) -> Path:
    """The learner's copy of an exercise, made from the starter if there is none.

    Raises:
        UsageError: the desk cannot be written, or the course has no starter.
    """
    work = exercise.work_path(desk)
    if work.exists():
        return work
    prepare(desk)
    starter = exercise.starter_path
    if not starter.exists():
        raise UsageError(f"{exercise.id} has a starter at {starter}", "none", "grader starters")
    work.parent.mkdir(parents=True, exist_ok=True)
    if starter.is_dir():
        shutil.copytree(starter, work, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(starter, work)
    return work


def reset(exercise: Exercise, desk: Path) -> Path | None:
    """Put the starter back; the work is kept beside it, with the time in its name.

    Returns:
        where the work is kept, or None where there was none.
    """
    target, backup = exercise.work_path(desk), None
    if target.exists() or target.is_symlink():
        wanted = target.with_name(f"{target.stem}.{time.strftime('%Y%m%d-%H%M%S')}{target.suffix}.bak")
        backup, number = wanted, 1
        while backup.exists():
            number += 1
            backup = wanted.with_name(f"{wanted.name}{number}")
        target.rename(backup)
    take(exercise, desk)
    return backup


def files(work: Path) -> list[Path]:
    """The text files of an exercise's work, by name: the file itself, or those in its folder."""
    if not work.is_dir():
        return [work]
    hidden = {"__pycache__", ".git"}
    return sorted(p for p in work.rglob("*") if p.is_file() and not hidden & set(p.relative_to(work).parts))


@dataclass
class DeskFile:
    """One text file, held open by a page that may be older than the file.

    Attributes:
        path: the file.
        text: what the page holds.
        theirs: what the file holds when it is neither what the page read nor what it wants to write;
            None without a conflict.
    """

    path: Path
    text: str = ""
    theirs: str | None = None
    _seen: str = field(default="", repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.text = self._read()
        self._seen = _hash(self.text)

    def write(self, text: str) -> bool:
        """Save `text` unless the file changed since it was read; then keep both and return False.

        Raises:
            WorkUnreadable: the file can be neither read nor written.
        """
        with self._lock:
            self.text = text
            on_disk = self._read() if self.path.exists() else None
            if on_disk is not None and _hash(on_disk) != self._seen and on_disk != text:
                self.theirs = on_disk
                return False
            self.theirs = None
            if on_disk != text:
                self._save(text)
            self._seen = _hash(text)
            return True

    def refresh(self) -> bool:
        """Take over a change made elsewhere; True when the page has something else to show now."""
        with self._lock:
            if self.theirs is not None or not self.path.exists():
                return False
            on_disk = self._read()
            if _hash(on_disk) == self._seen:
                return False
            if _hash(self.text) == self._seen:
                self.text, self._seen = on_disk, _hash(on_disk)
            else:
                self.theirs = on_disk
            return True

    def keep_mine(self) -> None:
        """End a conflict with what the page holds."""
        with self._lock:
            self._save(self.text)
            self.theirs, self._seen = None, _hash(self.text)

    def keep_theirs(self) -> None:
        """End a conflict with what the file holds now."""
        with self._lock:
            self.text = self._read()
            self.theirs, self._seen = None, _hash(self.text)

    def _read(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise WorkUnreadable(f"{self.path} is UTF-8 text", str(error), "save it as UTF-8") from error
        except OSError as error:
            raise WorkUnreadable(f"{self.path} can be read", error.strerror or str(error)) from error

    def _save(self, text: str) -> None:
        """Write beside the file, then rename: a full disk leaves the old text whole."""
        try:
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".", suffix=".part")
        except OSError as error:
            raise WorkUnreadable(f"{self.path} can be written", error.strerror or str(error)) from error
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                out.write(text)
            with contextlib.suppress(OSError):
                shutil.copymode(self.path, name)
            Path(name).replace(self.path)
        except OSError as error:
            Path(name).unlink(missing_ok=True)
            raise WorkUnreadable(f"{self.path} can be written", error.strerror or str(error)) from error


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
