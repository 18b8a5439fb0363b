"""HNSW: a graph in several layers. Long strides at the top, short steps at the bottom.

Malkov and Yashunin: "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small
World graphs", 2016, arXiv 1603.09320.

Every vector is in the bottom layer; each layer up, only one in `m` of those below. A search starts at a fixed
row in the top layer, walks greedily to the nearest row there, takes it as the start one layer below, and so on. On
the bottom layer it widens: it keeps the `ef` best rows instead of one.

`m` (edges per row) and `ef_construction` (how hard the builder looks for good edges) are fixed by building. `ef`
belongs to the search: the same graph gives low recall or high, as you ask.
"""

import numpy as np

from .flat import Hits
from .graph import Space, spread_out, walk


class HNSW:
    """Rows are inserted one by one; each insertion is a search followed by a few new edges."""

    def __init__(self, vectors: np.ndarray, m: int = 8, ef_construction: int = 40, seed: int = 0):
        self.space = Space(vectors)
        self.m, self.ef_construction = m, ef_construction
        heights = -np.log(1 - np.random.default_rng(seed).random(len(vectors))) / np.log(m)
        self.heights = heights.astype(int)
        self.layers: list[dict[int, list[int]]] = []
        self.entry = -1
        for row, height in enumerate(self.heights):
            self._insert(row, int(height))
        self.build_cost, self.space.scanned = self.space.scanned, 0

    def _insert(self, row: int, height: int) -> None:
        query, starts = self.space.vectors[row], [self.entry]
        for layer in range(len(self.layers) - 1, -1, -1):
            links = self.layers[layer]
            ef = self.ef_construction if layer <= height else 1
            found = walk(self.space, links.__getitem__, query, starts, ef)
            starts = [near for _, near in found]
            if layer <= height:
                links[row] = spread_out(self.space, found, self.m)
                for near in links[row]:
                    self._link_back(links, near, row, layer)
        while len(self.layers) <= height:
            self.layers.append({row: []})
            self.entry = row

    def _link_back(self, links: dict[int, list[int]], near: int, row: int, layer: int) -> None:
        """Edges go both ways. A row with too many chooses again; the bottom layer allows twice as many."""
        links[near].append(row)
        most = self.degree(layer)
        if len(links[near]) > most:
            distances = self.space.to(self.space.vectors[near], links[near]).tolist()
            links[near] = spread_out(self.space, sorted(zip(distances, links[near], strict=True)), most)

    def degree(self, layer: int) -> int:
        """How many edges a row may have on a layer."""
        return 2 * self.m if layer == 0 else self.m

    @property
    def bytes(self) -> int:
        """Whole vectors, and four bytes for every place in an edge list, whether it is taken or not."""
        places = sum(len(links) * self.degree(layer) for layer, links in enumerate(self.layers))
        return self.space.vectors.nbytes + 4 * places

    def search(self, query: np.ndarray, k: int, ef: int | None = None, trace: list | None = None) -> Hits:
        """The k nearest rows that the walk meets; `ef` is raised to k when it is smaller.

        trace: a list that gets one list of (from, to) edges for every layer, top layer first.
        """
        query = np.asarray(query, dtype=np.float32)
        self.space.scanned = 0
        starts = [self.entry]
        for layer in range(len(self.layers) - 1, -1, -1):
            steps: list = []
            wide = max(ef or k, k) if layer == 0 else 1
            found = walk(self.space, self.layers[layer].__getitem__, query, starts, wide, steps)
            starts = [row for _, row in found]
            if trace is not None:
                trace.append(steps)
        ids = np.array([row for _, row in found[:k]], dtype=int)
        return Hits(ids, np.array([d for d, _ in found[:k]]), self.space.scanned)
