"""One PDF: title, contents and index with page numbers, bookmarks, running heads. Drawn by WeasyPrint, without a network."""

from __future__ import annotations

import html
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from grader import __version__
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.site.book.gather import Book, Part

_STYLE = Path(__file__).with_name("book.css")


def write(book: Book, target: Path) -> None:
    """Write the PDF.

    Raises:
        UsageError: WeasyPrint or the library that it draws with is missing.
    """
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise UsageError(
            "A PDF needs WeasyPrint and Pango",
            str(error).splitlines()[0],
            "pip install -e '.[book]', and on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ) from error

    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    at_home = URLFetcher(allowed_protocols=["data"])  # nothing from another host, and no file of this machine
    weasyprint.HTML(string=page(book), url_fetcher=at_home).write_pdf(part)
    part.replace(target)


def page(book: Book) -> str:
    """The whole book as one HTML document."""
    styles = "\n".join([*book.styles, _STYLE.read_text(encoding="utf-8")])
    body = [
        f'<section class="title"><h1>{html.escape(book.title)}</h1><p>Version {__version__}</p></section>',
        _contents(book),
        *(_part(part) for part in book.parts),
        _index(book),
    ]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(book.title)}</title>'
        f"<style>{styles}</style></head><body>{''.join(body)}</body></html>"
    )


def _part(part: Part) -> str:
    group = f'<h1 class="group">{html.escape(part.group)}</h1>' if part.group else ""
    return f'{group}<section class="chapter"><h1 id="{part.id}">{html.escape(part.title)}</h1>{part.html}</section>'


def _contents(book: Book) -> str:
    lines = ['<nav class="contents"><h1 id="contents">Contents</h1>']
    for part in book.parts:
        if part.group:
            lines.append(f'<p class="group">{html.escape(part.group)}</p>')
        lines.append(f'<p class="chapter"><a href="#{part.id}">{html.escape(part.title)}</a></p>')
        lines += [f'<p class="section"><a href="#{s.id}">{html.escape(s.title)}</a></p>' for s in part.sections]
    return "".join([*lines, '<p class="chapter"><a href="#index">Index</a></p></nav>'])


def _index(book: Book) -> str:
    lines = ['<section class="index"><h1 id="index">Index</h1>']
    for letter, entries in groupby(book.index, key=lambda entry: entry[0][0].upper()):
        lines.append(f"<h3>{html.escape(letter)}</h3>")
        for term, places in entries:
            pages = ", ".join(f'<a href="#{html.escape(place)}"></a>' for place in places)
            lines.append(f'<p class="entry">{html.escape(term)} {pages}</p>')
    return "".join([*lines, "</section>"])
