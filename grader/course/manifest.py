"""The course read from the disk: ``book.toml`` for the order, each ``chapter.toml`` for what a path cannot say.

Nothing here imports anything heavy: ``grader status`` must answer at once.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from grader.course.model import CONTROLS, PROFILES, Chapter, Course, Exercise, Kind, Part, entries_of
from grader.course.tables import Tables
from grader.errors import UsageError

Text = Annotated[str, Meta(min_length=1, description="text")]
Texts = Annotated[tuple[str, ...], Meta(description="a list of texts")]
Switch = Annotated[bool, Meta(description="true or false")]
Minutes = Annotated[int, Meta(ge=1, description="a whole number of minutes")]
Listed = Annotated[list[dict[str, Any]], Meta(description="written in double brackets")]


class BookChapter(msgspec.Struct, forbid_unknown_fields=True):
    """``[[part.chapter]]`` and ``[[appendix]]``."""

    id: Annotated[str, Meta(pattern=r"^(ch\d\d|app[A-Z])$", description="such as ch05 or appA")]
    slug: Annotated[str, Meta(pattern=r"^[a-z0-9_]+$", description="of small letters, digits and underscores")]
    title: Text
    sections: Texts = ()


class BookPart(msgspec.Struct, forbid_unknown_fields=True):
    """``[[part]]``."""

    number: Text
    title: Text
    chapter: Listed = []


class Book(msgspec.Struct, forbid_unknown_fields=True):
    """``book.toml``."""

    title: Annotated[str, Meta(description="text")] = ""
    version: Annotated[str, Meta(description='text, such as "0.1.0"')] = "0"
    front: Texts = ()
    back: Texts = ()
    part: Listed = []
    appendix: Listed = []


class ChapterFile(msgspec.Struct, forbid_unknown_fields=True):
    """``chapter.toml``."""

    minutes: Minutes = 0
    before: Annotated[tuple[str, ...], Meta(description='a list of chapters, such as ["ch01"]')] = ()
    objectives: Texts = ()
    exercise: Listed = []


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """``[[exercise]]``."""

    id: Annotated[str, Meta(pattern=r"^ex\d\d$", description="such as ex02")]
    title: Text
    minutes: Minutes
    hints: Annotated[tuple[Text, Text, Text], Meta(description="three hints: a nudge, a pointer, nearly the answer")]
    needs: Annotated[frozenset[str], Meta(description='a list of features, such as ["search"]')] = frozenset()
    config: Annotated[str, Meta(description="text")] = "default"
    control: Annotated[frozenset[str], Meta(description='a list, such as ["restart"]')] = frozenset()
    timeout: Annotated[float, Meta(gt=0, le=3600, description="a number of seconds, at most 3600")] = 10.0
    memory: Annotated[int, Meta(ge=16, description="a whole number of MiB, at least 16")] = 2048
    milvus: Switch | None = None
    tap: Switch = False
    program: Annotated[tuple[str, ...], Meta(description='a list of words, such as ["bash", "run.sh"]')] = ()
    starter: Annotated[Literal["generated", "hand"], Meta(description='"generated" or "hand"')] = "generated"
    seeds: Annotated[int, Meta(ge=1, description="a whole number of seeds")] = 3


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
    tables = Tables(root / "book.toml")
    book = tables.read(Book)
    parts = []
    for i, raw in enumerate(book.part):
        part = tables.read(BookPart, raw, f"$.part[{i}]", "[[part]]")
        chapters = [
            _chapter(root, tables.read(BookChapter, c, f"$.part[{i}].chapter[{n}]", "[[part.chapter]]"), i)
            for n, c in enumerate(part.chapter)
        ]
        parts.append(Part(part.number, part.title, tuple(chapters)))
    appendices = tuple(
        _chapter(root, tables.read(BookChapter, a, f"$.appendix[{n}]", "[[appendix]]"), None)
        for n, a in enumerate(book.appendix)
    )
    everything = [c for p in parts for c in p.chapters] + list(appendices)
    by_id = {e.id: e for c in everything for e in c.exercises}
    return Course(root, book.title, book.version, tuple(parts), appendices, book.front, book.back, by_id)


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; a mistake is named with its line."""
    return Tables(path).raw


def _chapter(root: Path, listed: BookChapter, part: int | None) -> Chapter:
    bare = Chapter(listed.id, listed.slug, listed.title, listed.sections, part, root)
    if not bare.manifest_path.is_file():
        return bare
    tables = Tables(bare.manifest_path)
    data = tables.read(ChapterFile)
    exercises: list[Exercise] = []
    for n, raw in enumerate(data.exercise):
        exercise = _exercise(bare, tables, raw, f"$.exercise[{n}]")
        if any(e.id == exercise.id for e in exercises):
            raise tables.wrong(f"$.exercise[{n}].id", f"{exercise.id} stands here twice")
        exercises.append(exercise)
    return Chapter(
        bare.id, bare.slug, bare.title, bare.sections, part, root, data.minutes, data.before, data.objectives, tuple(exercises),
    )  # fmt: skip


def _exercise(chapter: Chapter, tables: Tables, raw: dict[str, Any], at: str) -> Exercise:
    id = f"{chapter.id}/{raw.get('id', '?')}"
    entry = tables.read(Entry, raw, at, id)
    if entry.config not in PROFILES:
        raise tables.wrong(f"{at}.config", f"{id}: `config` is one of {', '.join(sorted(PROFILES))}", entry.config)
    if strange := entry.control - CONTROLS:
        raise tables.wrong(
            f"{at}.control", f"{id}: `control` takes {', '.join(sorted(CONTROLS))}", ", ".join(sorted(strange))
        )
    file = _find_file(chapter, entry.id, tables, at)
    kind: Kind = "program" if entry.program else "python" if file.endswith(".py") else "files"
    return Exercise(
        id=id,
        chapter=chapter.id,
        name=file.split(".")[0],
        title=entry.title,
        kind=kind,
        minutes=entry.minutes,
        course=chapter.course,
        chapter_dir=chapter.dir,
        entry=file,
        hints=entry.hints,
        needs=entry.needs,
        config=entry.config,
        control=entry.control,
        timeout=entry.timeout,
        memory=entry.memory,
        milvus=kind != "files" if entry.milvus is None else entry.milvus,
        tap=entry.tap,
        program=entry.program,
        starter=entry.starter,
        seeds=entry.seeds,
    )


def _find_file(chapter: Chapter, number: str, tables: Tables, at: str) -> str:
    """The one file or folder whose stem starts with ``exNN_``, in solutions or, in a bundle, in exercises."""
    for folder in (chapter.course / "solutions" / chapter.dir, chapter.manifest_path.parent):
        found = [p.name for p in entries_of(folder) if p.name.split("_")[0] == number]
        if len(found) == 1:
            return found[0]
        if found:
            raise tables.wrong(f"{at}.id", f"{chapter.id}/{number} has one file or folder", ", ".join(found))
    raise tables.wrong(
        f"{at}.id", f"{chapter.id}/{number} has a solution at solutions/{chapter.dir}/{number}_….py", "none", "write it"
    )
