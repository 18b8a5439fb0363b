"""Which exercises a course has, read by a Python that has none of its packages.

The job that publishes what a stranger's run says holds a token, so nothing is installed there. It needs ids, titles and
checks; whether a manifest is right was seen before it was merged (`manifest.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.course.manifest import read_toml
from grader.course.model import Chapter, Course, Exercise, Part
from grader.errors import CourseError


def exercises_of(root: Path) -> Course:
    """The course with its exercises' ids, titles and paths of checks; everything else is left at its default.

    Raises:
        CourseError: a manifest cannot be read.
    """
    path = root / "book.toml"
    book = read_toml(path)
    try:
        parts = tuple(
            Part(str(p["number"]), str(p["title"]), tuple(_chapter(root, c) for c in p.get("chapter", ())))
            for p in book.get("part", ())
        )
        appendices = tuple(_chapter(root, a) for a in book.get("appendix", ()))
    except (KeyError, TypeError, AttributeError) as error:
        raise CourseError(path, None, "is a course that `grader verify` takes", repr(error), "`grader verify`") from None
    return Course(root, str(book.get("title", "")), str(book.get("version", "0")), parts, appendices)


def _chapter(root: Path, raw: dict[str, Any]) -> Chapter:
    bare = Chapter(raw["id"], raw["slug"], raw["title"], (), None, root)
    if not bare.manifest_path.is_file():
        return bare
    entries = read_toml(bare.manifest_path).get("exercise", ())
    exercises = tuple(e for entry in entries for e in _exercise(bare, entry))
    return Chapter(bare.id, bare.slug, bare.title, (), None, root, exercises=exercises)


def _exercise(chapter: Chapter, raw: dict[str, Any]) -> list[Exercise]:
    id = f"{chapter.id}/{raw['id']}"
    return [
        Exercise(
            id, chapter.id, test.stem.removeprefix("test_"), str(raw["title"]), "python", 0, chapter.course, chapter.dir, "", ()
        )
        for test in sorted(chapter.manifest_path.parent.glob(f"test_{raw['id']}_*.py"))[:1]
    ]
