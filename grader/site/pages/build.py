"""Every generated page, the order of the site, and what an author forgot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.site.pages import chapter as chapters
from grader.site.pages import glossary, lesson, paths, terms
from grader.site.pages.commands import commands_page

if TYPE_CHECKING:
    from grader.course import Chapter, Course

GUIDES = (
    ("Learn", "learn.md"),
    ("Teach", "teach.md"),
    ("Grade in CI", "ci.md"),
    ("Capacity", "capacity.md"),
    ("The trust line", "trust.md"),
    ("The attacks", "attacks.md"),
    ("Write a chapter", "write.md"),
    ("Commands", "commands.md"),
)


_REVIEW = """---
title: Review
hide: [toc]
---

# Review

Predictions and checkpoint questions that you missed, here or in a live lesson, come back until you have them right four
times: at once, then after 1, 3 and 7 days. What you answer stays on this device.

<div id="questions-again" role="status"></div>
"""


def generated(course: Course) -> dict[str, str]:
    """Path inside the site to Markdown."""
    pages = {
        "contents.md": _contents(course),
        "book-index.md": _index(course),
        "glossary.md": glossary.glossary_page(course),
        "cheat-sheets.md": glossary.cheat_sheets_page(course),
        "review.md": _REVIEW,
        "commands.md": commands_page(),
    }
    if course.paths:
        pages[paths.PAGE] = paths.page(course)
    for chapter in course.chapters:
        if chapter.ready:
            pages[f"chapters/{chapter.id}.md"] = chapters.page(course, chapter)
            pages[f"live/{chapter.id}.md"] = chapters.live_page(chapter)
    return pages


def navigation(course: Course) -> list[dict[str, Any]]:
    """MkDocs' ``nav`` in the book's order; a chapter in preparation is a link into the contents."""
    book: list[dict[str, Any]] = [{"Contents": "contents.md"}]
    book += [{title: f"{title.lower()}.md"} for title in course.front]
    if course.paths:
        book.append({paths.TITLE: paths.PAGE})
    for part in course.parts:
        book.append({f"{part.number}. {part.title}": [_entry(c) for c in part.chapters]})
    if course.appendices:
        book.append({"Appendices": [_entry(c) for c in course.appendices]})
    book += [{title: "book-index.md"} for title in course.back]
    book.insert(len(book) - len(course.back), {"Glossary": "glossary.md"})
    again = [{"Review": "review.md"}, {"Cheat sheets": "cheat-sheets.md"}]
    return [{"Home": "index.md"}, {"The book": book}, {"Review": again}, {"Guides": [{t: p} for t, p in GUIDES]}]


def problems(course: Course) -> list[str]:
    """What keeps a finished lesson from being what it promises: each with file and line."""
    found = paths.problems(course)
    for chapter in course.chapters:
        if not chapter.ready:
            continue
        path = chapter.lesson_path.relative_to(course.root)
        heads = lesson.read(chapter.lesson_path).headings()
        names = [name for name, _ in heads]
        wanted = [*chapter.sections, *lesson.ENDS]
        found += [f"{path}: needs a heading `## {name}`" for name in wanted if name not in names]
        here = [(name, line) for name, line in heads if name in wanted]
        order = sorted(here, key=lambda pair: wanted.index(pair[0]))
        found += [
            f"{path}:{line}: `## {name}` stands out of the book's order; `## {right}` belongs here"
            for (name, line), (right, _) in zip(here, order, strict=True)
            if name != right
        ][:1]
        shown = lesson.exercises_shown(chapter.lesson_path)
        found += [f"{path}: shows no panel for {e.id}" for e in chapter.exercises if e.id not in shown]
        if chapter.objectives_wrong:
            found.append(f"{chapter.manifest_path.relative_to(course.root)}: {chapter.objectives_wrong}")
    return found


def _entry(chapter: Chapter) -> dict[str, str]:
    name = f"{chapter.number} {chapter.title}"
    return {name: f"chapters/{chapter.id}.md" if chapter.ready else f"contents/#{chapter.id}"}


def _contents(course: Course) -> str:
    lines = ["---", "title: Contents", "hide: [toc]", "---", "", "# Contents", ""]
    ready = sum(c.ready for c in course.chapters)
    lines += ['<div data-continue=""></div>', ""]
    if ready < len(course.chapters):
        lines += [f"{ready} of {len(course.chapters)} chapters and appendices are ready; the others stand here with their sections.", ""]
    lines += [f"**[{title}]({title.lower()}.md)**\n" for title in course.front]
    if course.paths:
        lines += [f"**[{paths.TITLE}]({paths.PAGE})**\n"]
    groups = [(f"Part {part.number}. {part.title}", part.chapters) for part in course.parts]
    if course.appendices:
        groups.append(("Appendices", course.appendices))
    for title, members in groups:
        lines += [f"## {title}", "", '<div class="contents" markdown>', ""]
        for chapter in members:
            lines += ["<div markdown>", "", *_contents_of(chapter), "</div>", ""]
        lines += ["</div>", ""]
    lines += [f"**[{title}](book-index.md)**\n" for title in course.back]
    return "\n".join(lines)


def _contents_of(chapter: Chapter) -> list[str]:
    name = f"{chapters.number(chapter)} {chapter.title}"
    if chapter.ready:
        count = len(chapter.exercises)
        head = f"### [{name}](chapters/{chapter.id}.md) {{ #{chapter.id} .ready }}"
        note = f"{chapters.spent(chapter.minutes + chapter.exercise_minutes)} · {count} exercises · {chapters.milvus(chapter)} <span class='how-far-inline' data-progress='{chapter.id}'></span>"
    else:
        head = f"### {name} {{ #{chapter.id} .coming }}"
        note = "*In preparation*"
    sections = "\n".join(f"- {chapters.section_link(chapter, name) if chapter.ready else name}" for name in chapter.sections)
    return [head, "", note, "", *([sections, ""] if sections else [])]


def _index(course: Course) -> str:
    """Terms, and the sections that speak of them, by letter."""
    lines = ["---", "title: Index", "hide: [toc]", "---", "", "# Index", "", '<div class="book-index" markdown>', ""]
    letter = ""
    for entry in terms.entries(course):
        if entry.term[0].upper() != letter:
            letter = entry.term[0].upper()
            lines += ["", f"## {letter}", ""]
        places = [chapters.section_link(chapter, section, f"{chapter.number}, {section}") for chapter, section in entry.places]
        lines.append(f"- {entry.term}: {'; '.join(places)}")
    return "\n".join([*lines, "", "</div>", ""])
