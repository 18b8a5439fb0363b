"""What happens between the search and the page: pure functions on lists of films, best first.

A film here is a dictionary with at least `id`, `score` and whatever the function names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

Found = Sequence[Mapping[str, Any]]


def unseen(found: Found, seen: Collection[int]) -> list[Mapping[str, Any]]:
    """Without what was seen. The filter of the search does this already; this is for lists from elsewhere."""
    known = set(seen)
    return [film for film in found if film["id"] not in known]


def varied(found: Found, limit: int, most: int, of: str = "genre") -> list[Mapping[str, Any]]:
    """The best films with at most `most` of one genre (or director): the first of each that fit, in their order."""
    taken: Counter[Any] = Counter()
    kept: list[Mapping[str, Any]] = []
    for film in found:
        if len(kept) == limit:
            break
        if taken[film[of]] < most:
            taken[film[of]] += 1
            kept.append(film)
    return kept


def newer_wins(found: Found, now: float, half_life: float, of: str = "year") -> list[dict[str, Any]]:
    """Scores that halve with every `half_life` years of age, best first; of two equal ones the newer, then the smaller id.

    A negative score would rise by being halved, so it is left as it is.
    """
    aged = [{**film, "score": film["score"] * (0.5 ** (max(0.0, now - film[of]) / half_life) if film["score"] > 0 else 1)} for film in found]
    return sorted(aged, key=lambda film: (-film["score"], -film[of], film["id"]))


def mixed(first: Found, second: Found, limit: int) -> list[Mapping[str, Any]]:
    """Two lists in turn, each film once: what users who are hardly known see, half their taste and half what many liked."""
    kept: dict[int, Mapping[str, Any]] = {}
    for place in range(max(len(first), len(second))):
        for found in (first, second):
            if place < len(found):
                kept.setdefault(found[place]["id"], found[place])
    return list(kept.values())[:limit]


def recall(found: Sequence[int], wanted: Collection[int], k: int = 10) -> float:
    """Which share of the wanted films is among the first `k`; 0 where nothing is wanted."""
    return len(set(found[:k]) & set(wanted)) / len(wanted) if wanted else 0.0
