"""The course on disk, read once into frozen data; every rule about paths lives here.

``book.toml`` gives the order and the titles; ``exercises/<chapter>/chapter.toml`` gives what a path
cannot say. Nothing here imports anything heavy: ``grader status`` must answer at once.
"""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from grader.errors import CourseError, UnknownExercise, UsageError

Kind = Literal["python", "files", "program"]

CONTROLS = frozenset({"restart", "kill", "logs", "global_state"})
PROFILES = frozenset({"default", "auth", "tls", "mtls", "accesslog"})

_CHAPTER_KEYS = {"minutes", "before", "objectives", "exercise"}
_EXERCISE_KEYS = {
    "id", "title", "minutes", "needs", "config", "control", "timeout", "memory", "hints", "tap",
    "milvus", "program", "starter", "files", "seeds",
}  # fmt: skip


@dataclass(frozen=True)
class Exercise:
    """One exercise, with every path that belongs to it.

    Attributes:
        id: ``ch05/ex02``.
        name: the stem, ``ex02_build_hnsw``.
        entry: the starter's file or folder name, ``ex02_build_hnsw.py`` or ``ex05_harden``.
        needs: features of Milvus, from the vocabulary in ``backends/features.py``.
        config: the launch profile that it wants.
        control: what it does to the server beyond its API.
        timeout: CPU seconds that one call into the submission may take.
        memory: MiB that the worker may add to what a forked interpreter has.
        milvus: whether a Milvus is started for it at all.
        tap: whether the submission speaks to Milvus through the tap.
        program: the argument vector of a ``program`` exercise; ``{work}`` stands for its folder.
        starter: ``generated`` from the solution, or ``hand`` where the start is wrong code.
        seeds: how many seeds `grader verify` proves it on.
    """

    id: str
    chapter: str
    name: str
    title: str
    kind: Kind
    minutes: int
    course: Path
    chapter_dir: str
    entry: str
    hints: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    config: str = "default"
    control: frozenset[str] = frozenset()
    timeout: float = 10.0
    memory: int = 2048
    milvus: bool = True
    tap: bool = False
    program: tuple[str, ...] = ()
    starter: Literal["generated", "hand"] = "generated"
    seeds: int = 3

    @property
    def starter_path(self) -> Path:
        return self.course / "exercises" / self.chapter_dir / self.entry

    @property
    def test_path(self) -> Path:
        return self.course / "exercises" / self.chapter_dir / f"test_{self.name}.py"

    @property
    def support_path(self) -> Path:
        """A module that the chapter's tests share; it need not exist."""
        return self.course / "exercises" / self.chapter_dir / "support.py"

    @property
    def solution_path(self) -> Path:
        return self.course / "solutions" / self.chapter_dir / self.entry

    @property
    def is_folder(self) -> bool:
        return "." not in self.entry

    def alternatives(self) -> list[Path]:
        """Right answers in another style, by name."""
        return _entries(self.solution_path.parent / "alternatives" / self.name)

    def misconceptions(self) -> list[Path]:
        """Wrong answers that people give; the stem, with ``-`` for ``_``, is the id."""
        return _entries(self.solution_path.parent / "misconceptions" / self.name)

    def work_path(self, desk: Path) -> Path:
        """Where the learner's copy lies on a desk."""
        return desk / self.chapter / self.entry


@dataclass(frozen=True)
class Chapter:
    """A chapter or appendix of the book; ``ready`` once it has a lesson and exercises."""

    id: str
    slug: str
    title: str
    sections: tuple[str, ...]
    part: int | None
    course: Path
    minutes: int = 0
    before: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    exercises: tuple[Exercise, ...] = ()

    @property
    def dir(self) -> str:
        return f"{self.id}_{self.slug}"

    @property
    def lesson_path(self) -> Path:
        return self.course / "lessons" / f"{self.dir}.py"

    @property
    def manifest_path(self) -> Path:
        return self.course / "exercises" / self.dir / "chapter.toml"

    @property
    def ready(self) -> bool:
        return bool(self.exercises) and self.lesson_path.exists()

    @property
    def number(self) -> str:
        """``5`` for ch05, ``A`` for appA."""
        return self.id[2:].lstrip("0") if self.id.startswith("ch") else self.id[3:]


@dataclass(frozen=True)
class Part:
    """A part of the book."""

    number: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Course:
    """The whole course.

    Attributes:
        root: the folder with ``book.toml``.
        front, back: titles before and after the parts, as the book has them.
    """

    root: Path
    title: str
    version: str
    parts: tuple[Part, ...]
    appendices: tuple[Chapter, ...]
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    _by_id: Mapping[str, Exercise] = field(default_factory=dict, repr=False, compare=False)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every chapter and appendix in the book's order."""
        return tuple(c for p in self.parts for c in p.chapters) + self.appendices

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(e for c in self.chapters for e in c.exercises)

    def chapter(self, id: str) -> Chapter:
        for chapter in self.chapters:
            if chapter.id == id:
                return chapter
        raise _unknown(id, [c.id for c in self.chapters], "chapter")

    def exercise(self, id: str) -> Exercise:
        """Find an exercise by ``ch05/ex02``; also takes its path or its name.

        Raises:
            UnknownExercise: with the nearest ids.
        """
        wanted = normal_id(id)
        if wanted in self._by_id:
            return self._by_id[wanted]
        raise _unknown(id, list(self._by_id), "exercise")

    def select(self, ids: Sequence[str]) -> list[Exercise]:
        """Exercises by id, chapter id, or everything for an empty sequence, in the book's order."""
        if not ids:
            return list(self.exercises)
        chosen: dict[str, Exercise] = {}
        for id in ids:
            wanted = normal_id(id)
            if "/" in wanted:
                found = [self.exercise(id)]
            else:
                found = list(self.chapter(wanted).exercises)
                if not found:
                    raise UsageError(
                        f"{wanted} has no exercises yet", next="`grader status` lists the chapters that have"
                    )
            chosen |= {e.id: e for e in found}
        return [e for e in self.exercises if e.id in chosen]


def normal_id(text: str) -> str:
    """``exercises/ch05_vector_indexes/ex02_build_hnsw.py`` and ``ch5/2`` become ``ch05/ex02``."""
    parts = [p for p in text.strip().replace("\\", "/").split("/") if p not in ("", ".")]
    parts = parts[-2:]
    if not parts:
        return text
    head = parts[0].split("_")[0]
    if head.lower().startswith("ch") and head[2:].isdigit():
        head = f"ch{int(head[2:]):02d}"
    elif head.isdigit():
        head = f"ch{int(head):02d}"
    elif head.lower().startswith("app") and len(head) == 4:
        head = f"app{head[3].upper()}"
    if len(parts) == 1:
        return head
    tail = parts[1].removeprefix("test_").split("_")[0].split(".")[0]
    digits = tail.removeprefix("ex")
    return f"{head}/ex{int(digits):02d}" if digits.isdigit() else f"{head}/{tail}"


def find_root(given: str | Path | None = None, start: Path | None = None) -> Path:
    """The course root: given, ``$GRADER_COURSE``, or the nearest parent with a ``book.toml``."""
    named = given or os.environ.get("GRADER_COURSE")
    if named:
        root = Path(named).expanduser().resolve()
        if (root / "book.toml").is_file():
            return root
        raise UsageError(
            "The course root holds a book.toml", f"none in {root}", "pass the course's folder to --course"
        )
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "book.toml").is_file():
            return folder
    raise UsageError(
        "This command works inside the course's folder",
        f"no book.toml in {here} or above it",
        "cd into the course, or pass --course DIR",
    )


@functools.lru_cache(maxsize=4)
def load(root: Path) -> Course:
    """Read the course.

    Raises:
        CourseError: an author's mistake, with file and line.
    """
    path = root / "book.toml"
    book = read_toml(path)
    parts = []
    for i, raw in enumerate(book.get("part", [])):
        chapters = tuple(_chapter(root, c, i) for c in raw.get("chapter", []))
        parts.append(Part(raw["number"], raw["title"], chapters))
    appendices = tuple(_chapter(root, c, None) for c in book.get("appendix", []))
    everything = [c for p in parts for c in p.chapters] + list(appendices)
    by_id = {e.id: e for c in everything for e in c.exercises}
    return Course(
        root, book.get("title", ""), book.get("version", "0"), tuple(parts), appendices,
        tuple(book.get("front", ())), tuple(book.get("back", ())), by_id,
    )  # fmt: skip


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; a mistake is named with its line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(path, None, "cannot be read", error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        raise CourseError(path, None, "is not UTF-8", str(error)) from None
    except tomllib.TOMLDecodeError as error:
        text = str(error)
        line = int(text.split("at line ")[1].split(",", maxsplit=1)[0]) if "at line " in text else None
        raise CourseError(path, line, "is not TOML", text) from None


def _chapter(root: Path, raw: dict[str, Any], part: int | None) -> Chapter:
    bare = Chapter(raw["id"], raw["slug"], raw["title"], tuple(raw.get("sections", ())), part, root)
    path = bare.manifest_path
    if not path.is_file():
        return bare
    data = read_toml(path)
    _only(path, data, _CHAPTER_KEYS, "chapter.toml")
    exercises = []
    seen: set[str] = set()
    for entry in data.get("exercise", []):
        exercise = _exercise(bare, path, entry)
        if exercise.id in seen:
            raise CourseError(path, _line(path, entry.get("id", "")), f"{exercise.id} stands here twice")
        seen.add(exercise.id)
        exercises.append(exercise)
    return Chapter(
        bare.id, bare.slug, bare.title, bare.sections, part, root, int(data.get("minutes", 0)),
        tuple(data.get("before", ())), tuple(data.get("objectives", ())), tuple(exercises),
    )  # fmt: skip


def _exercise(chapter: Chapter, path: Path, raw: dict[str, Any]) -> Exercise:
    number = str(raw.get("id", "?"))
    where = _line(path, number)

    def wrong(expected: str, found: str = "", next: str = "") -> CourseError:
        return CourseError(path, where, f"{chapter.id}/{number}: {expected}", found, next)

    _only(path, raw, _EXERCISE_KEYS, f"{chapter.id}/{number}")
    for key in ("id", "title", "minutes", "hints"):
        if key not in raw:
            raise wrong(f"needs `{key}`")
    if len(raw["hints"]) != 3:
        raise wrong("has three hints: a nudge, a pointer, nearly the answer", f"{len(raw['hints'])} hints")
    if raw.get("config", "default") not in PROFILES:
        raise wrong(f"`config` is one of {', '.join(sorted(PROFILES))}", repr(raw["config"]))
    if strange := set(raw.get("control", ())) - CONTROLS:
        raise wrong(f"`control` takes {', '.join(sorted(CONTROLS))}", ", ".join(sorted(strange)))
    entry = _find_entry(chapter, number, wrong)
    kind: Kind = "program" if raw.get("program") else "python" if entry.endswith(".py") else "files"
    milvus = bool(raw.get("milvus", kind != "files"))
    return Exercise(
        id=f"{chapter.id}/{number}",
        chapter=chapter.id,
        name=entry.split(".")[0],
        title=raw["title"],
        kind=kind,
        minutes=int(raw["minutes"]),
        course=chapter.course,
        chapter_dir=chapter.dir,
        entry=entry,
        hints=tuple(raw["hints"]),
        needs=frozenset(raw.get("needs", ())),
        config=raw.get("config", "default"),
        control=frozenset(raw.get("control", ())),
        timeout=float(raw.get("timeout", 10.0)),
        memory=int(raw.get("memory", 2048)),
        milvus=milvus,
        tap=bool(raw.get("tap", False)),
        program=tuple(raw.get("program", ())),
        starter=raw.get("starter", "generated"),
        seeds=int(raw.get("seeds", 3)),
    )


def _find_entry(chapter: Chapter, number: str, wrong: Any) -> str:
    """The one file or folder whose stem starts with ``exNN_``, in solutions or, in a bundle, in exercises."""
    for folder in (chapter.course / "solutions" / chapter.dir, chapter.manifest_path.parent):
        found = [p.name for p in _entries(folder) if p.name.split("_")[0] == number]
        if len(found) == 1:
            return found[0]
        if found:
            raise wrong("has one file or folder", ", ".join(found))
    raise wrong(f"has a solution at solutions/{chapter.dir}/{number}_….py", "none", "write it")


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    hidden = ("__pycache__", "alternatives", "misconceptions")
    return sorted(p for p in folder.iterdir() if p.name not in hidden and not p.name.startswith("."))


def _only(path: Path, raw: Mapping[str, Any], known: set[str], what: str) -> None:
    for key in raw:
        if key not in known:
            raise CourseError(path, _line(path, key), f"{what} takes {', '.join(sorted(known))}", f"`{key}`")


def _line(path: Path, needle: str) -> int | None:
    for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if needle and needle in line:
            return i
    return None


def _unknown(id: str, known: Iterator[str] | Sequence[str], what: str) -> UnknownExercise:
    import difflib

    near = difflib.get_close_matches(normal_id(id), list(known), n=3, cutoff=0.4)
    return UnknownExercise(
        f"There is no {what} `{id}`",
        next=f"did you mean {' or '.join(near)}? `grader status` lists them all" if near else "`grader status` lists them all",
    )
