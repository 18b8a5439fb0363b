"""What the server makes while it already answers: the site, then one static lesson at a time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from grader import course as course_module
from grader.errors import CourseError, GraderError
from grader.grading import depends
from grader.site import export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.course import Course

_STAMP = ".stamp"


def site_folder(root: Path) -> Path:
    """Where the built site lies."""
    return export.writable(root, "build") / "site"


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
    for start in ("site", "cli"):  # the commands' page asks the command
        digest.update(depends.code_digest(start=start).encode())
    return digest.hexdigest()


def site_is_fresh(root: Path) -> bool:
    """Whether the built site shows what the course says now."""
    stamp = site_folder(root) / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == site_stamp(root)


def build_site(
    root: Path, *, force: bool = False, running: Callable[[subprocess.Popen[bytes]], None] | None = None
) -> Path:
    """Build the pages with MkDocs, unless they are up to date; the old site stays until the new one is whole.

    Raises:
        CourseError: MkDocs refused something; its last lines say what.
    """
    target = site_folder(root)
    if not force and site_is_fresh(root):
        return target
    stamp = site_stamp(root)
    fresh = target.with_name("site.new")
    shutil.rmtree(fresh, ignore_errors=True)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root), "GRADER_COURSE": str(root)}
    command = [*export.polite(), sys.executable, "-m", "mkdocs", "build", "--strict"]
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
        shutil.rmtree(fresh, ignore_errors=True)
        tail = "\n".join(out.decode(errors="replace").strip().splitlines()[-15:])
        raise CourseError(root / "mkdocs.yml", None, "the site builds", tail, "mend it, then: grader site build")
    (fresh / _STAMP).write_text(stamp, encoding="utf-8")
    old = target.with_name("site.old")
    shutil.rmtree(old, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return target


class Background:
    """Builds on a thread of its own; ``stop`` ends what it has started.

    Attributes:
        trouble: what went wrong, by ``site`` or chapter id, in words for the reader.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self.trouble: dict[str, str] = {}
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin building."""
        self._thread.start()

    def stop(self) -> None:
        """End the child's whole group and wait for the thread."""
        self._stopping.set()
        with self._lock:
            child = self._child
        if child is not None and child.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        self._thread.join(10)

    def _run(self) -> None:
        self._attempt("site", lambda: build_site(self._course.root, running=self._running))
        for chapter in export.lessons(self._course):
            if self._stopping.is_set():
                return
            self._attempt(chapter.id, lambda c=chapter: export.export(self._course, c, running=self._running))  # type: ignore[misc]  # a lambda's default has no annotation

    def _attempt(self, what: str, act: Callable[[], Path]) -> None:
        try:
            act()
            self.trouble.pop(what, None)
        except (GraderError, OSError) as error:
            if not self._stopping.is_set():
                self.trouble[what] = str(error)

    def _running(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._child = process
        if self._stopping.is_set():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def load(root: Path) -> Course:
    """The course as it is on disk now."""
    course_module.load.cache_clear()
    return course_module.load(root)
