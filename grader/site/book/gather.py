"""Everything that a printed book holds, in order, as plain HTML without a script.

What a page folds away cannot be opened on paper: a question keeps its options where it stands, and its answer goes to the
chapter's end under the same number. Controls say what they were set to. Each anchor gets its chapter's name in front, because
many chapters make one document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

from grader.site.pages import chapter as chapters
from grader.site.pages import crossing, document, glossary, paths, terms
from grader.site.reading import copies, elements

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.course import Chapter, Course


@dataclass(frozen=True)
class Section:
    """One line of the contents below a chapter."""

    id: str
    title: str


@dataclass(frozen=True)
class Part:
    """A foreword, a chapter, an appendix.

    Attributes:
        id: its anchor.
        title: with its number.
        html: its text, without the title.
        sections: what the contents list below it.
        group: the part of the book that it opens, or empty.
    """

    id: str
    title: str
    html: str
    sections: tuple[Section, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Book:
    """The whole.

    Attributes:
        parts: in order.
        styles: style sheets of the lessons, each once.
        index: term to the anchors of the sections that introduce it, in alphabetical order.
    """

    title: str
    parts: tuple[Part, ...]
    styles: tuple[str, ...]
    index: tuple[tuple[str, tuple[str, ...]], ...]


def gather(course: Course, report: Callable[[str], None] = lambda _: None) -> Book:
    """The book from the copies of its lessons, which are made where they are missing.

    Args:
        report: is told of each lesson whether it had to be run.

    Raises:
        CourseError: a lesson fails.
    """
    made = copies.make_all(course, report)
    styles: dict[str, None] = {}
    parts = [Part(title.lower(), title, _front(title.lower(), (course.root / "site" / f"{title.lower()}.md").read_text(encoding="utf-8"))) for title in course.front]
    if course.paths:
        parts.append(Part("paths", paths.TITLE, _front("paths", paths.page(course))))
    groups = [(f"Part {p.number}. {p.title}", p.chapters) for p in course.parts] + [("Appendices", course.appendices)]
    for group, members in groups:
        heading = group
        for chapter in members:
            if chapter.id not in made:
                continue
            lesson = document.load(made[chapter.id])
            styles |= dict.fromkeys(lesson.styles)
            parts.append(_chapter(course, chapter, lesson, heading))
            heading = ""
    if glossary.read(course.root):
        parts.append(Part("glossary", "Glossary", _front("glossary", glossary.glossary_page(course))))
    index = []
    for entry in terms.entries(course):
        where = tuple(f"{chapter.id}-{chapters.anchor(section)}" for chapter, section in entry.places if chapter.id in made)
        if where:
            index.append((entry.term, where))
    return Book(course.title, tuple(parts), tuple(styles), tuple(index))


def _front(name: str, text: str) -> str:
    """A page of the site that belongs into the book, from its Markdown."""
    import markdown

    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    html = markdown.markdown(text, extensions=["extra", "admonition", "toc"])
    soup = BeautifulSoup(re.sub(r"<h1.*?</h1>", "", html, count=1, flags=re.DOTALL), "html.parser")
    for choice in soup.select(".path-choice"):
        choice.decompose()
    _prefixed(soup, name)
    return str(soup)


def _chapter(course: Course, chapter: Chapter, lesson: document.Document, group: str) -> Part:
    drawings: list[str] = []
    text = elements.without_drawings(replace(lesson, styles=()).html("live:", lead=crossing.linker(course, chapter)), drawings)
    soup = BeautifulSoup(text, "html.parser")
    for tag in soup.select("style, script, .headerlink, .live-here"):
        tag.decompose()
    for control in soup.select("a.control"):
        control.name = "span"
        del control["href"], control["title"]
    for tabs in soup.select(".tabbed-set"):
        _one_after_another(soup, tabs)
    for folded in soup.select("details.folded"):
        _opened(soup, folded)
    soup.append(BeautifulSoup(_answers(soup, chapter), "html.parser"))
    _prefixed(soup, chapter.id)
    html = elements.with_drawings(str(soup), drawings)
    sections = tuple(Section(f"{chapter.id}-{h.id}", h.title) for h in lesson.headings if h.level == 2)
    return Part(chapter.id, f"{chapters.number(chapter)}. {chapter.title}", html, sections, group)


def _one_after_another(soup: BeautifulSoup, tabs: Tag) -> None:
    """What stands behind tabs, on paper: each with its tab's words as a caption."""
    names = [label.get_text() for label in tabs.select(".tabbed-labels > label")]
    for name, block in zip(names, tabs.select(".tabbed-block"), strict=True):
        caption = soup.new_tag("p", attrs={"class": "caption"})
        caption.string = name
        block.insert(0, caption)
        block["class"] = "was-tabbed"
    for tag in tabs.select("input, .tabbed-labels"):
        tag.decompose()
    tabs["class"] = "were-tabbed"


def _opened(soup: BeautifulSoup, folded: Tag) -> None:
    """What a page folds, on paper: its summary as a caption."""
    summary = folded.find("summary")
    if isinstance(summary, Tag):
        summary.name = "p"
        summary["class"] = "caption"
    folded.name = "div"


def _answers(soup: BeautifulSoup, chapter: Chapter) -> str:
    """Take the answers out of the questions; HTML for the chapter's end."""
    told = []
    for number, box in enumerate(soup.select(".question"), 1):
        name = f"{chapter.number}.{number}"
        kicker = box.select_one(".gl-kicker")
        if kicker is not None:
            kicker.string = f"{kicker.get_text()} {name}"
        for choice in box.select("input"):
            choice.replace_with("○ ")
        for tag in box.select("legend, .gl-told"):
            tag.decompose()
        answer = box.select_one("details.gl-answer > div")
        if answer is not None:
            told.append(f'<div class="answer"><p class="caption">{name}</p>{answer.decode_contents()}</div>')
        for folded in box.select("details.gl-answer"):
            folded.decompose()
    return f'<h2 id="answers">Answers</h2>{"".join(told)}' if told else ""


def _prefixed(soup: BeautifulSoup, name: str) -> None:
    """Give each anchor its part's name in front, and lead links within the book there."""
    for tag in soup.find_all(id=True):
        tag["id"] = f"{name}-{tag['id']}"
    for link in soup.find_all("a", href=True):
        where = str(link["href"])
        inside = re.fullmatch(r"(?:\.\./)*(?:chapters/)?(ch\d\d|app[A-D]|paths)(?:/|\.md)?(?:#(.+))?", where)
        if where.startswith("#"):
            link["href"] = f"#{name}-{where[1:]}"
        elif inside:
            link["href"] = f"#{inside[1]}" + (f"-{inside[2]}" if inside[2] else "")
        elif not re.match(r"https?:", where):
            del link["href"]  # a page of the site that is not in the book
