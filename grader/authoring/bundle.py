"""The class's bundle: chosen chapters with starters, public checks and lessons; no solution, no history.

What goes in is a list of what is wanted, never the course minus what is not: a folder that somebody adds to the course
is not in a bundle by accident. The bundle is a mapping of paths to bytes, the same for the same course, and is
searched for solutions and hidden checks (``leaks.py``) before anything is written.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.course import Chapter, Course, hidden
from grader.errors import CourseError, UsageError

Files = dict[str, bytes]

_NOISE = frozenset({"__pycache__", ".DS_Store", "__marimo__", ".ipynb_checkpoints"})
_TOOLS = (
    "pyproject.toml",
    "requirements.lock",
    "Makefile",
    "scripts/setup.sh",
    "docker-compose.yml",
    "LICENSE",
    "NOTICE",
)
_SERVICES = ("deploy/prometheus", "deploy/alertmanager", "deploy/grafana")
_SITE = ("mkdocs.yml", "site")
_WORKFLOWS = {
    "deploy/class/grade.yml": ".github/workflows/grade.yml",
    "deploy/class/publish.yml": ".github/workflows/publish.yml",
    "deploy/class/gitlab-ci.yml": ".gitlab-ci.yml",
}
_IGNORED = (
    ".venv/\n.cache/\nbuild/\n__pycache__/\n*.egg-info/\n.pytest_cache/\n__marimo__/\nmy/.progress/\n*-handin-*.zip\n"
)
EPOCH = (1980, 1, 1, 0, 0, 0)


def bundle(course: Course, chapters: Sequence[Chapter]) -> Files:
    """Every file of the bundle: path in it to content, in the order of the paths.

    Raises:
        UsageError: no chapter is finished, or this grader is not in a checkout.
        CourseError: hidden and public parts of a check file cannot be told apart, or something of a solution is in a file.
    """
    from grader.authoring.leaks import leaks

    if not chapters:
        raise UsageError("A bundle has a chapter", "none that is finished", "`grader status` lists them")
    files: Files = {}
    home = _home(course)
    for name in ("book.toml", *_SITE):
        files |= _take(course.root, name)
    for chapter in chapters:
        files |= _chapter(course, chapter)
    files |= _lessons(course, chapters)
    files |= _take(home, "grader")
    for name in (*_TOOLS, *_SERVICES):
        files |= _take(home, name)
    for source, target in _WORKFLOWS.items():
        files[target] = _must(home, source)
    files |= _written(course, chapters, home)
    found = leaks(course, files, chapters)
    if found:
        first = found[0]
        raise CourseError(
            first.file,
            first.line,
            f"nothing of {first.source} is in the class's bundle",
            first.text,
            "reword that line, or take the file out",
        )
    return dict(sorted(files.items()))


def select(course: Course, ids: Sequence[str]) -> list[Chapter]:
    """Chapters by id, or every finished one.

    Raises:
        UsageError: one is not finished.
    """
    from grader.course import normal_id

    if not ids:
        return [c for c in course.chapters if c.exercises]
    chosen = {normal_id(i) for i in ids}
    for id in sorted(chosen):
        if not course.chapter(id).exercises:
            raise UsageError(f"{id} has exercises", "none yet", "`grader status` lists the chapters that have")
    return [c for c in course.chapters if c.id in chosen]


def write(files: Mapping[str, bytes], target: Path) -> None:
    """Write the bundle into a new or empty folder.

    Raises:
        UsageError: there is something in it.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(
            f"The bundle goes into a new or empty folder, {target}",
            "something is there",
            "give another folder, or empty that one",
        )
    for name, data in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(_mode(name))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The bundle as one zip: the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = 3, (stat.S_IFREG | _mode(name)) << 16
            archive.writestr(info, files[name], zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _mode(name: str) -> int:
    return 0o755 if name.endswith(".sh") else 0o644


# -- parts -------------------------------------------------------------------------------------------------


def _chapter(course: Course, chapter: Chapter) -> Files:
    root = course.root
    files = {_name(root, chapter.manifest_path): chapter.manifest_path.read_bytes()}
    for_hidden: set[str] = set()
    for_public: set[str] = set()
    for exercise in chapter.exercises:
        files |= _take(root, _name(root, exercise.starter_path))
        path, text = exercise.test_path, exercise.test_path.read_text(encoding="utf-8")
        files[_name(root, path)] = hidden.without_hidden(text, path).encode()
        for_hidden |= hidden.names_for_hidden(text, path, "support")
        for_public |= hidden.attributes(text, path, "support")
    support = chapter.manifest_path.parent / "support.py"
    if support.is_file():
        text = support.read_text(encoding="utf-8")
        files[_name(root, support)] = hidden.without(text, support, for_hidden - for_public, for_public).encode()
    return files


def _lessons(course: Course, chapters: Sequence[Chapter]) -> Files:
    """Chosen lessons, their models, programs, applications and data, and recordings that belong to no chapter left out."""
    files: Files = {}
    for chapter in chapters:
        if chapter.lesson_path.is_file():
            files[_name(course.root, chapter.lesson_path)] = chapter.lesson_path.read_bytes()
    if any(b"from applications" in data for data in files.values()):
        files |= _take(course.root, "applications")
    for shared in ("lessons/data", "lessons/models", "lessons/clients"):
        files |= _take(course.root, shared)
    left_out = {c.id for c in course.chapters} - {c.id for c in chapters}
    for name, data in _take(course.root, "lessons/recorded").items():
        owner = re.match(r"^(ch\d\d|app[A-D])", Path(name).name)
        if owner is None or owner[1] not in left_out:
            files[name] = data
    return files


def _written(course: Course, chapters: Sequence[Chapter], home: Path) -> Files:
    """What only a bundle has: its front page, the desk, and which exercises were proved."""
    templates = home / "grader" / "authoring" / "templates"
    names = ", ".join(f"{c.title} (`{c.id}`)" for c in chapters)
    page = (templates / "class" / "README.md").read_text(encoding="utf-8").format(title=course.title, chapters=names)
    files = {
        "README.md": page.encode(),
        ".gitignore": _IGNORED.encode(),
        "my/README.md": (templates / "class" / "my_README.md").read_bytes(),
        "my/AGENTS.md": (home / "grader" / "course" / "templates" / "AGENTS.md").read_bytes(),
    }
    proved = course.root / "proved.toml"
    if proved.is_file():
        wanted = {e.id for c in chapters for e in c.exercises}
        lines = proved.read_text(encoding="utf-8").splitlines(keepends=True)
        files["proved.toml"] = "".join(x for x in lines if not x.startswith('"') or x.split('"')[1] in wanted).encode()
    return files


def _home(course: Course) -> Path:
    """Where the grader's own files lie: in the course, or where this grader was checked out."""
    import grader

    home = (
        course.root
        if (course.root / "grader" / "__init__.py").is_file()
        else Path(grader.__file__).resolve().parents[1]
    )
    if not (home / "pyproject.toml").is_file() or not (home / "deploy" / "class").is_dir():
        raise UsageError(
            "A bundle is made from a checkout of the course",
            f"no pyproject.toml and deploy/class in {home}",
            "run it in the course's repository",
        )
    return home


def _take(root: Path, name: str) -> Files:
    """A file or a folder of files; nothing where it is not there."""
    return {_name(root, path): path.read_bytes() for path in _files(root / name)}


def _files(path: Path) -> Iterator[Path]:
    if path.is_symlink():
        raise UsageError("A bundle holds files, not links", str(path), "replace it by a file")
    if path.is_file():
        yield path
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            if (
                child.name not in _NOISE
                and not child.name.startswith(".")
                and not child.name.endswith((".pyc", ".egg-info"))
            ):
                yield from _files(child)


def _must(root: Path, name: str) -> bytes:
    path = root / name
    if not path.is_file():
        raise UsageError(f"The course has {name}", "no such file", "git checkout -- deploy/class")
    return path.read_bytes()


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
