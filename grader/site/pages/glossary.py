"""The book's terms: a page, and an explanation on hover where a section uses a term first."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.site.pages import chapter as chapters
from grader.site.pages import lesson

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.course import Course

_APART = re.compile(r"(<(?:code|pre|a|abbr|h\d|svg|style|script|figure|button|label|summary|table)\b.*?</(?:code|pre|a|abbr|h\d|svg|style|script|figure|button|label|summary|table)>|<[^>]+>)", re.DOTALL)  # fmt: skip
"""What no term is marked in: code, links, headings, drawings, tables, and every tag."""


@dataclass(frozen=True)
class Term:
    """One entry.

    Attributes:
        name: as it stands in the glossary.
        means: one or two sentences of Markdown without links.
        chapter: which chapter teaches it.
        forms: every form under which it stands in the text, its name among them.
        local: whether it has this meaning in its own chapter only.
        elsewhere: the chapters in which the word means something else.
    """

    name: str
    means: str
    chapter: str
    forms: tuple[str, ...]
    local: bool = False
    elsewhere: tuple[str, ...] = ()


def read(root: Path) -> tuple[Term, ...]:
    """The terms of ``site/glossary.toml``, by name; none where there is no such file."""
    path = root / "site" / "glossary.toml"
    if not path.is_file():
        return ()
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    made = [Term(name, e["means"], e["in"], (name, *e.get("also", ())), e.get("local", False), tuple(e.get("elsewhere", ()))) for name, e in entries.items()]
    return tuple(sorted(made, key=lambda term: term.name.lower()))


def apart(text: str) -> list[str]:
    """A piece of HTML in pieces: those that begin with ``<`` are tags, and whole elements in which nothing is marked."""
    return _APART.split(text)


def explainer(terms: tuple[Term, ...], chapter: str = "") -> Callable[[str, set[str]], str] | None:
    """What `Document.html` calls with each piece of the prose of a chapter; None where there are no terms."""
    forms = {form.lower(): (term, form) for term in terms for form in term.forms if chapter not in term.elsewhere and (not term.local or term.chapter == chapter)}
    if not forms:
        return None
    names = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({names})(?![\w-])", re.IGNORECASE)

    def explain(text: str, met: set[str]) -> str:
        def mark(match: re.Match[str]) -> str:
            term, form = forms[match[1].lower()]
            if term.name in met or (form.isupper() and not match[1].isupper()):  # `ip` in a sentence is no metric, and the rest is no API
                return match[0]
            met.add(term.name)
            return f'<abbr title="{html.escape(term.means.replace("`", ""))}">{match[1]}</abbr>'

        return "".join(part if part.startswith("<") else pattern.sub(mark, part) for part in apart(text))

    return explain


def glossary_page(course: Course) -> str:
    """Markdown of ``glossary.md``."""
    lines = ["---", "title: Glossary", "hide: [toc]", "---", "", "# Glossary", ""]
    for term in read(course.root):
        chapter = course.chapter(term.chapter)
        where = f"[{chapter.spoken}](chapters/{chapter.id}.md)" if chapter.ready else chapter.spoken
        lines += [f"**{term.name}**", f":   {term.means} {where}.", ""]
    return "\n".join(lines)


def cheat_sheets_page(course: Course) -> str:
    """Markdown of ``cheat-sheets.md``: each chapter's recap, one to a sheet of paper."""
    lines = ["---", "title: Cheat sheets", "hide: [toc]", "---", "", "# Cheat sheets", ""]
    lines += ["Each chapter in the few sentences that it comes to. Printed, each has a sheet of its own.", ""]
    for chapter in course.chapters:
        if not chapter.ready:
            continue
        recap = lesson.read(chapter.lesson_path).section("Recap")
        name = f"{chapters.number(chapter)}. {chapter.title}"
        lines += [f"## [{name}](chapters/{chapter.id}.md) {{ .sheet }}", "", recap, ""]
    return "\n".join(lines)
