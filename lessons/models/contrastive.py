"""A small embedding, trained by contrast: one matrix that pulls pairs together and pushes other rows away.

An anchor, one row that belongs to it (the positive) and some that do not (the negatives) are projected to fewer numbers and scaled
to length 1. The loss is the one of a classifier that has to pick the positive by its cosine: small where the positive
is clearly nearer than every negative. A negative that is far away already has next to no part in it, which is why the
choice of negatives matters.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]


def unit(rows: Rows) -> Rows:
    """Each row scaled to length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def loss(matrix: Rows, anchors: Rows, others: Rows, sharpness: float = 10.0) -> tuple[float, Rows]:
    """The mean loss and its gradient by the matrix.

    Args:
        matrix: (numbers in, numbers out).
        anchors: (pairs, numbers in).
        others: (pairs, 1 + negatives, numbers in), the positive first.
        sharpness: what a cosine is multiplied by before it counts; 10 is a temperature of 0.1.
    """
    a, o = anchors @ matrix, others @ matrix
    long_a, long_o = np.linalg.norm(a, axis=-1, keepdims=True), np.linalg.norm(o, axis=-1, keepdims=True)
    a, o = a / long_a, o / long_o
    scores = sharpness * np.einsum("pd,pnd->pn", a, o)
    chance = np.exp(scores - scores.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    wrong = chance.copy()
    wrong[:, 0] -= 1
    wrong *= sharpness / len(anchors)
    to_a, to_o = np.einsum("pn,pnd->pd", wrong, o), wrong[:, :, None] * a[:, None, :]
    to_a = (to_a - a * (to_a * a).sum(axis=-1, keepdims=True)) / long_a  # a row of length 1 cannot get longer
    to_o = (to_o - o * (to_o * o).sum(axis=-1, keepdims=True)) / long_o
    return float(-np.log(chance[:, 0]).mean()), anchors.T @ to_a + np.tensordot(others, to_o, axes=([0, 1], [0, 1]))


class Projection:
    """A matrix in training; it begins as the principal components of what it is trained on."""

    def __init__(self, rows: Rows, labels: NDArray[np.str_], out: int = 64, seed: int = 0) -> None:
        self.rows, self.labels, self.rng = np.asarray(rows, np.float32), np.asarray(labels), np.random.default_rng(seed)
        self.matrix = np.linalg.svd(self.rows - self.rows.mean(axis=0), full_matrices=False)[2][:out].T.copy()
        alike = self.labels[:, None] == self.labels[None, :]
        np.fill_diagonal(alike, val=False)
        self.positives = [np.flatnonzero(row) for row in alike]
        self.with_pair = np.flatnonzero(alike.any(axis=1))
        self.first, self.second, self.steps = np.zeros_like(self.matrix), np.zeros_like(self.matrix), 0

    def random_negatives(self, anchor: int, count: int) -> NDArray[np.int_]:
        """Any rows with a different label."""
        return self.rng.choice(np.flatnonzero(self.labels != self.labels[anchor]), count)

    def train(self, steps: int, negatives: Callable[[int, int], NDArray[np.int_]] | None = None, pairs: int = 32, count: int = 8, rate: float = 0.002) -> float:
        """Some steps of Adam; returns the last loss. `negatives` gets an anchor and how many, and returns positions of rows."""
        last, choose = 0.0, negatives or self.random_negatives
        for _ in range(steps):
            anchors = self.rng.choice(self.with_pair, pairs)
            others = np.array([[self.rng.choice(self.positives[a]), *choose(int(a), count)] for a in anchors])
            last, slope = loss(self.matrix, self.rows[anchors], self.rows[others])
            self.steps += 1
            self.first = 0.9 * self.first + 0.1 * slope
            self.second = 0.999 * self.second + 0.001 * slope**2
            step = (self.first / (1 - 0.9**self.steps)) / (np.sqrt(self.second / (1 - 0.999**self.steps)) + 1e-8)
            self.matrix -= (rate * step).astype(np.float32)
        return last

    def __call__(self, rows: Rows) -> Rows:
        """Rows of any number, projected and scaled to length 1."""
        return unit(np.asarray(rows, np.float32) @ self.matrix)
