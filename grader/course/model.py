"""The course as frozen data, and every rule about its paths; `manifest.py` reads it from the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from grader.errors import UnknownExercise, UsageError

CONTROLS = frozenset({"restart", "kill", "logs", "global_state", "role"})
OBJECTIVES = (3, 5)
"""How many things a reader will be able to do after a chapter: at least, and at most."""
PROFILES = frozenset({"default", "auth", "tls", "mtls", "accesslog", "cluster", "time-travel"})


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
        shown: what whoever passes it has shown, and why that matters, in a sentence or two.
        mutants: whether its proofs hold the mutants too; False only until somebody has looked at those that live.
    """

    id: str
    chapter: str
    name: str
    title: str
    kind: str
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
    mutants: bool = True
    shown: str = ""

    @property
    def starter_path(self) -> Path:
        return self.course / "exercises" / self.chapter_dir / self.entry

    @property
    def test_path(self) -> Path:
        return self.course / "exercises" / self.chapter_dir / f"test_{self.name}.py"

    @property
    def file(self) -> str:
        """The checks' path below the course root, as a report names it."""
        return self.test_path.relative_to(self.course).as_posix()

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
        return entries_of(self.solution_path.parent / "alternatives" / self.name)

    def misconceptions(self) -> list[Path]:
        """Wrong answers that people give; the stem, with ``-`` for ``_``, is the id."""
        return entries_of(self.solution_path.parent / "misconceptions" / self.name)

    def work_path(self, desk: Path) -> Path:
        """Where the learner's copy lies on a desk."""
        return desk / self.chapter / self.entry


@dataclass(frozen=True)
class Chapter:
    """A chapter or appendix of the book; ``ready`` once it has a lesson and exercises.

    Attributes:
        minutes: for the lesson with its questions and demonstrations; each exercise has its own.
    """

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
    def exercise_minutes(self) -> int:
        return sum(e.minutes for e in self.exercises)

    @property
    def lesson_path(self) -> Path:
        return self.course / "lessons" / f"{self.dir}.py"

    @property
    def manifest_path(self) -> Path:
        return self.course / "exercises" / self.dir / "chapter.toml"

    @property
    def objectives_wrong(self) -> str:
        """What a chapter's objectives lack in number, or empty: the one place that says how many there are."""
        least, most = OBJECTIVES
        if least <= len(self.objectives) <= most:
            return ""
        return f"takes {least} to {most} objectives, this one has {len(self.objectives)}"

    @property
    def ready(self) -> bool:
        return bool(self.exercises) and self.lesson_path.exists()

    @property
    def number(self) -> str:
        """``5`` for ch05, ``A`` for appA."""
        return self.id[2:].lstrip("0") if self.id.startswith("ch") else self.id[3:]

    @property
    def spoken(self) -> str:
        """``Chapter 5``, or ``Appendix B``."""
        return f"{'Appendix' if self.part is None else 'Chapter'} {self.number}"


@dataclass(frozen=True)
class Part:
    """A part of the book."""

    number: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class ReadingPath:
    """A way through the book for one kind of reader: which chapters, in which order.

    Attributes:
        who: the reader whom it is for, in a sentence.
        chapters: their ids; what a chapter needs comes before it.
    """

    id: str
    title: str
    who: str
    chapters: tuple[str, ...]


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
    paths: tuple[ReadingPath, ...] = ()
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


def entries_of(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    hidden = ("__pycache__", "alternatives", "misconceptions")
    return sorted(p for p in folder.iterdir() if p.name not in hidden and not p.name.startswith("."))


def _unknown(id: str, known: Iterator[str] | Sequence[str], what: str) -> UnknownExercise:
    import difflib

    near = difflib.get_close_matches(normal_id(id), list(known), n=3, cutoff=0.4)
    return UnknownExercise(
        f"There is no {what} `{id}`",
        next=f"did you mean {' or '.join(near)}? `grader status` lists them all" if near else "`grader status` lists them all",
    )
