"""Charts as inline SVG: no script, no request; each with a title, a description and its numbers as text.

Colours come from the page's style sheet by class name, so that they follow light and dark; patterns and labels say the
same again for those who see no colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from grader.results.text import number, one_line

if TYPE_CHECKING:
    from grader.classroom.analytics import CheckStats, ExerciseStats

WIDTH = 420
"""Units; small, so that the text is still read on a phone."""
SEGMENTS = (
    ("passed", "passed"), ("failed", "failed"), ("blocked", "blocked"), ("not_started", "not started"), ("error", "not graded"),
)  # fmt: skip


def stacked_bars(checks: Sequence[CheckStats]) -> Markup:
    """One bar a check, of how the hand-ins fared; as wide as the class."""
    row, top = 40, 8
    most = max((c.n for c in checks), default=0) or 1
    parts: list[str] = []
    for i, check in enumerate(checks):
        y = top + i * row
        parts.append(_text(0, y + 12, _clip(check.title, 64), "label"))
        x = 0.0
        for status, word in SEGMENTS:
            n = check.counts.get(status, 0)
            if not n:
                continue
            width = n / most * WIDTH
            parts.append(
                f'<rect class="seg {status}" x="{x:.1f}" y="{y + 18}" width="{max(width - 1, 1):.1f}" height="16">'
                f"<title>{escape(_clip(check.title, 200))}: {n} {word}</title></rect>"
            )
            if width > 22:
                parts.append(_text(x + 6, y + 30, f"{n} {word}" if width > 76 else str(n), f"in-{status}"))
            x += width
    described = "; ".join(f"{one_line(c.title, 80)}: {c.counts['passed']} of {c.n} passed" for c in checks)
    return _svg(WIDTH, top + len(checks) * row, "How each check went", described, parts)


def misconception_bars(counts: Mapping[str, int], of: int) -> Markup:
    """One bar a misconception, of how many hand-ins showed it."""
    row, top = 40, 8
    most = max(counts.values(), default=1)
    parts: list[str] = []
    for i, (id, n) in enumerate(counts.items()):
        y = top + i * row
        width = n / most * (WIDTH - 80)
        parts.append(_text(0, y + 12, _clip(id, 64), "label"))
        parts.append(f'<rect class="belief" x="0" y="{y + 18}" width="{max(width, 2):.1f}" height="16"/>')
        parts.append(_text(width + 7, y + 30, f"{n}" + (f" ({n / of:.0%})" if of else ""), "value"))
    described = "; ".join(f"{id}: {n} of {of}" for id, n in counts.items())
    return _svg(WIDTH, top + len(counts) * row, "Misconceptions", described, parts)


def score_histogram(stats: ExerciseStats) -> Markup:
    """How many hand-ins earned how much, in tenths of the points."""
    height, left, bottom, top = 190, 10, 36, 34
    most = max(stats.histogram, default=0) or 1
    step = (WIDTH - 2 * left) / len(stats.histogram)
    parts: list[str] = [f'<line class="axis" x1="0" x2="{WIDTH}" y1="{height - bottom}" y2="{height - bottom}"/>']
    if stats.mean is not None and stats.max_points:
        x = left + min(stats.mean / stats.max_points, 1) * (WIDTH - 2 * left)
        parts.append(f'<line class="mean" x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{height - bottom}"/>')
        side = "end" if x > WIDTH / 2 else ""
        parts.append(
            _text(x - 5 if side else x + 5, 13, f"mean {number(round(stats.mean, 2))}", f"mean-label {side}".strip())
        )
    for i, n in enumerate(stats.histogram):
        x = left + i * step
        tall = n / most * (height - bottom - top)
        if n:
            parts.append(
                f'<rect class="score" x="{x + 3:.1f}" y="{height - bottom - tall:.1f}" width="{step - 6:.1f}" height="{tall:.1f}"/>'
            )
            parts.append(_text(x + step / 2, height - bottom - tall - 5, str(n), "value middle"))
    bins = len(stats.histogram)
    parts += [
        _text(left + i * step, height - bottom + 15, str(i * 100 // bins), "tick middle") for i in range(bins + 1)
    ]
    parts.append(_text(WIDTH / 2, height - 3, "per cent of the points", "tick middle"))
    described = ", ".join(str(n) for n in stats.histogram) + " hand-ins in each tenth of the points, from none to all"
    return _svg(WIDTH, height, f"Scores of {stats.id}", described, parts)


def discrimination_dots(checks: Sequence[CheckStats]) -> Markup:
    """Each check by how many passed it and how well it tells strong from weak hand-ins; numbered as in the table."""
    height, left, right, top, bottom = 250, 38, 16, 12, 40
    across, down = WIDTH - left - right, height - top - bottom
    parts: list[str] = []
    for value in (-0.5, 0.0, 0.5, 1.0):
        y = top + (1 - value) / 1.5 * down
        parts.append(
            f'<line class="{"axis" if value == 0 else "grid"}" x1="{left}" x2="{WIDTH - right}" y1="{y:.1f}" y2="{y:.1f}"/>'
        )
        parts.append(_text(left - 6, y + 4, f"{value:g}".replace("-", "\N{MINUS SIGN}"), "tick end"))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + share * across
        parts.append(_text(x, height - bottom + 16, f"{share:.0%}", "tick middle"))
    parts.append(_text(left + across / 2, height - 4, "passed it", "tick middle"))
    parts.append(_text(left + 4, top + 10, "tells strong from weak", "tick"))
    parts.append(_text(left + 4, height - bottom - 6, "the stronger fail it: look at it", "tick"))
    placed: list[tuple[float, float]] = []
    shown = [(i, c) for i, c in enumerate(checks, 1) if c.discrimination is not None and c.difficulty is not None]
    for i, check in shown:
        x = left + (check.difficulty or 0) * across
        y = top + (1 - max(check.discrimination or 0.0, -0.5)) / 1.5 * down
        while any(abs(x - a) < 20 and abs(y - b) < 20 for a, b in placed):
            x += 21 if x < left + across - 30 else -21  # side by side rather than one on the other
        placed.append((x, y))
        kind = "dot low" if (check.discrimination or 0) < 0.1 else "dot"
        parts.append(
            f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="10"><title>{escape(_clip(check.title, 200))}</title></circle>'
        )
        parts.append(_text(x, y + 4, str(i), "dot-label middle"))
    described = "; ".join(f"{i}: passed by {c.difficulty:.0%}, discrimination {c.discrimination:.2f}" for i, c in shown)
    return _svg(WIDTH, height, "Discrimination against difficulty", described, parts)


def share_bar(points: float, most: float) -> Markup:
    """A thin bar of points out of the maximum; decoration beside the numbers, so hidden from a reader aloud."""
    share = max(0.0, min(1.0, points / most if most else 0.0))
    return Markup(  # noqa: S704  numbers only
        f'<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="track" width="100" height="6"/><rect class="full" width="{share * 100:.1f}" height="6"/></svg>'
    )


def _svg(width: float, height: float, title: str, described: str, parts: Iterable[str]) -> Markup:
    return Markup(  # noqa: S704  every text in `parts` went through `_text`, which escapes
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}: {escape(described)}">'
        f"<title>{escape(title)}</title><desc>{escape(described)}</desc>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _clip(text: str, characters: int) -> str:
    text = one_line(text)
    return text if len(text) <= characters else text[: characters - 1] + "…"
