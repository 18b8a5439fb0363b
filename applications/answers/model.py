"""What becomes of a text: a vector of what it means, a signature of how it is worded, and the terms that count in it.

Nothing is trained here. The text vectors are wordllama's: 256 numbers, distilled from larger models, read from the installed package without a network.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIM = 256
PLACES = 128
"""Numbers of a MinHash signature: the estimate is off by about 0.04."""
Vectors = NDArray[np.float32]

_SMALL = """a an and are as at be by can could do does did for from had has have how i if in into is it its me my of on or should so some such than that
the their them then there these they this to was what when where which while who why will with would you your"""
SMALL = frozenset(_SMALL.split())


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


def terms(text: str) -> set[str]:
    """The words that count, in lower case and without the commonest endings; names such as `__exit__` stay whole."""
    return {_stem(word) for word in re.findall(r"\w+", text.lower()) if word not in SMALL}


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def shingles(text: str) -> set[str]:
    """The runs of three words; a shorter text is one run, a text without words has none."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


def jaccard(one: set[str], other: set[str]) -> float:
    """Shared ones divided by all different ones; 0 where a set is empty."""
    return len(one & other) / len(one | other) if one and other else 0.0


@functools.cache
def _mixers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    drawn = np.random.default_rng(2026).integers(0, 1 << 63, size=(2, PLACES, 1), dtype=np.uint64)
    return drawn[0] * np.uint64(2) + np.uint64(1), drawn[1]


def signature(text: str) -> dict[int, float]:
    """A MinHash signature as a sparse vector: one entry of 1 for each pair of a place and its smallest number.

    The inner product of two signatures is the number of their equal places.
    """
    runs = sorted(shingles(text))
    if len(runs) == 0:
        return {}
    hashed = np.array([int.from_bytes(hashlib.sha256(run.encode()).digest()[:4], "big") for run in runs], np.uint64)
    factors, shifts = _mixers()
    lowest = ((factors * hashed + shifts) >> np.uint64(32)).min(axis=1)  # uint64 wraps at 2**64: that is what mixes
    return {place << 24 | int(number) & 0xFFFFFF: 1.0 for place, number in enumerate(lowest)}


def rarity(texts: Sequence[str]) -> dict[str, float]:
    """How much a term says: BM25's inverse document frequency over these texts."""
    counts: dict[str, int] = {}
    for text in texts:
        for term in terms(text):
            counts[term] = counts.get(term, 0) + 1
    return {term: float(np.log(1 + (len(texts) - n + 0.5) / (n + 0.5))) for term, n in counts.items()}
