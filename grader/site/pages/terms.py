"""The index at the end of the book, made from its text: which sections speak of a term, and not only once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.site.pages import glossary, lesson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.course import Chapter, Course

_OFTEN = 3
"""How often a chapter names a term until the index leads to it; the chapter that teaches it, and one that sets it in bold, count at once.
Where none does, the one that names it most is there."""
_MOST = 6
_MARKS = re.compile(r"[`*]")


@dataclass(frozen=True)
class Entry:
    """One line of the index.

    Attributes:
        term: as it stands in the index.
        places: chapter and section, in the book's order; one section per chapter.
    """

    term: str
    places: tuple[tuple[Chapter, str], ...]


def entries(course: Course) -> tuple[Entry, ...]:
    """The glossary's terms and the names of ``site/index.toml``, by letter; those of which the text does not speak are left out."""
    known = [*glossary.read(course.root), *_names(course.root)]
    by_form = {form.lower(): (term, form) for term in known for form in term.forms}
    if not by_form:
        return ()
    pattern = re.compile(r"(?<![\w-])(" + "|".join(re.escape(f) for f in sorted(by_form, key=len, reverse=True)) + r")(?![\w-])", re.IGNORECASE)
    places: dict[str, list[tuple[int, Chapter, str]]] = {}
    for chapter in (c for c in course.chapters if c.ready):
        counted: dict[str, Counter[str]] = {}
        bold: dict[str, str] = {}
        for section, text in lesson.read(chapter.lesson_path).sections():
            set_bold = {part.lower() for part in re.findall(r"\*\*([^*]+)\*\*", text)}
            for match in pattern.finditer(_MARKS.sub("", text)):
                term, form = by_form[match[1].lower()]
                strange = match[1] != form if not term.chapter and form != form.lower() else form.isupper() and not match[1].isupper()
                if strange or (term.local and term.chapter != chapter.id):  # `go` is no language, `ip` in a sentence no metric
                    continue
                counted.setdefault(term.name, Counter())[section] += 1
                if match[1].lower() in set_bold:
                    bold.setdefault(term.name, section)
        for term in known:
            if term.name in counted:
                found = counted[term.name]
                weight = found.total() + 1000 * (term.chapter == chapter.id)
                weight += _OFTEN * (term.name in bold)
                places.setdefault(term.name, []).append((weight, chapter, bold.get(term.name) or found.most_common(1)[0][0]))
    return tuple(Entry(name, _places(found)) for name, found in sorted(places.items(), key=lambda item: (item[0].lower(), item[0])))


def _places(found: list[tuple[int, Chapter, str]]) -> tuple[tuple[Chapter, str], ...]:
    best = sorted(found, key=lambda place: -place[0])
    kept = [place for place in best if place[0] >= _OFTEN][:_MOST] or best[:1]
    return tuple((chapter, section) for weight, chapter, section in found if (weight, chapter, section) in kept)


def _names(root: Path) -> Iterator[glossary.Term]:
    """Names that need no explanation and are looked up all the same."""
    path = root / "site" / "index.toml"
    if path.is_file():
        for name, also in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield glossary.Term(name, "", "", (name, *also))
