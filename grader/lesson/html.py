"""Small HTML pieces that questions and panels share. What a learner wrote passes through `esc`."""

from __future__ import annotations

import functools
import html
from pathlib import Path


def esc(text: object) -> str:
    """Text made harmless for HTML, quotes included."""
    return html.escape(str(text), quote=True)


def md(text: str) -> str:
    """The course's own Markdown as HTML. Never for a learner's text: Markdown lets HTML through."""
    import marimo as mo

    return mo.md(text).text


@functools.cache
def _style() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def card(kicker: str, body: str, label: str = "") -> str:
    """A labelled section with its style: marimo's shadow roots see no style sheet of the page's."""
    return (
        f"<style>{_style()}</style><section class='gl gl-card' aria-label='{esc(label or kicker)}'>"
        f"<p class='gl-kicker' data-search-exclude>{esc(kicker)}</p>{body}</section>"
    )


def with_slots(text: str, *names: str) -> str:
    """Escape the braces of a batch's template, except the named slots."""
    text = text.replace("{", "{{").replace("}", "}}")
    for name in names:
        text = text.replace("{{" + name + "}}", "{" + name + "}")
    return text
