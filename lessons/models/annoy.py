"""ANNOY: a forest of random trees. In Milvus from 0.8.0 (2020) until 2.3.0 (August 2023).

"Approximate Nearest Neighbors Oh Yeah" was made at Spotify (Erik Bernhardsson, 2013). A tree cuts the space in two
by a plane halfway between two rows picked at random, then cuts each half in the same way, until a part is small
enough to be a leaf. A row near the query is probably in its leaf, unless a cut happened to pass between them:
so plant `n_trees` trees, each cut differently, and put together what their leaves hold.

One queue serves all trees: always follow the branch whose plane the query is least clearly on the wrong side of,
until `search_k` rows are collected.
"""

import heapq

import numpy as np

from .flat import Hits, nearest, squared_l2


class Annoy:
    """A node is either a leaf, an array of rows, or a cut: (normal, offset, rows behind the plane, rows before it)."""

    def __init__(self, vectors: np.ndarray, n_trees: int = 8, leaf: int = 16, seed: int = 0):
        self.vectors = np.asarray(vectors, dtype=np.float32)
        self.leaf = leaf
        self.rng = np.random.default_rng(seed)
        self.n_cuts = 0
        self.trees = [self._grow(np.arange(len(self.vectors))) for _ in range(n_trees)]

    def _grow(self, rows: np.ndarray):
        if len(rows) <= self.leaf:
            return rows
        normal, offset = self._cut(rows)
        before = self.vectors[rows] @ normal > offset
        if before.all() or not before.any():
            # Copies of one vector: no plane parts them, so a coin does.
            before = self.rng.random(len(rows)) < 0.5
            if before.all() or not before.any():
                before[0] = not before[0]
        self.n_cuts += 1
        return normal, offset, self._grow(rows[~before]), self._grow(rows[before])

    def _cut(self, rows: np.ndarray) -> tuple[np.ndarray, float]:
        """The plane halfway between two of the rows."""
        one, other = self.vectors[self.rng.choice(rows, 2, replace=False)]
        normal = one - other
        return normal, float(normal @ (one + other) / 2)

    @property
    def bytes(self) -> int:
        """Vectors; a plane for every cut; four bytes for every row in every tree. Trees are not cheap."""
        plane = 4 * (self.vectors.shape[1] + 1)
        return self.vectors.nbytes + self.n_cuts * plane + 4 * len(self.vectors) * len(self.trees)

    def search(self, query: np.ndarray, k: int, search_k: int | None = None, trace: list | None = None) -> Hits:
        """The k nearest of the rows in the leaves that were reached.

        search_k: how many rows to collect before stopping; rows that several trees offer count each time. The
            default is n_trees x k, as in the original.
        trace: a list that gets one (tree, rows of the leaf) for every leaf reached.
        """
        query = np.asarray(query, dtype=np.float32)
        wanted = search_k or len(self.trees) * k
        # (how far on the wrong side, a number that breaks ties, tree, node)
        queue: list = [(0.0, number, number, tree) for number, tree in enumerate(self.trees)]
        ties, collected, rows = len(queue), 0, []
        while queue and collected < wanted:
            wrong_by, _, tree, node = heapq.heappop(queue)
            if isinstance(node, np.ndarray):
                rows.append(node)
                collected += len(node)
                if trace is not None:
                    trace.append((tree, node))
                continue
            normal, offset, behind, before = node
            margin = float((normal @ query - offset) / (np.linalg.norm(normal) or 1))
            for side, wrong in ((before, -margin), (behind, margin)):
                ties += 1
                heapq.heappush(queue, (max(wrong_by, wrong), ties, tree, side))
        found = np.unique(np.concatenate(rows))
        distances = squared_l2(query[None], self.vectors[found])[0]
        best = nearest(distances, k)
        return Hits(found[best], distances[best], len(found))
