"""The pages of the site, built from what the course says now."""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from grader import course as course_module
from grader.errors import CourseError
from grader.grading import depends
from grader.site.reading import copies

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.course import Course

_STAMP = ".stamp"
_ABANDONED = 3600
"""Seconds after which a build's folder has nobody any more."""


def site_folder(root: Path) -> Path:
    """Where the built site lies."""
    return copies.writable(root, "build") / "site"


def site_stamp(root: Path) -> str:
    """Hash of everything that the pages are made from."""
    digest = hashlib.sha256()
    inputs = [root / "mkdocs.yml", root / "book.toml", root / "CHANGELOG.md"]
    for folder, pattern in (
        ("site", "**/*"),
        ("lessons", "*.py"),
        ("exercises", "**/*"),
    ):
        inputs += sorted((root / folder).glob(pattern))
    for path in inputs:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    course = load(root)
    for chapter in copies.lessons(course):  # the copies that the pages can show by now
        copy = copies.copy_of(course, chapter)
        digest.update(f"\0{chapter.id} {copy.name if copy else ''}".encode())
    for start in ("site", "cli"):  # the commands' page asks the command
        digest.update(depends.code_digest(start=start).encode())
    return digest.hexdigest()


def site_is_fresh(root: Path) -> bool:
    """Whether the built site shows what the course says now."""
    return _built_from(root) == site_stamp(root)


def _built_from(root: Path) -> str:
    """The stamp of the built site; empty where there is none."""
    stamp = site_folder(root) / _STAMP
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def build_site(
    root: Path, *, force: bool = False, running: Callable[[subprocess.Popen[bytes]], None] | None = None, behind: bool = False
) -> Path:
    """Build the pages with MkDocs, unless they are up to date.

    The site stays readable: it is built beside itself, and then each file takes the place of the one before it. A folder that
    is moved away and another that is moved in would leave an instant without a site; a search whose index was asked for
    just then finds nothing for as long as its page stands.

    Args:
        force: also if they are up to date.
        running: is told the process, so that somebody else may end its group.
        behind: a reader works in front of this run, which gives way.

    Raises:
        CourseError: MkDocs refused something; its last lines say what.
    """
    target, stamp = site_folder(root), site_stamp(root)
    if not force and _built_from(root) == stamp:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob("site-*"):  # by a build that was killed
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix="site-", dir=target.parent))  # nobody else's: two may build at once
    try:
        _mkdocs(root, fresh, running, behind)
        if target.is_dir():
            _take_place(fresh, target)
        else:  # the first one comes whole
            fresh.chmod(0o755)
            with contextlib.suppress(OSError):  # another one was first
                fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    (target / _STAMP).write_text(stamp, encoding="utf-8")
    return target


def _mkdocs(root: Path, fresh: Path, running: Callable[[subprocess.Popen[bytes]], None] | None, behind: bool) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root), "GRADER_COURSE": str(root)}
    command = [*copies.polite(behind), sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["-f", str(root / "mkdocs.yml"), "-d", str(fresh)]
    process = subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    if running:
        running(process)
    out, _ = process.communicate()
    if process.returncode != 0:
        tail = "\n".join(out.decode(errors="replace").strip().splitlines()[-15:])
        raise CourseError(root / "mkdocs.yml", None, "the site builds", tail, "fix it, then: grader site build")


def _take_place(fresh: Path, target: Path) -> None:
    """Move what is new or changed, each file at once; then what is gone goes."""
    made = {p.relative_to(fresh) for p in fresh.rglob("*") if p.is_file()}
    for name in sorted(made):
        old = target / name
        if old.is_file() and filecmp.cmp(fresh / name, old, shallow=False):
            continue
        if old.is_dir():  # a page where a folder was
            shutil.rmtree(old)
        for parent in old.relative_to(target).parents:
            if (target / parent).is_file():  # a folder where a page was
                (target / parent).unlink()
        old.parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).replace(old)
    for path in sorted(target.rglob("*"), reverse=True):  # a folder after what is in it
        if path.is_dir() and not path.is_symlink():
            with contextlib.suppress(OSError):  # it still holds something
                path.rmdir()
        elif path.relative_to(target) not in made and path.name != _STAMP:
            path.unlink(missing_ok=True)


def load(root: Path) -> Course:
    """The course as it is on disk now."""
    course_module.load.cache_clear()
    return course_module.load(root)
