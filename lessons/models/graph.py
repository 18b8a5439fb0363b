"""What every graph index shares: how to walk a graph, and which edges are worth keeping."""

import heapq
from collections.abc import Callable, Iterable

import numpy as np


class Space:
    """Distances to rows on demand, counted. A graph search is cheap because it asks for few of them."""

    def __init__(self, vectors: np.ndarray):
        self.vectors = np.asarray(vectors, dtype=np.float32)
        self.squares = (self.vectors**2).sum(axis=1)
        self.scanned = 0

    def to(self, query: np.ndarray, rows: list[int]) -> np.ndarray:
        """Squared distances from the query to these rows."""
        self.scanned += len(rows)
        return np.maximum(self.squares[rows] - 2 * (self.vectors[rows] @ query) + query @ query, 0)

    def among(self, rows: list[int]) -> list[list[float]]:
        """Squared distances between each two of these rows."""
        self.scanned += len(rows) * (len(rows) - 1) // 2
        some, squares = self.vectors[rows], self.squares[rows]
        return (squares[:, None] - 2 * some @ some.T + squares).tolist()


def walk(
    space: Space,
    links: Callable[[int], Iterable[int]],
    query: np.ndarray,
    starts: list[int],
    ef: int,
    trace: list | None = None,
) -> list[tuple[float, int]]:
    """Best-first search: the `ef` nearest rows that the walk met, as (distance, row), nearest first.

    Keep two heaps: places still to visit, and the best rows so far, at most `ef` of them. Visit the nearest place,
    look at its neighbors, and stop when the nearest place left is farther than the worst of the best. With ef = 1
    that is plain greedy descent; a larger ef may go a little uphill, and so gets out of dead ends.

    trace: a list that gets one (from, to) for every edge that led to a row worth keeping.
    """
    distances = space.to(query, starts)
    seen = set(starts)
    to_visit = [(float(d), row) for d, row in zip(distances, starts, strict=True)]
    heapq.heapify(to_visit)
    best = [(-d, row) for d, row in to_visit]
    heapq.heapify(best)
    while to_visit:
        distance, here = heapq.heappop(to_visit)
        if len(best) >= ef and distance > -best[0][0]:
            break
        fresh = [row for row in links(here) if row not in seen]
        if not fresh:
            continue
        seen.update(fresh)
        for d, row in zip(space.to(query, fresh).tolist(), fresh, strict=True):
            if len(best) < ef or d < -best[0][0]:
                heapq.heappush(to_visit, (d, row))
                heapq.heappush(best, (-d, row))
                if len(best) > ef:
                    heapq.heappop(best)
                if trace is not None:
                    trace.append((here, row))
    return sorted((-d, row) for d, row in best)


def spread_out(space: Space, candidates: list[tuple[float, int]], most: int) -> list[int]:
    """Choose neighbors that lead in different directions: at most `most`, from (distance, row), nearest first.

    A candidate is left out when a neighbor already chosen is nearer to it than the base is: the way
    there can lead through that neighbor. In NSG this is the edge rule of the "monotonic relative neighborhood
    graph"; HNSW's paper calls the same rule a heuristic. Without it all edges point into the nearest clump.
    """
    rows = [row for _, row in candidates]
    between = space.among(rows)
    chosen: list[int] = []  # positions in rows
    for place, (distance, _) in enumerate(candidates):
        if len(chosen) == most:
            break
        if all(between[place][other] >= distance for other in chosen):
            chosen.append(place)
    return [rows[place] for place in chosen]
