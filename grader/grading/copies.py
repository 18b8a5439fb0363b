"""A submission as a grading takes it: a copy of its own, and its digest."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader import results
from grader.course import Exercise, misnamed
from grader.errors import WorkUnreadable

MAX_BYTES, MAX_FILES = 64 << 20, 2_000
"""Of a whole submission; what has more is not read at all."""


def refusal(work: Path, within: Path | None, *, strangers: bool) -> str:
    """Why a submission is not read; empty where it may be.

    A link can lead to the solution, to a file that only the grader's user may read, or to one without an end.

    Args:
        within: the desk; nothing on the way from there to the work may be a link either.
        strangers: other people's work has no links at all; in one's own they stay on the desk.
    """
    total = count = 0
    for path in _on_the_way(work, within):
        try:
            status = path.lstat()
        except OSError:
            continue  # what cannot be looked at cannot be read: said where it is
        name = path.relative_to(within).as_posix() if within is not None and path.is_relative_to(within) else path.name
        if stat.S_ISLNK(status.st_mode):
            if strangers:
                return f"{name} is a link: only files of their own are graded"
            if not path.resolve().is_relative_to((within or work.parent).resolve()):
                return f"{name} is a link that leads out of the workspace: put the file itself there"
        elif not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            return f"{name} is no file: {_SPECIAL.get(stat.S_IFMT(status.st_mode), 'something else')}"
        if stat.S_ISREG(status.st_mode) and (encoding := _other_encoding(path)):
            return f"{name} is saved as {encoding}: save it as UTF-8, which every editor offers beside the file's name"
        count, total = count + 1, total + status.st_size
        if count > MAX_FILES or total > MAX_BYTES:
            return f"{work.name} is larger than any answer: at most {MAX_FILES} files and {MAX_BYTES >> 20} MiB are read"
    return ""


def _other_encoding(path: Path) -> str:
    """The encoding that a text's first bytes name, where no tool here reads it; empty for UTF-8 and for what is no text."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError:
        return ""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


_MARKS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def _on_the_way(work: Path, within: Path | None) -> Iterator[Path]:
    """From the desk down to the work, and all that lies in it; links are not followed."""
    if within is not None and work.is_relative_to(within):
        for parent in reversed(work.relative_to(within).parents):
            if parent.name:
                yield within / parent
    yield work
    if work.is_dir() and not work.is_symlink():
        for folder, folders, files in os.walk(work):
            for name in sorted([*folders, *files]):
                yield Path(folder) / name


def own_copy(work: Path, folder: Path, name: str = "") -> Path:
    """A copy of the submission, so that nothing a worker does reaches the desk, and a save in mid-run changes nothing.

    Args:
        name: of the copy; the submission's own if left out.
    """
    target = folder / "work" / (name or work.name)
    target.parent.mkdir()
    target.parent.chmod(0o755)  # whatever the umask is: a sandbox reads it as another user
    if work.is_dir():
        shutil.copytree(work, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(work, target)
    for path in (target, *(target.rglob("*") if target.is_dir() else ())):
        if not path.is_symlink():  # a sandbox reads it as another user
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))
    return target


def nothing_at(work: Path) -> str:
    """Why there is nothing to grade; a hand-in without the file has a path below the null device."""
    if work.parent == Path(os.devnull):
        return f"Nothing was handed in as {work.name}"
    return f"Nothing at {work.parent.name}/{work.name} yet: `grader next` makes it"


def beside(exercise: Exercise, work: Path, exercises: Sequence[Exercise]) -> str:
    """A sentence about a file beside the work whose name is not quite the exercise's; empty where there is none."""
    try:
        paths = [p for p in work.parent.iterdir() if p.name != exercise.entry and not p.is_symlink()]
    except OSError:
        return ""
    found = misnamed.sort(paths, work.parent.parent, exercises)
    there = [*found.meant.get(exercise.id, []), *found.near.get(exercise.id, [])]
    return f". {there[0].name} lies beside it and is not read: name it {exercise.entry} if it is your answer" if there else ""


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
