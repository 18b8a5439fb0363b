"""What is done with hits after Milvus: fusing, grouping, judging. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence


def fused(rankings: Sequence[Sequence[int]], weights: Sequence[float] | None = None, k: int = 60) -> list[int]:
    """Reciprocal rank fusion: each ranking gives weight / (k + place); of equal sums the smaller id first."""
    sums: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for place, id in enumerate(ranking, 1):
            if weight:
                sums[id] = sums.get(id, 0.0) + weight / (k + place)
    return sorted(sums, key=lambda one: (-sums[one], one))


def once(ids: Iterable[int]) -> list[int]:
    """Each id at its first place: the best part stands for its picture."""
    return list(dict.fromkeys(ids))


def groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Pictures that chains of pairs connect: lists of two or more ids, ascending, sorted by their first."""
    parent: dict[int, int] = {}

    def root(id: int) -> int:
        parent.setdefault(id, id)
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for a, b in pairs:
        parent[root(b)] = root(a)
    members: dict[int, list[int]] = {}
    for id in parent:
        members.setdefault(root(id), []).append(id)
    several = [sorted(ids) for ids in members.values() if ids[1:]]
    return sorted(several)


def one_of_each(ids: Iterable[int], groups: Iterable[Sequence[int]]) -> list[int]:
    """A ranking in which each group of copies appears once, at the place of its best."""
    of = {id: number for number, group in enumerate(groups) for id in group}
    shown: set[int] = set()
    kept = []
    for id in ids:
        if id in of and of[id] in shown:
            continue
        shown.update([of[id]] if id in of else [])
        kept.append(id)
    return kept


def precision(ids: Sequence[int], right: Iterable[int], k: int = 5) -> float:
    """The share of the first k that are right."""
    wanted = set(right)
    return sum(id in wanted for id in ids[:k]) / k


def ndcg(ids: Sequence[int], grades: Mapping[int, int], k: int = 10) -> float:
    """Discounted gain of the first k, as a share of the best possible."""
    best = sum((2**g - 1) / math.log2(n + 2) for n, g in enumerate(sorted(grades.values(), reverse=True)[:k]))
    return sum((2 ** grades.get(id, 0) - 1) / math.log2(n + 2) for n, id in enumerate(ids[:k])) / best if best else 0.0
