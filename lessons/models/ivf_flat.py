"""IVF_FLAT: sort the vectors into cells once; at search time look into the few cells nearest the query.

"Inverted file" is a word of text search: from a key to the rows that have it. Here the key is a k-means centroid.
`nlist`, the number of cells, is fixed when the index is built. `nprobe`, how many of them a search opens, is
chosen anew with every search. With nprobe = nlist everything is opened, and the answer is FLAT's.

What goes wrong: a true neighbor that lies just over the border of a cell that was not opened.
"""

import numpy as np

from .flat import Hits, nearest, squared_l2
from .kmeans import kmeans


class IVFFlat:
    """Cells of whole vectors. The subclasses IVFSQ8 and IVFPQ keep the cells and shorten what is in them."""

    def __init__(self, vectors: np.ndarray, nlist: int = 64, seed: int = 0):
        vectors = np.asarray(vectors, dtype=np.float32)
        self.nlist = min(nlist, len(vectors))
        self.centroids, cell = kmeans(vectors, self.nlist, seed)
        self.rows = [np.flatnonzero(cell == c) for c in range(self.nlist)]
        self.store(vectors, cell, seed)

    def store(self, vectors: np.ndarray, cell: np.ndarray, seed: int) -> None:
        """Keep the vectors, cell by cell: here as they are."""
        self.cells = [vectors[rows] for rows in self.rows]

    def distances(self, query: np.ndarray, cell: int) -> np.ndarray:
        """From the query to everything in one cell."""
        return squared_l2(query[None], self.cells[cell])[0]

    @property
    def bytes(self) -> int:
        """Vectors, centroids, and the row number of every entry."""
        stored = sum(cell.nbytes for cell in self.cells)
        return stored + self.centroids.nbytes + sum(rows.nbytes for rows in self.rows)

    def search(self, query: np.ndarray, k: int, nprobe: int = 8, trace: list | None = None) -> Hits:
        """The k nearest among the rows of the `nprobe` nearest cells.

        trace: a list that gets one (cell, rows in it) for every cell opened, in order.
        scanned counts the centroids too: with many small cells they are most of the work.
        """
        query = np.asarray(query, dtype=np.float32)
        probed = nearest(squared_l2(query[None], self.centroids)[0], min(nprobe, self.nlist))
        if trace is not None:
            trace.extend((int(cell), self.rows[cell]) for cell in probed)
        rows = np.concatenate([self.rows[cell] for cell in probed])
        distances = np.concatenate([self.distances(query, cell) for cell in probed])
        best = nearest(distances, k)
        return Hits(rows[best], distances[best], self.nlist + len(rows))
