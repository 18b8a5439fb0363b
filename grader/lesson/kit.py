"""What chapters show again and again: tables, charts, a model's source, what only a server answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import marimo as mo

from grader.lesson import milvus as own
from grader.lesson import mode
from grader.lesson.html import esc, md

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TEAL, ORANGE, PURPLE, GREY = "#1592a6", "#d9772b", "#7a6fc2", "#8a94a3"
"""Four colors that can be told apart on light and dark, and by those who see red and green alike: what is looked at, what was
found or matters, what was missed, everything else."""


def scrolls(html: str, label: str) -> Any:
    """HTML that scrolls by itself where it is wider than the page, with a name for those who do not see it."""
    return mo.Html(f"<div style='overflow-x:auto' tabindex='0' role='group' aria-label='{esc(label)}'>{html}</div>")


def table(head: str, rows: Sequence[str]) -> Any:
    """A table that scrolls where it is wider than the page.

    Args:
        head: the columns' titles with `` / `` between them: ``nprobe / recall@10 / looked at``.
        rows: Markdown, each ``|a|b|c|``.
    """
    columns = head.split(" / ")
    text = "\n".join(["|" + "|".join(columns) + "|", "|" + "|".join([":---"] * len(columns)) + "|", *rows])
    return scrolls(md(text), f"Table: {head}")


_PADDING = {"left": 5, "top": 5, "right": 20, "bottom": 5}
"""Pixels; a number written behind the longest bar reaches beyond the axis."""


def chart(chart: Any, height: int, words: str, *, columns: int = 3, labels: int = 220) -> Any:
    """A chart as wide as the page, legible on light and dark.

    Args:
        chart: an Altair chart.
        height: pixels.
        words: what it shows, for those who do not see it.
        columns: of the legend, which stands below.
        labels: pixels of the legend's longest label.
    """
    return (
        chart.properties(width="container", height=height, description=words, background="transparent", padding=_PADDING)
        .configure_axis(gridOpacity=0.35)
        .configure_view(strokeOpacity=0)
        .configure_legend(orient="bottom", columns=columns, labelLimit=labels)
    )


def model(file: str) -> Any:
    """The source of one of ``lessons/models``, folded: ``ivf_flat.py``."""
    text = (mode.course_root() / "lessons" / "models" / file).read_text(encoding="utf-8")
    count = len(text.splitlines())
    return mo.accordion({f"Read the model: lessons/models/{file}, {count} lines": mo.md(f"```python\n{text}\n```")})


def code(text: str, language: str) -> Any:
    """Text in the colors of its language, line by line as it is; Markdown would take a line of YAML that begins with a dash for a list."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    inner = highlight(text.strip("\n"), get_lexer_by_name(language), HtmlFormatter(nowrap=True))
    return mo.Html(f'<div class="language-{esc(language)} codehilite"><pre><span></span><code>{inner}</code></pre></div>')


def on_server(name: str, needs: Iterable[str], show: Callable[[own.LessonMilvus, Any], str], config: str = "default") -> Any:
    """What a Milvus with these features answers now, or what one answered when it was recorded.

    Args:
        name: of the record, ``lessons/recorded/<name>.json``.
        needs: features, from the vocabulary in ``grader/backends/features.py``.
        show: is given the Milvus and the administrator's client; returns Markdown.
        config: the launch profile.
    """
    try:
        server = own.milvus(needs, config)
        client = own.connect(needs, config)
    except own.NotServed as error:
        return mo.vstack([own.recorded(name), mo.md(f"To run it here: `{error.next}`")])
    return mo.md(own.record(name, show(server, client), server.identity) + f"\n\nAnswered by Milvus {server.identity}.")
