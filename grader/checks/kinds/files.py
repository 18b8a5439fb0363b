"""A submission of the kind ``files``: read and parsed here, with bounds, and never executed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.checks import fail
from grader.course import counted_yaml, texts
from grader.errors import WorkUnreadable

if TYPE_CHECKING:
    from grader.checks.session import Session
    from grader.course import Exercise

MAX_BYTES = 1 << 20
MAX_FILES = 200


class Work:
    """The fixture ``work``: files by their path inside the exercise's folder, or the one file."""

    def __init__(self, path: str | Path, exercise: Exercise) -> None:
        self.path, self._exercise = Path(path), exercise

    def files(self) -> list[str]:
        """Relative names of all regular files, sorted; links are not followed."""
        if self.path.is_file():
            return [self.path.name]
        found = [p for p in sorted(self.path.rglob("*")) if p.is_file() and not p.is_symlink() and "__pycache__" not in p.parts]
        if len(found) > MAX_FILES:
            raise WorkUnreadable(f"At most {MAX_FILES} files in {self.path.name}", str(len(found)))
        return [p.relative_to(self.path).as_posix() for p in found]

    def text(self, name: str = "") -> str:
        """One file's text.

        Fails the check when it is missing, too large, not UTF-8, or a link that leads elsewhere.
        """
        file = self.path / name if name and self.path.is_dir() else self.path
        shown = name or self.path.name
        if file.is_symlink() or not file.resolve().is_relative_to(self.path.resolve()):
            fail(called=f"reading {shown}", returned="a link that leads out of the folder", expected="a file of its own")
        if not file.is_file():
            there = ", ".join(self.files()) or "nothing"
            fail(called=f"reading {shown}", returned=f"no such file; there is {there}", expected=f"a file {shown}")
        if file.stat().st_size > MAX_BYTES:
            fail(called=f"reading {shown}", returned=f"{file.stat().st_size} bytes", expected=f"at most {MAX_BYTES}")
        try:
            return texts.read(file, MAX_BYTES)
        except texts.Unreadable as error:
            where = f" in line {error.line}" if error.line is not None else ""
            fail(called=f"reading {shown}", returned=f"{error.found}{where}", expected="UTF-8 text")

    def all_yaml(self, name: str = "") -> list[Any]:
        """Every YAML document of a file, as plain data; tags that make objects are refused."""
        text = self.text(name)
        try:
            return counted_yaml.documents(text)
        except counted_yaml.NotYaml as error:
            where = f" in line {error.line}, column {error.column}" if error.line is not None else ""
            fail(called=f"parsing {name or self.path.name}", returned=f"an error{where}: {error.problem}", expected="YAML")

    def yaml(self, name: str = "") -> Any:
        """The one YAML document of a file."""
        documents = self.all_yaml(name)
        if len(documents) != 1:
            fail(called=f"parsing {name or self.path.name}", returned=f"{len(documents)} documents", expected="one")
        return documents[0]


class FilesKind:
    """Nothing is started: the grader itself reads."""

    name = "files"

    def begin(self, session: Session) -> None:
        """Nothing takes time."""

    def give(self, session: Session, folder: Callable[[], Path]) -> Work:
        return Work(session.job.work, session.exercise)


KIND = FilesKind()
