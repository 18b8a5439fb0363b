"""What ``grader submit`` packs: the files of some exercises in one zip, laid out like a desk, and a note about them.

The note, ``submission.json``, says which course, which exercises with which digests, when, and what the learner's own checks
found. It is the learner's word: an intake reads the course version from it and believes nothing else.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from grader.classroom.intake.rules import Limits, Refused, is_noise, parts_of
from grader.course import Course, Exercise, progress
from grader.errors import UsageError, WorkUnreadable
from grader.results import dumps, work_digest

FORMAT = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(
    course: Course, desk: Path, exercises: Sequence[Exercise], folder: Path, *, now: datetime | None = None
) -> Path:
    """Write one file to hand in; an earlier one is never touched.

    Args:
        exercises: those that are wanted; what is not on the desk is left out.
        folder: where the file goes.
        now: for tests.

    Returns:
        the file's path.

    Raises:
        UsageError: nothing of it is on the desk, or the file cannot be written.
        WorkUnreadable: a link, a special file, a name or a size that no intake would take.
    """
    now = (now or datetime.now(UTC)).astimezone(UTC)
    files: dict[str, bytes] = {}
    limits = Limits()
    there = [e for e in exercises if e.work_path(desk).exists() or e.work_path(desk).is_symlink()]
    for exercise in there:
        _take(exercise.work_path(desk), f"{exercise.chapter}/{exercise.entry}", files, limits)
    if not files:
        names = ", ".join(e.id for e in exercises[:3]) + (" …" if len(exercises) > 3 else "")
        raise UsageError(f"Work on {names} in the workspace {desk}", "none", "`grader next` puts an exercise there")
    note = dumps(_note(course, desk, there, now)).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _written(
            folder,
            f"{_slug(course.title)}-handin-{now:%Y%m%dT%H%M%SZ}",
            {"submission.json": note, **dict(sorted(files.items()))},
        )
    except OSError as error:
        raise UsageError(
            f"The folder {folder} takes the file", error.strerror or str(error), "give another one: --output DIR"
        ) from None


def left_out(course: Course, desk: Path, packed: Sequence[str]) -> list[str]:
    """What lies beside the work that was packed and is no part of it: an answer is one file, or one folder.

    Args:
        packed: names in the hand-in.

    Returns:
        a line for each file, the first few.
    """
    folders = {desk / name.split("/")[0] for name in packed if "/" in name}
    lines = []
    for folder in sorted(folders):
        for path in _listed(folder):
            name = f"{folder.name}/{path.name}"
            if is_noise((path.name,)) or path.name.startswith(".") or any(p == name or p.startswith(f"{name}/") for p in packed):
                continue
            if not any(e.work_path(desk) == path for e in course.exercises):
                lines.append(f"{name} is left out: an exercise's answer is its own file, so put into it what it needs")
    return lines[:10]


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing, where it lets itself be entered and not listed: what was packed is packed."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _note(course: Course, desk: Path, exercises: Sequence[Exercise], now: datetime) -> dict[str, object]:
    mine = progress.read(desk, "results")
    claims = {}
    for exercise in exercises:
        result = mine.get(exercise.id)
        if isinstance(result, dict):
            claims[exercise.id] = {
                key: result.get(key) for key in ("status", "points", "max_points", "digest", "course")
            }
    return {
        "format": FORMAT,
        "course": course.version,
        "made": now.isoformat(timespec="seconds"),
        "exercises": {e.id: work_digest(e.work_path(desk)) for e in exercises},
        "claims": claims,
    }


def _take(path: Path, name: str, files: dict[str, bytes], limits: Limits) -> None:
    """Read a file, or a folder's files, into `files`; links are refused rather than followed."""
    mode = path.lstat().st_mode
    if is_noise((path.name,)):
        return
    try:
        parts_of(name, limits)
    except Refused as error:
        raise WorkUnreadable("Names that every system can hold", error.reason, "rename it") from None
    if stat.S_ISDIR(mode):
        for child in sorted(path.iterdir()):
            _take(child, f"{name}/{child.name}", files, limits)
        return
    if not stat.S_ISREG(mode):
        what = "a link" if stat.S_ISLNK(mode) else "neither a file nor a folder"
        raise WorkUnreadable("Only files are handed in", f"{path} is {what}", "put the file itself there")
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            data = file.read(limits.file + 1)
    except OSError as error:
        raise WorkUnreadable(f"{path} can be read", error.strerror or str(error), f"chmod u+r {path}") from None
    files[name] = data
    if len(data) > limits.file or sum(map(len, files.values())) > limits.bytes:
        raise WorkUnreadable(
            f"At most {limits.file >> 20} MiB a file and {limits.bytes >> 20} MiB in all",
            f"{path} goes over it",
            "take out what is no answer",
        )
    if len(files) > limits.files:
        raise WorkUnreadable(f"At most {limits.files} files", f"more in {path.parent}", "take out what is no answer")


def _written(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    number = 1
    while True:
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}.zip"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            break
        except FileExistsError:
            number += 1
    try:
        with os.fdopen(handle, "wb") as out, zipfile.ZipFile(out, "w") as archive:
            for inner, data in files.items():
                info = zipfile.ZipInfo(inner, _EPOCH)
                info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
                archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:40].strip("-") or "course"
