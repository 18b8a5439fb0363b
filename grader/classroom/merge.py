"""Several stores into one: the shards of a job array or a CI matrix, each graded on a machine of its own.

Verdicts are joined by key and never overwritten. Two verdicts on one key must agree in everything that is graded;
where they do not, the first stays and both are reported. Nothing is counted twice, however often it is merged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from grader.classroom.store import Store
from grader.classroom.storefile import explained
from grader.errors import UsageError
from grader.results import kept


@dataclass
class Merged:
    """What a merge did.

    Attributes:
        verdicts, entries, attempts: how many were new.
        conflicts: what did not agree, one line each.
    """

    verdicts: int = 0
    entries: int = 0
    attempts: int = 0
    conflicts: list[str] = field(default_factory=list)


def merge(target: Store, sources: Sequence[Store]) -> Merged:
    """Take over everything that the sources have.

    Raises:
        UsageError: they were graded with different seeds, or one of them is no store of ours.
    """
    merged = Merged()
    for source in sources:
        _same_seed(target, source)
        try:
            _verdicts(target, source, merged)
            _attempts(target, source, merged)
            _entries(target, source, merged)
        except (ValueError, TypeError) as error:
            raise explained(source.path, error) from None
    return merged


def graded_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two result documents say the same about the work: its status and points, check by check."""
    return _graded(one) == _graded(other)


def _graded(document: Mapping[str, Any]) -> tuple[Any, ...]:
    checks = [(c["name"], c["status"], c["points"], c["misconception"]) for c in document["checks"]]
    return document["exercise"], document["status"], document["points"], document["max_points"], checks


def _same_seed(target: Store, source: Store) -> None:
    for name, value in source.rows("settings"):
        there = target.setting(name, value)
        if there != value:
            raise UsageError(
                f"Every shard is graded with the same {name}", f"{there} in {target.path}, {value} in {source.path}",
                "grade the shard again with --seed",
            )  # fmt: skip


def _verdicts(target: Store, source: Store, merged: Merged) -> None:
    for key, exercise, _, document, parts, _ in source.rows("verdicts"):
        result, made = kept.document(document), kept.data(parts)
        if not isinstance(made, dict) or result["exercise"] != exercise:
            raise ValueError(f"the verdict {str(key)[:12]} is kept under another exercise than its own")
        if target.put(key, result, made):
            merged.verdicts += 1
            continue
        first = target.verdict(key)
        if first is not None and not graded_alike(first, result):
            merged.conflicts.append(
                f"{exercise} {key[:12]}: {first['status']} with {first['points']:g} points stays, "
                f"{source.path} has {result['status']} with {result['points']:g}"
            )


def _attempts(target: Store, source: Store, merged: Merged) -> None:
    known = {row[1:] for row in target.rows("attempts")}
    new = [row[1:] for row in source.rows("attempts") if row[1:] not in known]
    target.add_attempts(new)
    merged.attempts += len(new)
    for key, exercise, note, _ in source.rows("unserved"):
        if not target.has(key):
            target.unserved(key, exercise=exercise, note=note)


def _entries(target: Store, source: Store, merged: Merged) -> None:
    known = {row[:2]: row[2] for row in target.rows("entries")}
    links = []
    for handin, exercise, key, submitted, _, replaced, reason in source.rows("entries"):
        there = known.get((handin, exercise))
        if there is None:
            merged.entries += 1
        elif there != key:
            merged.conflicts.append(
                f"{exercise} {handin}: the work that was graded is not the same in {source.path}; the first stays"
            )
            continue
        when = datetime.fromisoformat(submitted) if submitted else None
        if replaced:
            links.append((handin, exercise, replaced, when, ""))
        links.append((handin, exercise, key, when, reason))
    target.link_all(links)
