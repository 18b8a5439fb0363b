"""IVF_PQ: the same cells, but a handful of bytes a vector, whatever its dimension.

PQ is *product* quantization (Jégou, Douze, Schmid: "Product Quantization for Nearest Neighbor Search", 2011).
Cut each vector into `m` parts. For each part, k-means over that part of all vectors gives a codebook of 2^nbits
typical pieces. A vector becomes m numbers: which typical piece each of its parts is nearest to. With m = 16 and
nbits = 8 that is 16 bytes, and still 256^16 different vectors can be told apart.

A search never decodes. It works out the distance from each part of the query to all 256 pieces, once: a table of
m x 256. The distance to a stored vector is then m look-ups, added. The query itself is not shortened, which is why
it is called *asymmetric* distance computation (ADC).
"""

import numpy as np

from .ivf_flat import IVFFlat
from .kmeans import assign, kmeans


class PQ:
    """m codebooks, each trained on its own part of the vectors."""

    def __init__(self, vectors: np.ndarray, m: int = 8, nbits: int = 8, seed: int = 0):
        if vectors.shape[1] % m:
            raise ValueError(f"m must divide the dimension: {vectors.shape[1]} is not a multiple of {m}")
        self.m, self.pieces = m, 2**nbits
        self.codebooks = np.stack(
            [kmeans(part, self.pieces, seed + i)[0] for i, part in enumerate(self.parts(vectors))]
        )  # shape (m, 2^nbits, dim/m)

    def parts(self, vectors: np.ndarray) -> list[np.ndarray]:
        """The m slices of each vector, each of shape (n, dim/m)."""
        return np.split(vectors, self.m, axis=1)

    def encode(self, vectors: np.ndarray) -> np.ndarray:
        """For each part the number of the nearest piece: shape (n, m)."""
        codes = [assign(part, book) for part, book in zip(self.parts(vectors), self.codebooks, strict=True)]
        return np.stack(codes, axis=1).astype(np.uint8 if self.pieces <= 256 else np.uint16)

    def decode(self, codes: np.ndarray) -> np.ndarray:
        """The typical pieces put together again: shape (n, dim)."""
        return np.concatenate([self.codebooks[i][codes[:, i]] for i in range(self.m)], axis=1)

    def table(self, query: np.ndarray) -> np.ndarray:
        """Squared distance from each part of the query to every piece: shape (m, 2^nbits)."""
        parts = query.reshape(self.m, 1, -1)
        return ((parts - self.codebooks) ** 2).sum(axis=2)

    def adc(self, table: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Estimated squared distances of the coded vectors: m look-ups each, added."""
        return table[np.arange(self.m), codes].sum(axis=1)


class IVFPQ(IVFFlat):
    """Cells of codes. What is coded is the way from the cell's centroid to the vector: shorter, so better covered."""

    def __init__(self, vectors: np.ndarray, nlist: int = 64, m: int = 8, nbits: int = 8, seed: int = 0):
        self.m, self.nbits = m, nbits
        super().__init__(vectors, nlist, seed)

    def store(self, vectors: np.ndarray, cell: np.ndarray, seed: int) -> None:
        """One codebook for all cells, trained on what is left after taking the centroids away."""
        residuals = vectors - self.centroids[cell]
        self.pq = PQ(residuals, self.m, self.nbits, seed)
        codes = self.pq.encode(residuals)
        self.cells = [codes[rows] for rows in self.rows]

    def distances(self, query: np.ndarray, cell: int) -> np.ndarray:
        """A table for this cell, then look-ups: nobody rebuilds a vector."""
        return self.pq.adc(self.pq.table(query - self.centroids[cell]), self.cells[cell])

    @property
    def bytes(self) -> int:
        """The codebooks belong to the index too."""
        return super().bytes + self.pq.codebooks.nbytes
