"""A chart on a page: a drawing that needs no script, and beside it the specification that makes it a live one."""

from __future__ import annotations

import html
import json
import re
from typing import Any

VEGA_LITE = "6.4"
"""The version of Vega-Lite that draws here and in the reader's browser; both come from the same package."""

WIDTH = 680
"""Pixels of a chart that is as wide as its page: the page's column is about as wide, so letters keep their size."""

_WORDS = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_INK = dict.fromkeys(("labelColor", "titleColor", "domainColor", "tickColor"), "currentColor")
_THEME: dict[str, Any] = {
    "background": None,
    "font": "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, sans-serif",
    "axis": {**_INK, "gridColor": "#8a97a5", "gridOpacity": 0.35},
    "legend": dict.fromkeys(("labelColor", "titleColor", "symbolBaseFillColor", "symbolBaseStrokeColor"), "currentColor"),
    "header": {"labelColor": "currentColor", "titleColor": "currentColor"},
    "title": {"color": "currentColor", "subtitleColor": "currentColor"},
    "text": {"color": "currentColor"},
    "view": {"stroke": None},
}


def figure(spec: dict[str, Any]) -> str:
    """A ``<figure>`` with the drawing (SVG, ink that follows light and dark) and the specification for the runtime.

    Raises:
        ValueError: Vega-Lite cannot draw it, it has no description, or it says one thing twice.
    """
    import vl_convert

    spec = _plain(spec)
    if not spec.get("description"):
        raise ValueError("a chart has no words for those who do not see it: course.chart(chart, height, words), or description=")
    drawing = vl_convert.vegalite_to_svg(_wide(spec, WIDTH), vl_version=VEGA_LITE, config=_THEME)
    _said_once(drawing, spec)
    words = html.escape(str(spec.get("description", "")), quote=True)
    data = json.dumps(spec, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<figure class="chart" data-search-exclude>'
        f'<div class="chart-drawing" role="img" aria-label="{words}">{_fitting(drawing)}</div>'
        f'<script type="application/json" class="chart-spec">{data}</script></figure>'
    )


def runtime() -> str:
    """The script that makes charts live: Vega, Vega-Lite and Vega-Embed as one file, from the package that draws them."""
    import vl_convert

    return str(vl_convert.javascript_bundle("window.courseChart = vegaEmbed;", vl_version=VEGA_LITE))


def theme() -> str:
    """The look of every chart, as JSON for the script that makes them live."""
    return json.dumps(_THEME)


def _said_once(svg: str, spec: dict[str, Any]) -> None:
    """Refuse what Vega-Lite makes of layers and scales that differ by accident: a title of two names, a legend twice."""
    told = json.dumps(spec, ensure_ascii=False)
    for title in _texts(svg, "axis-title"):
        if ", " in title and json.dumps(title, ensure_ascii=False)[1:-1] not in told:
            raise ValueError(f"an axis has the names of two fields, {title!r}: give it the same title= in both layers")
    labels = _texts(svg, "legend-label")
    if twice := sorted({label for label in labels if labels.count(label) > 1}):
        raise ValueError(f"{twice[0]!r} is in two legends: give both channels of the field the same title= and scale domain")


def _texts(svg: str, role: str) -> list[str]:
    """What is written in the marks with this role."""
    groups = re.findall(rf'<g class="mark-text role-{role}"[^>]*>(.*?)</g>', svg, re.DOTALL)
    return [html.unescape(text) for group in groups for text in re.findall(r"<text[^>]*>([^<]*)</text>", group)]


def _plain(spec: dict[str, Any]) -> dict[str, Any]:
    """Without what marimo adds for its own front end."""
    kept = {k: v for k, v in spec.items() if k not in ("usermeta", "$schema")}
    return {k: v for k, v in kept.items() if not (k == "background" and v == "transparent")}


def _wide(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """`spec` with a width of its own wherever it asks for its container's: a drawing has no container."""
    return {
        k: width if k == "width" and v == "container" else _wide(v, width) if isinstance(v, dict) else v
        for k, v in spec.items()
    }


def _fitting(svg: str) -> str:
    """A drawing that shrinks with the page, and never grows beyond its own size.

    The words for those who do not see it stand around the whole; those of every single mark are half of the file.
    """
    svg = _WORDS.sub("", svg)
    match = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    if match is None:
        return svg
    return svg.replace(match[0], f'style="width:100%;max-width:{match[1]}px;height:auto"', 1)
