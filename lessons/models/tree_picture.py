"""A filter as a tree, drawn: the word that is joined last stands on top. What each part keeps is asked of Milvus."""

from collections.abc import Callable
from html import escape

from .filter_tree import Part

COLORS = {"or": "#7a6fc2", "and": "#1592a6", "not": "#d9772b", "leaf": "#8a94a3"}
LEAF, GAP, LEVEL = 152, 12, 74


def picture(tree: Part, keeps: Callable[[str], int | None], rows: int) -> str:
    """SVG of a tree; `keeps` says how many of the `rows` rows a filter keeps, or None where Milvus refuses it."""
    parts: list[str] = []
    width, height, _ = _draw(tree, 0, 0, keeps, rows, parts)
    label = f"The tree of the filter {tree.text}: {keeps(tree.text)} of {rows} rows"
    return (
        f"<svg viewBox='0 0 {width:.0f} {height:.0f}' width='{width:.0f}' height='{height:.0f}' style='max-width:none' role='img' aria-label='{escape(label, quote=True)}'>{''.join(parts)}</svg>"
    )


def _draw(part: Part, left: float, top: float, keeps: Callable[[str], int | None], rows: int, parts: list[str]) -> tuple[float, float, float]:
    """Draw a part with everything below it; returns (width, bottom, middle of its box)."""
    at, bottom, below = left, top + 54.0, []
    for inner in part.parts:
        width, low, middle = _draw(inner, at, top + LEVEL, keeps, rows, parts)
        at, bottom = at + width + GAP, max(bottom, low)
        below.append(middle)
    width = max(at - left - GAP if part.parts else 0.0, LEAF if not part.parts else 92.0)
    middle = (below[0] + below[-1]) / 2 if below else left + width / 2
    half = LEAF / 2 if not part.parts else 46.0
    for end in below:
        parts.insert(0, f"<path d='M{middle:.0f} {top + 44:.0f}C{middle:.0f} {top + 62:.0f} {end:.0f} {top + LEVEL - 14:.0f} {end:.0f} {top + LEVEL:.0f}' fill='none' stroke='{COLORS['leaf']}' stroke-width='1.6'/>")
    kept, color = keeps(part.text), COLORS[part.kind]
    said = "refused" if kept is None else f"{kept} rows"
    share = 0.0 if kept is None else kept / rows
    title = f"<title>{escape(part.text)}</title>"
    words = part.text if part.kind == "leaf" else part.kind.upper()
    words = words if len(words) <= 25 else words[:24] + "…"
    size = 11 if part.kind == "leaf" else 14
    parts.append(
        f"<g>{title}<rect x='{middle - half:.0f}' y='{top:.0f}' width='{2 * half:.0f}' height='44' rx='6' fill='{color}' fill-opacity='.13' stroke='{color}' stroke-width='1.6'/>"
        f"<rect x='{middle - half + 3:.0f}' y='{top + 38:.0f}' width='{(2 * half - 6) * share:.1f}' height='3' fill='{color}'/>"
        f"<text x='{middle:.0f}' y='{top + 17:.0f}' text-anchor='middle' font-size='{size}' font-family='{'monospace' if part.kind == 'leaf' else 'inherit'}' font-weight='{400 if part.kind == 'leaf' else 700}' fill='currentColor'>{escape(words)}</text>"
        f"<text x='{middle:.0f}' y='{top + 33:.0f}' text-anchor='middle' font-size='12' fill='currentColor'>{said}</text></g>"
    )
    return width, bottom, middle
