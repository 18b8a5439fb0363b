"""IVF_SQ8: the same cells, but one byte a number instead of four.

SQ is *scalar* quantization: each dimension is treated alone. Note the smallest and largest value that a dimension
takes, cut the range between them into 255 steps, keep the number of the step. What is lost is at most half a step
a dimension, so the order of near neighbors changes only where they were almost equally far.
"""

import numpy as np

from .flat import squared_l2
from .ivf_flat import IVFFlat

STEPS = 255


class IVFSQ8(IVFFlat):
    """IVFFlat with shortened vectors; the search is inherited."""

    def store(self, vectors: np.ndarray, cell: np.ndarray, seed: int) -> None:
        """Keep one byte a number, and for each dimension where its range starts and how wide a step is."""
        self.low = vectors.min(axis=0)
        self.step = np.maximum((vectors.max(axis=0) - self.low) / STEPS, 1e-12)
        self.cells = [self.encode(vectors[rows]) for rows in self.rows]

    def encode(self, vectors: np.ndarray) -> np.ndarray:
        """float32 to uint8, same shape."""
        return np.clip(np.round((vectors - self.low) / self.step), 0, STEPS).astype(np.uint8)

    def decode(self, codes: np.ndarray) -> np.ndarray:
        """uint8 back to float32; each number is off by half a step at most."""
        return codes * self.step + self.low

    def distances(self, query: np.ndarray, cell: int) -> np.ndarray:
        """The query is kept exact; only the stored side is rounded."""
        return squared_l2(query[None], self.decode(self.cells[cell]))[0]
