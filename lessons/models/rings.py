"""What lies between two scores, on a plane: a ring by L2, a strip by IP, a pair of wedges' edges by COSINE.

The plane goes from -SPAN to SPAN. `region` draws where a score would lie between the bounds; which points really came back is
Milvus' to say, so they are handed in.
"""

import numpy as np

SPAN, SIDE = 10.0, 420
TEAL, ORANGE, GREY = "#1592a6", "#d9772b", "#8a94a3"


def score(metric: str, points: np.ndarray, query: np.ndarray) -> np.ndarray:
    """Scores as Milvus returns them: squared L2, IP, COSINE."""
    if metric == "L2":
        return ((points - query) ** 2).sum(axis=-1)
    products = points @ query
    return products if metric == "IP" else products / (np.linalg.norm(points, axis=-1) * np.linalg.norm(query) + 1e-12)


def region(metric: str, query: np.ndarray, low: float, high: float, cells: int = 140) -> str:
    """The part of the plane whose score lies between the bounds, as runs of small squares."""
    step = 2 * SPAN / cells
    centers = -SPAN + step * (np.arange(cells) + 0.5)
    size, parts = SIDE / cells, []
    for row, y in enumerate(centers[::-1]):
        inside = score(metric, np.column_stack([centers, np.full(cells, y)]), query)
        inside = (inside >= low) & (inside <= high)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(int), [0]])))
        parts += [f"<rect x='{a * size:.1f}' y='{row * size:.1f}' width='{(b - a) * size:.1f}' height='{size + 0.3:.1f}'/>" for a, b in edges.reshape(-1, 2)]
    return f"<g fill='{ORANGE}' opacity='.2'>{''.join(parts)}</g>"


def picture(metric: str, points: np.ndarray, query: np.ndarray, low: float, high: float, came: set[int], label: str) -> str:
    """SVG: the region, every point, those that came back filled, and the query."""

    def at(point):
        return (point[0] + SPAN) / (2 * SPAN) * SIDE, (SPAN - point[1]) / (2 * SPAN) * SIDE

    parts = [region(metric, query, low, high)]
    middle = SIDE / 2
    parts.append(f"<path d='M0 {middle}H{SIDE}M{middle} 0V{SIDE}' stroke='currentColor' opacity='.25'/>")
    for i, point in enumerate(points):
        x, y = at(point)
        fill = f"fill='{TEAL}'" if i in came else f"fill='none' stroke='{GREY}' stroke-width='1.3'"
        parts.append(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{4.2 if i in came else 3}' {fill}><title>({point[0]:g}, {point[1]:g})</title></circle>")
    x, y = at(query)
    parts.append(f"<path d='M{middle} {middle}L{x:.1f} {y:.1f}' stroke='#c2185b' stroke-width='1.5' opacity='{0 if metric == 'L2' else 0.7}'/>")
    parts += [f"<path d='M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16' stroke='{c}' stroke-width='{w}'/>" for c, w in (("#fff", 6), ("#c2185b", 3))]
    return f"<svg viewBox='0 0 {SIDE} {SIDE}' width='100%' style='max-width:27rem' role='img' aria-label='{label}'>{''.join(parts)}</svg>"
