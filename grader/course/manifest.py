"""The course read from the disk: ``book.toml`` for the order, each ``chapter.toml`` for what a path cannot say.

Nothing here imports anything heavy: ``grader status`` must answer at once.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.course.kinds import kind_of
from grader.course.model import CONTROLS, PROFILES, Chapter, Course, Exercise, Part, ReadingPath, entries_of
from grader.course.tables import Tables
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.course.entries import BookChapter

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
    from grader.course.entries import Book, BookChapter, BookPart, BookPath

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
    paths = tuple(ReadingPath(p.id, p.title, p.who, p.chapters) for n, raw in enumerate(book.path) for p in [tables.read(BookPath, raw, f"$.path[{n}]", "[[path]]")])
    return Course(root, book.title, book.version, tuple(parts), appendices, book.front, book.back, paths, by_id)


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; a mistake is named with its line."""
    return Tables(path).raw


def _chapter(root: Path, listed: BookChapter, part: int | None) -> Chapter:
    from grader.course.entries import ChapterFile

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
    from grader.course.entries import Entry

    id = f"{chapter.id}/{raw.get('id', '?')}"
    entry = tables.read(Entry, raw, at, id)
    if entry.config not in PROFILES:
        raise tables.wrong(f"{at}.config", f"{id}: `config` is one of {', '.join(sorted(PROFILES))}", entry.config)
    if strange := entry.control - CONTROLS:
        raise tables.wrong(
            f"{at}.control", f"{id}: `control` takes {', '.join(sorted(CONTROLS))}", ", ".join(sorted(strange))
        )
    if "role" in entry.control and entry.config != "cluster":
        raise tables.wrong(f"{at}.control", f'{id}: `control = ["role"]` goes with `config = "cluster"`', entry.config)
    file = _find_file(chapter, entry.id, tables, at)
    rule = kind_of(entry.program, file)
    return Exercise(
        id=id,
        chapter=chapter.id,
        name=file.split(".")[0],
        title=entry.title,
        kind=rule.name,
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
        milvus=rule.milvus if entry.milvus is None else entry.milvus,
        tap=entry.tap,
        program=entry.program,
        starter=entry.starter,
        seeds=entry.seeds,
        mutants=entry.mutants,
        shown=entry.shown,
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
