"""RNSG: one layer, few edges, and always the same starting point. In Milvus 0.x and 1.x; gone in 2.0.

Fu, Xiang, Wang and Cai: "Fast Approximate Nearest Neighbor Search With The Navigating Spreading-out Graph", 2017,
arXiv 1707.00143. Milvus called it "Refined NSG".

HNSW needs its upper layers to cross the space quickly. NSG does without: it picks the row in the middle of the data
as the only entry, and makes sure that from there a walk can get nearer to *any* row at every step. Four moves:

1. A graph of the `knng` nearest neighbors of each row.
2. The navigating node: the row nearest to the mean.
3. For each row: walk to it from the navigating node; the places met on the way and its nearest neighbors are
   candidates; keep those that spread out (`graph.spread_out`), at most `out_degree`.
4. Rows that can no longer be reached get an edge from the nearest row that can.
"""

import numpy as np

from .flat import Hits, nearest, squared_l2
from .graph import Space, spread_out, walk


class RNSG:
    """A directed graph on whole vectors; the parameter names are those of Milvus 1.1."""

    def __init__(self, vectors: np.ndarray, out_degree: int = 16, knng: int = 20, search_length: int = 30):
        self.space = Space(vectors)
        self.out_degree = out_degree
        self.start = int(squared_l2(vectors.mean(axis=0)[None], self.space.vectors)[0].argmin())
        neighbors = [
            nearest(squared_l2(vector[None], self.space.vectors)[0], knng + 1) for vector in self.space.vectors
        ]
        knn = [[int(r) for r in found if r != row][:knng] for row, found in enumerate(neighbors)]
        self.links = [self._choose(row, knn, search_length) for row in range(len(knn))]
        self._reach_everyone()

    def _choose(self, row: int, knn: list[list[int]], search_length: int) -> list[int]:
        query = self.space.vectors[row]
        met: list = []
        walk(self.space, knn.__getitem__, query, [self.start], search_length, met)
        rows = sorted({to for _, to in met} | {self.start} | set(knn[row]) - {row})
        rows = [r for r in rows if r != row]
        distances = self.space.to(query, rows).tolist()
        return spread_out(self.space, sorted(zip(distances, rows, strict=True)), self.out_degree)

    def _reach_everyone(self) -> None:
        reached = self._spread(np.zeros(len(self.links), dtype=bool), self.start)
        while not reached.all():
            lost = int(np.flatnonzero(~reached)[0])
            known = np.flatnonzero(reached)
            distances = squared_l2(self.space.vectors[lost][None], self.space.vectors[known])[0]
            self.links[int(known[distances.argmin()])].append(lost)
            self._spread(reached, lost)

    def _spread(self, reached: np.ndarray, start: int) -> np.ndarray:
        """Mark all rows that edges lead to from `start`."""
        todo = [start]
        reached[start] = True
        while todo:
            for row in self.links[todo.pop()]:
                if not reached[row]:
                    reached[row] = True
                    todo.append(row)
        return reached

    @property
    def bytes(self) -> int:
        """Whole vectors, and four bytes an edge."""
        return self.space.vectors.nbytes + 4 * sum(len(links) for links in self.links)

    def search(self, query: np.ndarray, k: int, search_length: int = 30, trace: list | None = None) -> Hits:
        """Walk from the navigating node, keeping the `search_length` best; it is HNSW's `ef` by another name.

        trace: a list that gets one (from, to) for every edge that led to a row worth keeping.
        """
        query = np.asarray(query, dtype=np.float32)
        self.space.scanned = 0
        found = walk(self.space, self.links.__getitem__, query, [self.start], max(search_length, k), trace)[:k]
        ids = np.array([row for _, row in found], dtype=int)
        return Hits(ids, np.array([d for d, _ in found]), self.space.scanned)
