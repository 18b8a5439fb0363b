"""Static copies of lessons: as read, with every output, without a network.

``marimo export html`` holds the outputs but loads marimo's front end from a content network. A copy that
works offline has that address replaced by a folder beside it. A copy is kept under the hash of all that
it depends on, so it is made again exactly when something of that changed.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import syntax
from grader.errors import CourseError, LaunchFailed, UsageError
from grader.grading import depends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.course import Chapter, Course

ASSETS = "_marimo"
_NETWORK = re.compile(r"https://cdn\.jsdelivr\.net/npm/@marimo-team/frontend@[^/\"']+/dist")
_SEED_FILES = ("requirements.lock", "pyproject.toml", "book.toml")
_TEMPLATES = Path(__file__).with_name("templates")
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
    """Hash of everything that a lesson's static copy depends on.

    That is the lesson, the course's own modules that it imports (through any number of files), the data,
    the records, the chapter's manifest and starters, what lessons import from this package, the lock, and this Python's
    minor version.
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


def export(course: Course, chapter: Chapter, running: Callable[[subprocess.Popen[bytes]], None] | None = None) -> Path:
    """Make the static copy of one lesson, unless it is there.

    Args:
        course, chapter: which lesson.
        running: is told the process, so that somebody else may end its group.

    Returns:
        The HTML file; it looks for marimo's front end in ``../_marimo``.

    Raises:
        CourseError: the lesson fails: its last lines of output.
        LaunchFailed: it took longer than ten minutes.
    """
    target = _copy_path(course, chapter)
    if target.is_file():
        return target
    with tempfile.TemporaryDirectory(prefix="lesson-copy-") as folder:
        raw = Path(folder) / "lesson.html"
        command = [
            *polite(),
            sys.executable,
            "-m",
            "marimo",
            "-y",
            "-q",
            "export",
            "html",
            "--no-sandbox",
            "--no-include-code",
        ]
        command += [str(chapter.lesson_path), "-o", str(raw), "-f"]
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
        if process.returncode != 0 or not raw.is_file():
            tail = out.decode(errors="replace").strip().splitlines()[-12:]
            raise CourseError(
                chapter.lesson_path, None, "the lesson runs", "\n".join(tail), f"python {chapter.lesson_path}"
            )
        text = offline(raw.read_text(encoding="utf-8"))
    for old in target.parent.glob(f"{chapter.id}-*.html"):
        old.unlink(missing_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(target)
    return target


def offline(text: str) -> str:
    """A static copy's HTML with every address of the content network replaced, and the site's looks."""
    return _NETWORK.sub(f"../{ASSETS}", text).replace("<head>", f"<head>\n{head()}", 1)


def head() -> str:
    """What stands in the head of every lesson, live or static: the site's fonts, light and dark, and the way back."""
    names = ("lesson_head.js", "lesson_editor.js", "lesson_head.css")
    script, editor, style = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    return f"<script>{script}{editor}</script><style>{style}</style>"


def export_all(course: Course, report: Callable[[str], None] = lambda _: None) -> dict[str, Path]:
    """Make every static copy that is missing or stale, one at a time.

    Returns:
        Chapter id to file.

    Raises:
        CourseError: a lesson fails.
    """
    made = {}
    for chapter in lessons(course):
        fresh = copy_of(course, chapter) is None
        made[chapter.id] = export(course, chapter)
        report(f"{chapter.id}: {'made' if fresh else 'up to date'}")
    return made


def install(course: Course, site: Path) -> None:
    """Put the static copies and marimo's front end (28 MB, once) into a built site.

    Raises:
        UsageError: a copy is missing; `export_all` makes it.
    """
    for chapter in lessons(course):
        copy = copy_of(course, chapter)
        if copy is None:
            raise UsageError(f"{chapter.id} has a static copy", "none", "grader site build")
        target = site / "lessons" / chapter.id / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, target)
    shutil.copytree(marimo_assets(), site / "lessons" / ASSETS, dirs_exist_ok=True)


def marimo_assets() -> Path:
    """marimo's front end, inside its package; found without importing it."""
    import importlib.util

    spec = importlib.util.find_spec("marimo")
    if spec is None or spec.origin is None:
        raise UsageError("The lessons need marimo", "it is not installed", "pip install -e '.[all]'")
    return Path(spec.origin).parent / "_static"


def _copy_path(course: Course, chapter: Chapter) -> Path:
    return writable(course.root, ".cache/lessons") / f"{chapter.id}-{fingerprint(course, chapter)}.html"


def _dependencies(root: Path, chapter: Chapter) -> set[Path]:
    found = {root / name for name in _SEED_FILES}
    found |= {chapter.manifest_path, *_TEMPLATES.glob("lesson_*")}
    for exercise in chapter.exercises:
        found |= set(_files(exercise.starter_path))
    found |= set(_files(root / "lessons" / "data")) | set(_files(root / "lessons" / "recorded"))
    waiting = [chapter.lesson_path]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        waiting += [p for p in _imports(root, path) if p not in found]
    return {p for p in found if p.is_file()}


def _imports(root: Path, path: Path) -> Iterator[Path]:
    """Files of the course that a module imports."""
    try:
        tree = syntax.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    for name in names:
        parts = name.split(".")
        for base in (root, root / "lessons", path.parent):
            for candidate in (base.joinpath(*parts).with_suffix(".py"), base.joinpath(*parts, "__init__.py")):
                if candidate.is_file() and ".venv" not in candidate.parts:
                    yield candidate


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def polite() -> list[str]:
    """What to put before a command that works in the background of a reader's lesson."""
    nice = shutil.which("nice")
    return [nice, "-n", "15"] if nice else []
