"""One EPUB 3 for readers of electronic books: a file a chapter, drawings as pictures, contents that can be followed."""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from grader import __version__
from grader.site.reading.elements import without_drawings

if TYPE_CHECKING:
    from pathlib import Path

    from grader.site.book.gather import Book, Part

_STYLE = """
body { line-height: 1.5; } pre { white-space: pre-wrap; font-size: .8em; background: #f1f3f2; padding: .5em; color: #1d2733; }
table { border-collapse: collapse; font-size: .85em; } th, td { border-bottom: 1px solid #999; padding: .2em .5em; text-align: left; vertical-align: top; }
img { max-width: 100%; background: #fff; } .gl-card { border-left: .25em solid #0b6e7d; padding: .2em .8em; margin: 1em 0; }
.gl-kicker, .caption { font-weight: bold; font-size: .85em; } .gl-choices label { display: block; } .control { font-size: .85em; margin-right: 1em; }
fieldset { border: 0; padding: 0; margin: 0; } .admonition { border-left: .25em solid #888; padding-left: .8em; }
"""


def write(book: Book, target: Path) -> None:
    """Write the EPUB."""
    from ebooklib import epub

    made = epub.EpubBook()
    made.set_identifier(f"milvus-the-definitive-guide-{__version__}")
    made.set_title(book.title)
    made.set_language("en")
    made.add_item(epub.EpubItem("style", "book.css", "text/css", _STYLE.encode()))
    chapters = [_chapter(made, part) for part in book.parts]
    index = _page("index", "Index", _index(book))
    for item in [*chapters, index]:
        made.add_item(item)
    home = {anchor: f"{part.id}.xhtml" for part in book.parts for anchor in _anchors(part)}
    for item in [*chapters, index]:
        item.content = _leading_home(item.content, home)
    made.toc = [*_contents(book, epub), epub.Link("index.xhtml", "Index", "index")]
    made.spine = ["nav", *chapters, index]
    made.add_item(epub.EpubNcx())
    made.add_item(epub.EpubNav())
    target.parent.mkdir(parents=True, exist_ok=True)
    part_file = target.with_suffix(".part")
    epub.write_epub(str(part_file), made, {})
    part_file.replace(target)


def _page(name: str, title: str, body: str) -> Any:
    from ebooklib import epub

    page = epub.EpubHtml(uid=name, title=title, file_name=f"{name}.xhtml", lang="en")
    page.content = f"<html><head></head><body><h1 id='{html.escape(name)}'>{html.escape(title)}</h1>{body}</body></html>"
    page.add_link(href="book.css", rel="stylesheet", type="text/css")
    return page


def _chapter(made: Any, part: Part) -> Any:
    """A chapter's file; its drawings become files of their own, with the words that stood around them."""
    from ebooklib import epub

    drawings: list[str] = []
    soup = BeautifulSoup(without_drawings(part.html, drawings), "html.parser")
    for number, drawing in enumerate(drawings):
        name = f"images/{part.id}-{number}.svg"
        svg = drawing if "xmlns=" in drawing[:400] else drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        made.add_item(epub.EpubItem(f"{part.id}-{number}", name, "image/svg+xml", svg.encode()))
        place = soup.find(f"svg-{number}")
        if place is not None:
            around = place.find_parent(attrs={"aria-label": True})
            words = str(around["aria-label"]) if around is not None else re.sub("<[^>]*>", " ", drawing)[:200].strip()
            place.replace_with(soup.new_tag("img", attrs={"src": name, "alt": words}))
    return _page(part.id, part.title, str(soup))


def _anchors(part: Part) -> list[str]:
    return [part.id, *re.findall(r'id="([^"]+)"', part.html)]


def _leading_home(text: str, home: dict[str, str]) -> str:
    """Links to an anchor, with the file that has it."""
    return re.sub(r'href="#([^"]+)"', lambda m: f'href="{home.get(m[1], "")}#{m[1]}"', text)


def _contents(book: Book, epub: Any) -> list[Any]:
    found = []
    for part in book.parts:
        link = epub.Link(f"{part.id}.xhtml", part.title, part.id)
        below = [epub.Link(f"{part.id}.xhtml#{s.id}", s.title, s.id) for s in part.sections]
        found.append((link, below) if below else link)
    return found


def _index(book: Book) -> str:
    lines = []
    for letter, entries in groupby(book.index, key=lambda entry: entry[0][0].upper()):
        lines.append(f"<h3>{html.escape(letter)}</h3>")
        for term, places in entries:
            links = ", ".join(f'<a href="#{html.escape(p)}">{p.partition("-")[0].removeprefix("ch").removeprefix("app").lstrip("0")}</a>' for p in places)
            lines.append(f"<p>{html.escape(term)}: {links}</p>")
    return "".join(lines)
