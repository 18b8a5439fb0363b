"""Copies of lessons: what one run of each showed, kept under the hash of all that it depends on.

So a copy is made again exactly when something of that changed, and one run of a lesson is its page, its part of the
book and its test.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import syntax
from grader.errors import CourseError, LaunchFailed
from grader.grading import depends
from grader.grading.slots import cores
from grader.site.reading import charts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.course import Chapter, Course

_SEED_FILES = ("requirements.lock", "pyproject.toml", "book.toml")
SECONDS = 600.0


def lessons(course: Course) -> list[Chapter]:
    """The chapters that have a lesson, in the book's order."""
    return [c for c in course.chapters if c.lesson_path.is_file()]


def writable(root: Path, name: str) -> Path:
    """`root/name`, or for a read-only checkout a folder of the user's own that stands for it."""
    wanted = root / name
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            return wanted
    except OSError:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        place = base / "milvus-definitive-guide" / _hash(str(root).encode())[:12] / name.replace("/", "-").lstrip(".")
        place.mkdir(parents=True, exist_ok=True)
        return place


def fingerprint(course: Course, chapter: Chapter) -> str:
    """Hash of everything that a lesson's copy depends on.

    That is the lesson, the course's own modules that it imports (through any number of files), the data,
    the records, the chapter's manifest and starters, what lessons import from this package, what turns their outputs into
    pages, the lock, and this Python's minor version.
    """
    digest = hashlib.sha256(f"{sys.version_info[:2]} {depends.code_digest(start='lesson')}".encode())
    for path in sorted(_dependencies(course.root, chapter)):
        name = path.relative_to(course.root) if path.is_relative_to(course.root) else Path(path.name)
        digest.update(f"\0{name.as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def copy_of(course: Course, chapter: Chapter) -> Path | None:
    """The up-to-date static copy of a lesson, or None while there is none."""
    path = _copy_path(course, chapter)
    return path if path.is_file() else None


def make(
    course: Course,
    chapter: Chapter,
    running: Callable[[subprocess.Popen[bytes]], None] | None = None,
    stopping: threading.Event | None = None,
    *,
    behind: bool = False,
) -> Path:
    """Run a lesson for its copy, unless the copy is there; where another process runs it just now, wait for that one.

    Args:
        course, chapter: which lesson.
        running: is told the process, so that somebody else may `end` its group.
        stopping: ends the wait for another process; then the lesson has failed.
        behind: a reader works in front of this run, which gives way.

    Returns:
        The document that `grader.site.reading.run` writes.

    Raises:
        CourseError: the lesson fails: its last lines of output.
        LaunchFailed: it took longer than ten minutes.
    """
    target = _copy_path(course, chapter)
    if target.is_file():
        return target
    with _alone(target.parent / f"{chapter.id}.lock", stopping or threading.Event()):
        if not target.is_file():
            text = _run(course, chapter, running, behind)
            for old in target.parent.glob(f"{chapter.id}-*"):
                old.unlink(missing_ok=True)
            _put(target, text)
    return target


def _run(
    course: Course, chapter: Chapter, running: Callable[[subprocess.Popen[bytes]], None] | None, behind: bool
) -> str:
    with tempfile.TemporaryDirectory(prefix="lesson-copy-") as folder:
        made = Path(folder) / "lesson.json"
        command = [*polite(behind), sys.executable, "-m", "grader.site.reading.run", str(chapter.lesson_path), str(made)]
        # An address of the reader's own Milvus, a live session: nothing of that belongs into what everybody reads.
        environment = {k: v for k, v in os.environ.items() if k != "GRADER_LIVE"} | {"GRADER_COURSE": str(course.root)}
        process = subprocess.Popen(
            command,
            cwd=course.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if running:
            running(process)
        try:
            out, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise LaunchFailed(
                f"{chapter.id}'s lesson runs within {SECONDS:.0f} s", "no end", f"python {chapter.lesson_path}"
            ) from None
        if process.returncode != 0 or not made.is_file():
            tail = out.decode(errors="replace").strip().splitlines()[-12:]
            raise CourseError(
                chapter.lesson_path, None, "the lesson runs", "\n".join(tail), f"python {chapter.lesson_path}"
            )
        return made.read_text(encoding="utf-8")


@contextlib.contextmanager
def _alone(lock: Path, stopping: threading.Event) -> Iterator[None]:
    """Hold a lock between processes; it goes with the one that holds it."""
    try:
        import fcntl
    except ImportError:  # no POSIX: then two may run the same lesson
        yield
        return
    with lock.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if stopping.wait(0.2):
                    raise LaunchFailed("the lesson runs in another process", "the end of waiting for it", "grader start") from None
        yield


def make_all(course: Course, report: Callable[[str], None] = lambda _: None) -> dict[str, Path]:
    """Make every copy that is missing or stale, one more at a time than there are cores: lessons wait for Milvus half of their time.

    Args:
        report: is told each chapter in the book's order, once it and those before it are there.

    Returns:
        Chapter id to file.

    Raises:
        CourseError: a lesson fails; those beside it are ended.
    """
    made = {}
    children: list[subprocess.Popen[bytes]] = []
    stopping = threading.Event()

    def running(process: subprocess.Popen[bytes]) -> None:
        children.append(process)
        if stopping.is_set():
            end(process)

    with ThreadPoolExecutor(cores() + 1) as pool:
        runs = [(c, copy_of(course, c) is None, pool.submit(make, course, c, running, stopping)) for c in lessons(course)]
        try:
            for chapter, stale, run in runs:
                made[chapter.id] = run.result()
                report(f"{chapter.id}: {'made' if stale else 'up to date'}")
        except BaseException:  # Ctrl-C as well: their groups are their own, so the terminal does not end them
            stopping.set()
            pool.shutdown(wait=False, cancel_futures=True)
            for child in children:
                end(child)
            raise
    return made


def end(process: subprocess.Popen[bytes]) -> None:
    """End a run and what it has started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def chart_runtime(course: Course) -> Path:
    """The script that makes charts live, as a file; made once for each version of the package that has it."""
    from importlib.metadata import version

    path = writable(course.root, ".cache/lessons") / f"vega-{version('vl-convert-python')}.js"
    if not path.is_file():
        _put(path, charts.runtime())
    return path


def _put(path: Path, text: str) -> None:
    """Write a file that is whole or not there."""
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _copy_path(course: Course, chapter: Chapter) -> Path:
    return writable(course.root, ".cache/lessons") / f"{chapter.id}-{fingerprint(course, chapter)}.json"


def _dependencies(root: Path, chapter: Chapter) -> set[Path]:
    found = {root / name for name in _SEED_FILES}
    found |= {chapter.manifest_path, *Path(__file__).parent.glob("*.py")}
    for exercise in chapter.exercises:
        found |= set(_files(exercise.starter_path))
    found |= set(_files(root / "lessons" / "data")) | set(_files(root / "lessons" / "recorded"))
    waiting = [chapter.lesson_path]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        about = path.stat()
        waiting += [p for p in _imports(root, path, about.st_mtime_ns, about.st_size) if p not in found]
    return {p for p in found if p.is_file()}


@functools.lru_cache(maxsize=512)
def _imports(root: Path, path: Path, _when: int, _size: int) -> tuple[Path, ...]:
    """Files of the course that a module imports; this package's own are in the digest of its code already."""
    try:
        tree = syntax.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return ()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    found = []
    for name in names:
        parts = name.split(".")
        if parts[0] == "grader":
            continue
        for base in (root, root / "lessons", path.parent):
            places = (base.joinpath(*parts).with_suffix(".py"), base.joinpath(*parts, "__init__.py"))
            found += [p for p in places if p.is_file() and ".venv" not in p.parts]
    return tuple(found)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def polite(behind: bool) -> list[str]:
    """What to put before a command, so that it gives way where a reader works in front of it."""
    nice = shutil.which("nice") if behind else None
    return [nice, "-n", "15"] if nice else []
