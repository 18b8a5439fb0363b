"""From declared checks and raw outcomes to a score (pure).

A check that was declared and has no outcome did not pass: it is *failed* where the submission ended the
run, *error* where the grader did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.results.statuses import CHECK_STATUSES, ERROR, FAILED, PASSED, STATUSES

__all__ = ["CHECK_STATUSES", "STATUSES", "Score", "overall", "score"]


@dataclass(frozen=True)
class Score:
    """What an exercise earned.

    Attributes:
        status: one of :data:`STATUSES`.
        points, max_points: earned, and to be had.
        checks: one dictionary a declared check, in order.
    """

    status: str
    points: float
    max_points: float
    checks: tuple[dict[str, Any], ...]


def score(declared: Sequence[Mapping[str, Any]], outcomes: Iterable[Mapping[str, Any]]) -> Score:
    """Add up; the first outcome of a check counts, later ones of the same name are ignored."""
    by_name: dict[str, Mapping[str, Any]] = {}
    for outcome in outcomes:
        by_name.setdefault(outcome["name"], outcome)
    checks = []
    for blank in declared:
        found = dict(by_name.get(blank["name"], blank))
        if blank["name"] not in by_name:
            found.update(status=ERROR, message="the grader ended before this check", fault="grader")
        found["max_points"] = blank["points"]
        found["points"] = blank["points"] if found["status"] == PASSED else 0
        checks.append(found)
    points = sum(c["points"] for c in checks)
    most = sum(c["max_points"] for c in checks)
    return Score(overall([c["status"] for c in checks], points), points, most, tuple(checks))


def overall(statuses: Sequence[str], points: float) -> str:
    """The exercise's status from its checks': an error anywhere is an error, never a zero."""
    if not statuses or ERROR in statuses:
        return "error"
    if all(s == PASSED for s in statuses):
        return "passed"
    if FAILED not in statuses and points == 0:
        return "not_started"
    return "partial" if points else "failed"
