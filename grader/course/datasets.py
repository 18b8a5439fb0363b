"""Real vectors for checks and lessons, read from the course's `lessons/data`.

A seed picks the rows and turns the whole space at random: distances and neighbours stay what they are,
and no number in an answer copied from other data is right.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.course.manifest import find_root
from grader.errors import CourseError, UsageError

ROWS, DIM = 20_000, 256

Vectors = NDArray[np.float32]


def words(
    n: int = ROWS, dim: int = 128, seed: int | None = None, root: Path | None = None
) -> tuple[Vectors, list[str]]:
    """The word vectors: what `lessons/data/words.NOTICE` describes.

    Args:
        n: how many rows, at most 20,000.
        dim: how many numbers a row, 2 to 256. The model was trained so that the first ones carry the most.
        seed: None for the first `n` rows as they are (common words first); a number for a random choice of rows,
            in random order, in a space turned at random.
        root: the course's folder; found when not given.

    Returns:
        float32 of shape (n, dim), every row of length 1, and the `n` words. A leading hyphen marks a piece of a word.

    Raises:
        UsageError: `n` or `dim` out of range.
        CourseError: the file is missing or is not what `make_words.py` writes.
    """
    if not 1 <= n <= ROWS or not 2 <= dim <= DIM:
        raise UsageError(
            f"words(n, dim) has up to {ROWS} rows of 2 to {DIM} numbers", f"n={n}, dim={dim}", "ask for fewer"
        )
    table, names = _read(root or _root())
    rows: Any = slice(0, n)
    if seed is not None:
        rng = np.random.default_rng([seed, 5])
        rows = rng.choice(len(table), size=n, replace=False)
    vectors = table[rows, :dim].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    if seed is None:
        return vectors, names[:n]
    turn, _ = np.linalg.qr(rng.standard_normal((dim, dim)))
    vectors = (vectors @ turn.astype(np.float32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors, [names[i] for i in rows]


def _root() -> Path:
    """The course's folder: as every command finds it, or else the one that this package stands in."""
    try:
        return find_root()
    except UsageError:
        beside = Path(__file__).resolve().parents[2]
        if (beside / "book.toml").is_file():
            return beside
        raise


@functools.lru_cache(maxsize=2)
def _read(root: Path) -> tuple[NDArray[np.int8], list[str]]:
    path = root / "lessons" / "data" / "words.npz"
    make = "python lessons/data/make_words.py"
    try:
        with np.load(path, allow_pickle=False) as archive:
            table, text = archive["vectors"], archive["words"]
    except (OSError, KeyError, ValueError) as error:
        raise CourseError(path, None, "holds the word vectors", f"{type(error).__name__}: {error}", make) from None
    names = text.tobytes().decode("utf-8").split("\n")
    if table.shape != (ROWS, DIM) or table.dtype != np.int8 or len(names) != ROWS:
        raise CourseError(path, None, f"holds {ROWS} x {DIM} of int8", f"{table.shape} of {table.dtype}", make)
    return table, names
