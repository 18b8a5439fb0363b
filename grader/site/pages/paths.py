"""Ways through the book for readers of different kinds: a page, and what the pages' script needs to follow one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.site.pages import chapter as chapters

if TYPE_CHECKING:
    from grader.course import Course, ReadingPath

PAGE = "paths.md"
TITLE = "Paths through the book"


def page(course: Course) -> str:
    """Markdown of ``paths.md``."""
    lines = [
        "---",
        f"title: {TITLE}",
        "---",
        "",
        f"# {TITLE}",
        "",
        "The book can be read from the first page to the last. If you have less time, follow one of these paths. What a chapter needs comes before it.",
        "Follow a path, and each of its chapters ends with a link to the next one; this device remembers which path you chose.",
        "",
    ]
    for path in course.paths:
        members = [course.chapter(id) for id in path.chapters]
        minutes, count = sum(c.minutes + c.exercise_minutes for c in members), sum(len(c.exercises) for c in members)
        lines += [f"## {path.title}", "", path.who, "", f'<p class="path-choice" data-path="{path.id}"></p>', ""]
        lines += [f"{len(members)} chapters, {count} exercises, about {round(minutes / 60)} hours.", ""]
        lines += ["| chapter | lesson | exercises |", "|:---|---:|---:|"]
        for chapter in members:
            name = f"{chapters.number(chapter)} {chapter.title}"
            lines.append(f"| {f'[{name}](chapters/{chapter.id}.md)' if chapter.ready else name} | {chapters.spent(chapter.minutes)} | {chapters.spent(chapter.exercise_minutes)} |")
        lines.append("")
    return "\n".join(lines)


def document(course: Course) -> dict[str, Any]:
    """What the pages' script reads::

        {"builder": {"title": "The builder", "chapters": [{"id": "ch01", "name": "1 Meet Milvus"}]}}
    """
    found = {}
    for path in course.paths:
        members = [course.chapter(id) for id in path.chapters]
        found[path.id] = {"title": path.title, "chapters": [{"id": c.id, "name": f"{chapters.number(c)} {c.title}"} for c in members if c.ready]}
    return found


def problems(course: Course) -> list[str]:
    """A path that names a chapter twice, or one before what it needs."""
    return [f"book.toml: {problem}" for path in course.paths for problem in _problems(course, path)]


def _problems(course: Course, path: ReadingPath) -> list[str]:
    found, seen = [], set[str]()
    for id in path.chapters:
        chapter = course.chapter(id)
        missing = [earlier for earlier in chapter.before if earlier not in seen]
        if missing:
            found.append(f"the path {path.id} has {id} before {', '.join(missing)}, which {'it needs' if len(missing) == 1 else 'are needed there'}")
        if id in seen:
            found.append(f"the path {path.id} has {id} twice")
        seen.add(id)
    return found
