"""A model of where segments lie: what each query node holds, what is gone with one, and which moves make it even.

A layout is a dict of node to {segment: rows}. The model knows rows and nodes; it does not know time, caches or queues. Chapter 17
compares it with a real cluster before it is used for one that does not exist.
"""

from collections.abc import Iterable, Mapping

Layout = dict[str, dict[str, int]]
Move = tuple[str, str, str]


def place(segments: Mapping[str, int], nodes: Iterable[str]) -> Layout:
    """The largest segment first, each to the node that has the fewest rows so far."""
    layout: Layout = {node: {} for node in nodes}
    for segment, rows in sorted(segments.items(), key=lambda s: (-s[1], s[0])):
        least = min(layout, key=lambda node: sum(layout[node].values()))
        layout[least][segment] = rows
    return layout


def rows_of(layout: Layout) -> dict[str, int]:
    """Rows on each node."""
    return {node: sum(held.values()) for node, held in layout.items()}


def missing(layout: Layout, gone: Iterable[str]) -> float:
    """The share of rows that only lies on nodes that are gone."""
    lost = set(gone)
    every = {s: r for held in layout.values() for s, r in held.items()}
    there = {s for node, held in layout.items() if node not in lost for s in held}
    return sum(r for s, r in every.items() if s not in there) / max(sum(every.values()), 1)


def skew(layout: Layout) -> float:
    """Rows of the fullest node, divided by the mean: 1 is even, and the largest it can be is the number of nodes."""
    rows = rows_of(layout).values()
    return max(rows) * len(rows) / max(sum(rows), 1)


def even_moves(layout: Layout, tolerance: float = 1.05) -> list[Move]:
    """(segment, from, to), until no node is `tolerance` times as full as the mean, or no move helps."""
    now = {node: dict(held) for node, held in layout.items()}
    moves: list[Move] = []
    while skew(now) > tolerance:
        rows = rows_of(now)
        full, free = max(rows, key=rows.__getitem__), min(rows, key=rows.__getitem__)
        gap = rows[full] - rows[free]
        fits = {s: r for s, r in now[full].items() if r < gap and s not in now[free]}
        if not fits:
            return moves
        best = min(fits, key=lambda s: (abs(gap / 2 - fits[s]), s))  # the one that halves the gap best
        now[free][best] = now[full].pop(best)
        moves.append((best, full, free))
    return moves


def apply(layout: Layout, moves: Iterable[Move]) -> Layout:
    """The layout after these moves."""
    now = {node: dict(held) for node, held in layout.items()}
    for segment, source, target in moves:
        now[target][segment] = now[source].pop(segment)
    return now
