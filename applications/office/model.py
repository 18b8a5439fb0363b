"""What becomes of a text: 256 numbers. Nothing is trained here: the vectors are wordllama's, read from the installed package without a network."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIM = 256
NAME = "wordllama 256"
"""Stored with each row: a vector can be searched only with vectors of the same model."""


@functools.cache
def _words() -> Any:
    import wordllama

    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def embed(texts: Iterable[str]) -> Vectors:
    """Rows of length 1, shape (texts, 256); a text without a known word is a row of zeros."""
    rows = list(texts)
    if not rows:
        return np.zeros((0, DIM), np.float32)
    found = np.asarray(_words().embed([row or " " for row in rows], norm=False), np.float32)
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), np.float32)
