"""Factors: 64 numbers per film, learned from who liked what, by a singular value decomposition in NumPy.

Training takes about half a second and draws no random numbers: the same likes give the same factors. A user has no factors of their own. Their
vector is the sum of the vectors of what they liked, so a new like counts at once, and a new user needs no training.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from applications.films.data import Film

DIM = 64
Vectors = NDArray[np.float32]


def factors(likes: Vectors, dim: int = DIM) -> Vectors:
    """The film side of a truncated singular value decomposition.

    Args:
        likes: 0 and 1, shape (users, films).
        dim: how many factors; never more than there are users.

    Returns:
        Shape (films, dim). Its columns are orthonormal; a row's length grows with how often the film was liked.
    """
    # The small side first: users x users has all singular values, 60 times faster than a decomposition of the whole table.
    values, left = np.linalg.eigh((likes @ likes.T).astype(np.float64))
    largest = np.argsort(values)[::-1][:dim]
    sigma = np.sqrt(np.maximum(values[largest], 1e-9))
    found = np.asarray(likes.T @ left[:, largest] / sigma)
    # A factor's sign is free: fix it, so that two machines agree.
    signs = np.sign(found[np.abs(found).argmax(axis=0), np.arange(found.shape[1])])
    return np.asarray(found * signs, np.float32)


def taste(vectors: Vectors, liked: Sequence[int]) -> Vectors:
    """The vector of a user who liked these films: the sum of theirs. Of no likes: zeros."""
    return np.asarray(vectors[list(liked)].sum(axis=0), np.float32)


def unit(rows: Vectors) -> Vectors:
    """Each row scaled to length 1; a row of zeros stays."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12), np.float32)


def describe(films: Sequence[Film], known: dict[str, int] | None = None) -> tuple[Vectors, dict[str, int]]:
    """What is known of films before anyone has seen them: genres, decade, language, country, directors; a column each.

    Args:
        films: whose rows.
        known: the columns of an earlier call; then others are left out.
    """
    said = [[*film.genres, f"{film.year // 10}0s", film.language, film.country, *film.director.split(", ")] for film in films]
    columns = known or {name: place for place, name in enumerate(sorted({name for names in said for name in names if name}))}
    table = np.zeros((len(films), len(columns)), np.float32)
    for row, names in zip(table, said, strict=True):
        row[[columns[name] for name in names if name in columns]] = 1
    return table, columns


def from_facts(facts: Vectors, vectors: Vectors, liked: Vectors, ridge: float = 10.0) -> Vectors:
    """A map from facts to factors, for films that nobody has rated: ridge regression on those that were.

    Args:
        facts: shape (films, columns).
        vectors: shape (films, dim).
        liked: how often each film was liked: a film with more likes is better known, and counts more.

    Returns:
        Shape (columns, dim): `facts @ map` is a film's guessed vector.
    """
    weighted = facts * np.sqrt(liked)[:, None]
    # Of the two equal forms the one with the smaller system.
    gram = weighted.T @ weighted + ridge * np.eye(facts.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(gram, weighted.T @ (vectors * np.sqrt(liked)[:, None])), np.float32)
