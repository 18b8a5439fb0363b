"""A lesson's document as part of its chapter's page: headings with anchors, links into the live lesson, contents."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEADING = re.compile(r"<h([1-4])( [^>]*)?>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r"id=[\"']([^\"']+)[\"']")
_TAG = re.compile(r"<[^>]+>")
_LIVE = 'href="live:"'
_PROSE = '<div class="prose">'
# What opens a section stands beside its paragraphs, figures and results: the site's search takes a section to end where the
# element ends that holds its heading.
_OPENING = re.compile(r'<h([2-4]) id="[^"]+">.*?</h\1>(<p class="live-here".*?</p>)?', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """One heading of a lesson.

    Attributes:
        level: 2 for a section of the book, 3 below it.
        id: its anchor, the same on the page and in the live lesson.
        title: without marks.
    """

    level: int
    id: str
    title: str


@dataclass(frozen=True)
class Question:
    """A prediction or a checkpoint question.

    Attributes:
        kind: ``predict`` or ``checkpoint``.
        key: under which an answer is remembered.
        right: the right option.
        section, title: anchor and name of the section that it stands in.
    """

    kind: str
    key: str
    right: str
    section: str
    title: str


@dataclass(frozen=True)
class Document:
    """What one run of a lesson shows.

    Attributes:
        milvus: every Milvus that answered in it.
        styles: style sheets that its parts need, each once.
        parts: HTML of the cells that show something, in order.
    """

    milvus: tuple[str, ...]
    styles: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def headings(self) -> list[Heading]:
        """Sections and what is below them, in order."""
        return _headings("".join(self.parts))

    @property
    def questions(self) -> list[Question]:
        """Every question, in order."""
        from bs4 import BeautifulSoup

        found = []
        here = Heading(2, "", "")
        for part in self.parts:
            sections = [h for h in _headings(part) if h.level == 2]
            here = sections[-1] if sections else here
            if 'class="question"' not in part:
                continue
            for box in BeautifulSoup(part, "html.parser").find_all(class_="question"):
                right = box.find("input", attrs={"data-right": True})
                if right is not None:
                    kind, key = str(box["data-kind"]), str(box["data-key"])
                    found.append(Question(kind, key, str(right["value"]), here.id, here.title))
        return found

    def html(self, live: str, explain: Callable[[str, set[str]], str] | None = None, lead: Callable[[str], str] | None = None) -> str:
        """The document as it stands in the page.

        Args:
            live: address of the live lesson, seen from the page.
            explain: is given each piece of prose and the terms that its section has explained so far, and returns the prose
                with further terms explained.
            lead: is given each part, and returns it with links to other places of the book.
        """
        here = ""

        def heading(match: re.Match[str]) -> str:
            nonlocal here
            level, anchor = match[1], _ID.search(match[2] or "")
            if level == "1":  # the page has the title
                return ""
            if anchor is None:
                return match[0]
            if level == "2":
                here = anchor[1]
            link = f'<a class="headerlink" href="#{anchor[1]}" title="Link to this section">¶</a>'
            opened = f'<p class="live-here" data-search-exclude><a href="{live}#{anchor[1]}">Open this section live</a></p>'
            return f'<h{level} id="{anchor[1]}">{match[3]}{link}</h{level}>{opened if level == "2" else ""}'

        shown = [f"<style>{text}</style>" for text in self.styles]
        met: set[str] = set()
        for part in self.parts:
            before = here
            text = _HEADING.sub(heading, part)
            if here != before:
                met = set()
            if text.startswith(_PROSE):
                if explain is not None:
                    text = explain(text, met)
                text = _OPENING.sub(rf"</div>\n\g<0>{_PROSE}", text).replace(f"{_PROSE}</div>\n", "")
            if lead is not None:
                text = lead(text)
            shown.append(text.replace(_LIVE, f'href="{live}#{here}"' if here else f'href="{live}"'))
        return "\n".join(shown)


def _headings(text: str) -> list[Heading]:
    found = []
    for match in _HEADING.finditer(text):
        anchor = _ID.search(match[2] or "")
        if match[1] != "1" and anchor:
            found.append(Heading(int(match[1]), anchor[1], html.unescape(_TAG.sub("", match[3])).strip()))
    return found


def load(path: Path) -> Document:
    """A document as `run` wrote it."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Document(tuple(data["milvus"]), tuple(data["styles"]), tuple(data["parts"]))
