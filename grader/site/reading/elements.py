"""What marimo's front end would draw, as plain HTML that reads without it.

A control shows the state that the run had, and leads to the same place in the live lesson: its link is ``live:``, which
the page fills in, because only the page knows in which section it stands.
"""

from __future__ import annotations

import html
import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag

from grader.site.reading import charts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_VEGA_LITE = re.compile(r"application/vnd\.vegalite\.v\d+[.+]json")
_HELD_BACK = re.compile(r"^course\.after\(\w+\)\n", re.MULTILINE)
# How a live lesson holds a demonstration back; no part of what the reader would write.
_SAID = re.compile(r"^mo\.plain_text\(", re.MULTILINE)
# What a lesson shows as text, a script of the reader's own would print.
_BLOCKS = ["p", "ul", "ol", "dl", "table", "pre", "div", "blockquote", "h1", "h2", "h3", "h4", "details", "hr"]
_tabs = count(1)
_LONG_NAME = 20


class NotShown(ValueError):
    """A lesson uses an element that pages do not know yet; the message names it."""


def plain(text: str, styles: dict[str, None]) -> str:
    """One cell's output without anything of marimo's.

    Args:
        text: HTML as marimo writes it.
        styles: every style sheet met so far, in order; a page holds each once. New ones are added.

    Raises:
        NotShown: there is an element that nobody has taught this module.
    """

    def style(match: re.Match[str]) -> str:
        styles[match[1]] = None
        return ""

    drawings: list[str] = []

    def parsed(text: str) -> BeautifulSoup:
        return BeautifulSoup(without_drawings(text, drawings), "html.parser")

    soup = parsed(_STYLE.sub(style, text))
    _markdown(soup)
    while (element := soup.find(re.compile("^marimo-"))) is not None:
        assert isinstance(element, Tag)
        _replace(element, parsed)
    return with_drawings(str(soup), drawings)


def without_drawings(text: str, drawings: list[str]) -> str:
    """HTML with a mark for each SVG, which goes to the end of `drawings`: an HTML parser would write its viewBox in small letters."""

    def drawing(match: re.Match[str]) -> str:
        drawings.append(match[0])
        return f"<svg-{len(drawings) - 1}></svg-{len(drawings) - 1}>"

    return _SVG.sub(drawing, text)


def with_drawings(text: str, drawings: Sequence[str]) -> str:
    """The reverse of `without_drawings`."""
    return re.sub(r"<svg-(\d+)></svg-\1>", lambda match: drawings[int(match[1])], text)


def code(source: str, language: str = "python") -> str:
    """Highlighted source, in the markup that the site's own code blocks have."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    inner = highlight(_SAID.sub("print(", _HELD_BACK.sub("", source)).strip("\n"), lexer, HtmlFormatter(nowrap=True))
    return f'<div class="language-{html.escape(language)} highlight"><pre><span></span><code>{inner}</code></pre></div>'


def _markdown(soup: BeautifulSoup) -> None:
    """marimo's own marks of Markdown, as everybody else writes them."""
    for tag in soup.find_all("span", class_="paragraph"):
        tag.name, tag.attrs = "p", {}
    for tag in soup.find_all("span", class_="markdown"):
        if tag.find(_BLOCKS):
            tag.name, tag.attrs = "div", {"class": "prose"}
        else:  # within a sentence, where a block would end the paragraph around it
            tag.unwrap()
    for tag in soup.find_all("span", class_="admonition-title"):
        tag.name = "p"
    for tag in soup.find_all(class_="codehilite"):
        tag["class"] = " ".join([c for c in tag.get_attribute_list("class") if c != "codehilite"] + ["highlight"])
    for empty in soup.find_all("th"):
        if not empty.get_text(strip=True):
            empty.name = "td"  # the corner of a table is no heading of anything
    for name in soup.select("td code"):
        _breakable(soup, name)
    for table in soup.find_all("table"):
        table["class"] = "data"  # the site's theme wraps tables without a class once more
        if not (table.parent and "table-scrolls" in table.parent.get_attribute_list("class")):
            table.wrap(soup.new_tag("div", attrs={"class": "table-scrolls", "tabindex": "0"}))


def _breakable(soup: BeautifulSoup, name: Tag) -> None:
    """Let a long name in a table break after its dots and slashes: a phone would show that column alone."""
    parts = re.split(r"(?<=[./])(?=\w)", name.get_text())
    if max(map(len, name.get_text().split()), default=0) < _LONG_NAME or len(parts) == 1 or name.find(True):
        return
    name.clear()
    for n, part in enumerate(parts):
        if n:
            name.append(soup.new_tag("wbr"))
        name.append(part)


def _replace(element: Tag, parsed: Callable[[str], BeautifulSoup]) -> None:
    name = element.name.removeprefix("marimo-")
    if name == "ui-element":
        element.unwrap()
        return
    make = _SHOWN.get(name)
    if make is None:
        raise NotShown(f"<{element.name}>: a page cannot show it yet; teach it in grader/site/reading/elements.py")
    element.replace_with(parsed(make(element)))


def _value(element: Tag, name: str) -> Any:
    raw = element.get(f"data-{name}")
    return json.loads(str(raw)) if raw is not None else None


def _words(marked: object) -> str:
    """A label's HTML without its paragraph."""
    soup = BeautifulSoup(str(marked or ""), "html.parser")
    for tag in soup.find_all(["span", "p"]):
        tag.unwrap()
    return str(soup).strip()


def _control(element: Tag, value: object, kind: str) -> str:
    label = _words(_value(element, "label"))
    said = f"<b>{html.escape(str(value))}</b>" if value not in (None, "") else ""
    return (
        f'<a class="control control-{kind}" href="live:" data-search-exclude title="Open this section live, where it moves">'
        f"<span>{label}</span> {said}</a>"
    )


def _slider(element: Tag) -> str:
    value, steps = _value(element, "initial-value"), _value(element, "steps")
    ends = value if isinstance(value, list) else [value]
    return _control(element, " to ".join(str(steps[end] if steps else end) for end in ends), "slider")


def _choice(element: Tag) -> str:
    return _control(element, ", ".join(map(str, _value(element, "initial-value") or ["none"])), "choice")


def _switch(element: Tag) -> str:
    return _control(element, "on" if _value(element, "initial-value") else "off", "switch")


def _text(element: Tag) -> str:
    return _control(element, _value(element, "initial-value"), "text")


def _button(element: Tag) -> str:
    return _control(element, "", "button")


def _editor(element: Tag) -> str:
    return code(str(_value(element, "initial-value")), str(_value(element, "language") or "text"))


def _parts(element: Tag) -> list[tuple[str, str]]:
    """Labels and contents of an element that holds others side by side."""
    labels = _value(element, "labels") or _value(element, "tabs") or []
    bodies = [child for child in element.children if isinstance(child, Tag)]
    return [(_words(label), str(body)) for label, body in zip(labels, bodies, strict=True)]


def _accordion(element: Tag) -> str:
    return "".join(f'<details class="folded"><summary>{label}</summary>{body}</details>' for label, body in _parts(element))


def _tabbed(element: Tag) -> str:
    """The markup of the site's own tabs: they switch without a script."""
    group, parts = f"__tabbed_lesson_{next(_tabs)}", _parts(element)
    inputs = "".join(
        f'<input{" checked" if i == 1 else ""} id="{group}_{i}" name="{group}" type="radio">' for i in range(1, len(parts) + 1)
    )
    labels = "".join(f'<label for="{group}_{i}">{label}</label>' for i, (label, _) in enumerate(parts, 1))
    bodies = "".join(f'<div class="tabbed-block">{body}</div>' for _, body in parts)
    return (
        f'<div class="tabbed-set tabbed-alternate">{inputs}<div class="tabbed-labels">{labels}</div>'
        f'<div class="tabbed-content">{bodies}</div></div>'
    )


def _callout(element: Tag) -> str:
    kind = {"success": "success", "danger": "danger", "warn": "warning"}.get(_value(element, "kind"), "info")
    inner = BeautifulSoup(str(_value(element, "html")), "html.parser")
    _markdown(inner)
    return f'<div class="admonition {kind}">{inner}</div>'


def _mime(element: Tag) -> str:
    kind, data = str(_value(element, "mime")), _value(element, "data")
    if kind == "application/vnd.marimo+mimebundle":
        bundle = json.loads(data) if isinstance(data, str) else data
        kind, data = next(iter((bundle[0] if isinstance(bundle, list) else bundle).items()))  # a list has metadata behind
    if not _VEGA_LITE.fullmatch(kind):
        raise NotShown(f"{kind}: a page cannot show it yet; teach it in grader/site/reading/elements.py")
    return charts.figure(json.loads(data) if isinstance(data, str) else data)


_SHOWN: dict[str, Callable[[Tag], str]] = {
    "slider": _slider,
    "range-slider": _slider,
    "number": _text,
    "dropdown": _choice,
    "multiselect": _choice,
    "radio": _text,
    "switch": _switch,
    "checkbox": _switch,
    "text": _text,
    "text-area": _text,
    "button": _button,
    "code-editor": _editor,
    "accordion": _accordion,
    "tabs": _tabbed,
    "callout-output": _callout,
    "mime-renderer": _mime,
}
