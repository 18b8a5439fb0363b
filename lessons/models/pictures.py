"""The pictures of chapter 5, drawn from real searches: SVG text, readable on light and on dark.

Points have x from 0 to 1 and y from 0 to TALL, on one scale, so that near on paper is near for the search. Color never stands alone: what is found is filled, what is missed is hollow and
crossed, what a search touched is darker.
"""

from html import escape

import numpy as np

WIDTH, EDGE, TALL = 520, 14, 0.68
HEIGHT = round(2 * EDGE + (WIDTH - 2 * EDGE) * TALL)
TEAL, ORANGE, PURPLE, GREY = "#1592a6", "#d9772b", "#7a6fc2", "#8a94a3"


class Sheet:
    """An SVG being drawn; `at` turns a point into pixels."""

    def __init__(self, label: str, height: float = HEIGHT):
        self.label, self.height = label, round(height)
        self.parts: list[str] = []
        self.panel(0, 0, WIDTH)

    def panel(self, left: float, top: float, width: float) -> float:
        """Draw into a part of the sheet from now on; returns how tall it is."""
        self.left, self.top, self.scale = left, top, width - 2 * EDGE
        return self.scale * TALL + 2 * EDGE

    def at(self, point) -> tuple[float, float]:
        """Pixels; up is up."""
        x, y = float(point[0]), float(point[1])
        return self.left + EDGE + x * self.scale, self.top + EDGE + (TALL - y) * self.scale

    def dot(self, point, r=2.6, fill=GREY, opacity=0.75, name="") -> None:
        x, y = self.at(point)
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{fill}" opacity="{opacity}">{_title(name)}</circle>')

    def missed(self, point, name="") -> None:
        """A true neighbor that was not found: a hollow circle with a cross."""
        x, y = self.at(point)
        self.parts.append(
            f'<g stroke="{PURPLE}" stroke-width="2" fill="none"><circle cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
            f'<path d="M{x - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6"/>{_title(name)}</g>'
        )

    def query(self, point) -> None:
        """A plus sign with a light edge, so that it shows on everything."""
        x, y = self.at(point)
        for color, width in (("#fff", 7), ("#c2185b", 3.5)):
            self.parts.append(
                f'<path d="M{x - 9:.1f} {y:.1f}h18M{x:.1f} {y - 9:.1f}v18" stroke="{color}" stroke-width="{width}" fill="none"/>'
            )

    def line(self, a, b, stroke=GREY, width=1.0, opacity=0.5, dash="", arrow=False) -> None:
        (x1, y1), (x2, y2) = self.at(a), self.at(b)
        extra = f' stroke-dasharray="{dash}"' if dash else ""
        extra += ' marker-end="url(#tip)"' if arrow else ""
        self.parts.append(
            f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{stroke}" stroke-width="{width}" opacity="{opacity}" fill="none"{extra}/>'
        )

    def area(self, polygon, fill="none", opacity=0.16, stroke=GREY, width=1.0) -> None:
        if len(polygon) < 3:
            return
        path = "L".join("{:.1f} {:.1f}".format(*self.at(p)) for p in polygon)
        self.parts.append(
            f'<path d="M{path}Z" fill="{fill}" fill-opacity="{opacity}" stroke="{stroke}" stroke-width="{width}" stroke-opacity=".55"/>'
        )

    def text(self, x, y, words, size=13, anchor="start", weight="normal", opacity=1.0) -> None:
        """Words at pixels of the sheet."""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}" '
            f'fill="currentColor" opacity="{opacity}">{escape(words)}</text>'
        )

    def landmarks(self, points, names, rows) -> None:
        """A few words written out, so that the map can be read."""
        for row in rows:
            x, y = self.at(points[row])
            self.text(min(max(x, 30), WIDTH - 34), y - 6, names[row], size=12, anchor="middle", opacity=0.7)

    def answer(self, points, names, truth, found) -> None:
        """True neighbors that were found, and those that were not."""
        found = set(map(int, found))
        for row in map(int, truth):
            if row in found:
                self.dot(points[row], r=5, fill=ORANGE, opacity=1, name=names[row])
            else:
                self.missed(points[row], names[row])

    def svg(self) -> str:
        """The finished picture; it is as wide as there is room, and no wider than drawn."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" role="img" aria-label="{escape(self.label, quote=True)}" '
            f'style="width:100%;max-width:{WIDTH * 1.35:.0f}px;height:auto;font-family:inherit">'
            f'<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" markerHeight="5" orient="auto">'
            f'<path d="M0 0L8 4L0 8z" fill="{ORANGE}"/></marker></defs>{"".join(self.parts)}</svg>'
        )


def _title(name: str) -> str:
    return f"<title>{escape(name)}</title>" if name else ""


def half_plane(polygon, normal, offset):
    """The part of a convex polygon where normal · p <= offset."""
    kept = []
    for a, b in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        da, db = float(normal @ a - offset), float(normal @ b - offset)
        if da <= 0:
            kept.append(a)
        if (da < 0 < db) or (db < 0 < da):
            kept.append(a + (b - a) * (da / (da - db)))
    return kept


def square():
    """The corners of the drawing, a little outside the points."""
    return [np.array(p, dtype=float) for p in ((-0.02, -0.02), (1.02, -0.02), (1.02, TALL + 0.02), (-0.02, TALL + 0.02))]


def on_the_plane(points):
    """Any points of two dimensions moved and scaled into the drawing, by one scale for both."""
    low, span = points.min(axis=0), np.ptp(points, axis=0)
    scaled = (points - low) / max(span[0], span[1] / TALL)
    return scaled + (np.array([1.0, TALL]) - np.ptp(scaled, axis=0)) / 2


def voronoi(centroids):
    """For each centroid the polygon of places that are nearer to it than to any other."""
    for centroid in centroids:
        polygon = square()
        for other in centroids:
            if other is not centroid and polygon:
                normal = other - centroid
                polygon = half_plane(polygon, normal, normal @ (centroid + other) / 2)
        yield polygon


def cells(points, names, index, query, truth, hits, trace, landmarks=()) -> str:
    """IVF: the cell of every centroid; opened ones are shaded and numbered in the order of opening."""
    opened = [cell for cell, _ in trace]
    sheet = Sheet(f"{index.nlist} cells, of which {len(opened)} nearest to the query are opened")
    touched = {int(r) for _, rows in trace for r in rows}
    for c, polygon in enumerate(voronoi(list(index.centroids))):
        sheet.area(polygon, fill=TEAL if c in opened else "none")
    for row, point in enumerate(points):
        seen = row in touched
        sheet.dot(point, fill=TEAL if seen else GREY, opacity=0.95 if seen else 0.45, name=names[row])
    for number, c in enumerate(opened, 1):
        x, y = sheet.at(index.centroids[c])
        sheet.text(x, y - 5, str(number), size=15, anchor="middle", weight="bold")
    sheet.landmarks(points, names, landmarks)
    sheet.answer(points, names, truth, hits.ids)
    sheet.query(query)
    return sheet.svg()


def layers(points, names, index, query, truth, hits, trace, landmarks=()) -> str:
    """HNSW: the upper layers side by side, the bottom layer below, each with the edges that were walked."""
    count, head, half = len(index.layers), 22, WIDTH / 2
    upper = -(-(count - 1) // 2)
    sheet = Sheet(f"A walk down {count} layers of a graph")
    tall = sheet.panel(0, 0, half) + head
    sheet.height = round(upper * tall + head + HEIGHT)
    for place, steps in enumerate(trace):
        layer = count - 1 - place
        links = index.layers[layer]
        left, top, width = (place % 2 * half, place // 2 * tall, half) if layer else (0, upper * tall, WIDTH)
        sheet.panel(left, top + head, width)
        where = f"Layer {layer}" if layer else "Bottom layer"
        sheet.text(left + EDGE, top + 16, f"{where}: {len(links)} word{'s' * (len(links) > 1)}", weight="bold")
        for row, near in links.items():
            for other in near:
                if row < other or row not in links[other]:
                    sheet.line(points[row], points[other], width=0.8, opacity=0.3)
        visited = {r for step in steps for r in step} | ({index.entry} if place == 0 else set())
        for row in links:
            seen = row in visited
            sheet.dot(points[row], r=3 if layer else 2.4, fill=TEAL if seen else GREY, opacity=0.95 if seen else 0.5, name=names[row])
        for a, b in steps:
            sheet.line(points[a], points[b], stroke=ORANGE, width=1.8, opacity=0.85, arrow=True)
        if layer == 0:
            sheet.landmarks(points, names, landmarks)
            sheet.answer(points, names, truth, hits.ids)
        sheet.query(query)
    return sheet.svg()


def forest(points, names, index, query, truth, hits, trace) -> str:
    """ANNOY: up to four trees, each with its cuts; the leaves that were reached are shaded."""
    shown = min(len(index.trees), 4)
    across = 1 if shown == 1 else 2
    sheet = Sheet(f"{len(index.trees)} trees of random cuts")
    width = WIDTH / across
    tall = sheet.panel(0, 0, width)
    sheet.height = round(tall * -(-shown // across))
    for number in range(shown):
        sheet.panel(number % across * width, number // across * tall, width)
        reached = [set(map(int, rows)) for tree, rows in trace if tree == number]

        def regions(node, polygon, reached=reached):
            if isinstance(node, np.ndarray):
                hit = set(map(int, node)) in reached
                sheet.area(polygon, fill=TEAL if hit else "none", opacity=0.28)
                return
            normal, offset, behind, before = node
            regions(behind, half_plane(polygon, normal, offset))
            regions(before, half_plane(polygon, -normal, -offset))

        regions(index.trees[number], square())
        touched = set().union(*reached) if reached else set()
        for row, point in enumerate(points):
            seen = row in touched
            sheet.dot(point, r=2.1, fill=TEAL if seen else GREY, opacity=0.95 if seen else 0.4, name=names[row])
        sheet.answer(points, names, truth, hits.ids)
        sheet.query(query)
    return sheet.svg()


def two_graphs(points, names, graphs, start, query, truth, landmarks=()) -> str:
    """RNSG: each word and its nearest, above; below, the edges that RNSG keeps; on both the same walk from the same start.

    graphs: two of (edges of each row, rows found, edges walked).
    """
    sheet = Sheet("Above, the graph of nearest neighbors; below, the edges that are kept", height=2 * (HEIGHT + 22))
    for place, (what, (links, found, trace)) in enumerate(zip(("The three nearest of each word", "What RNSG keeps"), graphs, strict=True)):
        top = place * (HEIGHT + 22)
        sheet.panel(0, top + 22, WIDTH)
        sheet.text(EDGE, top + 16, f"{what}: {sum(map(len, links)):,} edges", weight="bold")
        for row, near in enumerate(links):
            for other in near:
                sheet.line(points[row], points[other], width=0.8, opacity=0.3)
        for row, point in enumerate(points):
            sheet.dot(point, r=2.2, name=names[row])
        sheet.landmarks(points, names, landmarks)
        for a, b in trace:
            sheet.line(points[a], points[b], stroke=ORANGE, width=1.8, opacity=0.85, arrow=True)
        x, y = sheet.at(points[start])
        sheet.parts.append(f'<rect x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" fill="none" stroke="{TEAL}" stroke-width="2.5"/>')
        sheet.answer(points, names, truth, found)
        sheet.query(query)
    return sheet.svg()


def pieces(parts, book, chosen, code, word) -> str:
    """PQ: one part of all vectors, its typical pieces, and the piece that a word's part is coded as."""
    placed = on_the_plane(np.concatenate([parts, book, chosen[None]]))
    dots, centroids, mine = placed[: len(parts)], list(placed[len(parts) : -1]), placed[-1]
    sheet = Sheet(f"One two-dimensional part of every vector, and its {len(book)} typical pieces")
    for c, polygon in enumerate(voronoi(centroids)):
        sheet.area(polygon, fill=TEAL if c == code else "none")
    for dot in dots:
        sheet.dot(dot, r=1.6, opacity=0.5)
    for c, centroid in enumerate(centroids):
        x, y = sheet.at(centroid)
        sheet.text(x, y + 4, str(c), anchor="middle", weight="bold", size=14)
    sheet.line(mine, centroids[code], stroke=ORANGE, width=2, opacity=1)
    sheet.dot(mine, r=5, fill=ORANGE, opacity=1, name=word)
    return sheet.svg()
