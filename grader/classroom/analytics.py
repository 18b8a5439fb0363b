"""What a class's results say about the checks, as numbers (pure).

Counted per hand-in, so that partners count once, and over the hand-ins that count: an earlier attempt does not,
nor does one of nobody on the roster.
A hand-in that was never started, could not be graded, or was refused says nothing about a check and is left out.

**Difficulty** of a check is the share that passed it. **Discrimination** is the corrected item-total correlation:
Pearson's r between a check's score (0 or 1: this makes it the point-biserial coefficient) and the points that the
same hand-in earned on the *other* checks of the exercise. Leaving the check itself out of the total is the correction
of Henrysson, *Correction of item-total correlations in item analysis*, Psychometrika 28 (1963), 211-218. It is
undefined, None, when all or none passed the check, when the rest has no spread, or with fewer than three hand-ins.
A blocked check earned nothing, so a check on which others wait correlates with them by construction.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.classroom.gradebook import Entry, Gradebook

FEWEST = 3
BINS = 10
OUTCOMES = ("passed", "failed", "blocked", "not_started", "error")

Result = Mapping[str, Any]


@dataclass(frozen=True)
class CheckStats:
    """One check over the class.

    Attributes:
        counts: hand-ins by the check's status, for every status in :data:`OUTCOMES`.
        misconceptions: id to how many hand-ins showed it, most frequent first.
        unexplained: failed, and no misconception was named.
        mean_seconds: over the hand-ins where it ran; None where it never did.
    """

    exercise: str
    name: str
    title: str
    hidden: bool
    points: float
    counts: Mapping[str, int]
    misconceptions: Mapping[str, int]
    unexplained: int
    difficulty: float | None
    discrimination: float | None
    mean_seconds: float | None

    @property
    def n(self) -> int:
        """Hand-ins that were judged."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class ExerciseStats:
    """One exercise over the class.

    Attributes:
        scores: of every judged hand-in, ascending.
        histogram: hand-ins by tenths of the points; full marks stand in the last bin.
        statuses: of every entry, ``ungraded`` included.
        misconceptions: hand-ins that showed it in any check.
    """

    id: str
    title: str
    max_points: float
    scores: tuple[float, ...]
    histogram: tuple[int, ...]
    statuses: Mapping[str, int]
    checks: tuple[CheckStats, ...]
    misconceptions: Mapping[str, int]

    @property
    def mean(self) -> float | None:
        return statistics.fmean(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        return statistics.median(self.scores) if self.scores else None

    @property
    def deviation(self) -> float | None:
        """Of the population; None below two hand-ins."""
        return statistics.pstdev(self.scores) if len(self.scores) > 1 else None

    @property
    def nobody_failed(self) -> tuple[CheckStats, ...]:
        return tuple(c for c in self.checks if c.n and c.counts["passed"] == c.n)

    @property
    def nobody_passed(self) -> tuple[CheckStats, ...]:
        return tuple(c for c in self.checks if c.n and not c.counts["passed"])


def analyse(book: Gradebook) -> tuple[ExerciseStats, ...]:
    """Every exercise of a gradebook, in its order."""
    counting = _counting(book)
    refused = {h.id for h in book.handins if h.refused and h.id in counting}
    entries = [e for e in book.entries if e.handin in counting - refused]
    stats = []
    for id, title in book.exercises.items():
        mine = [e for e in entries if e.exercise == id]
        statuses = Counter(_status(e) for e in mine)
        if refused:
            statuses["refused"] = len(refused)
        judged = [
            e.result for e in mine if e.result is not None and e.result["status"] in ("passed", "partial", "failed")
        ]
        stats.append(exercise(id, title, book.max_points.get(id, 0.0), judged, statuses))
    return tuple(stats)


def exercise(id: str, title: str, most: float, judged: Sequence[Result], statuses: Mapping[str, int]) -> ExerciseStats:
    """The numbers of one exercise, from the result documents of its judged hand-ins."""
    scores = tuple(sorted(float(r["points"]) for r in judged))
    names = dict.fromkeys(c["name"] for r in judged for c in r["checks"])
    seen: Counter[str] = Counter()
    for r in judged:
        seen.update({c["misconception"] for c in r["checks"] if c["misconception"]})
    checks = tuple(_check(id, name, judged) for name in names)
    return ExerciseStats(id, title, most, scores, histogram(scores, most), dict(statuses), checks, _ranked(seen))


def histogram(scores: Iterable[float], most: float, bins: int = BINS) -> tuple[int, ...]:
    """How many scores lie in each of equal parts of 0 to `most`."""
    counts = [0] * bins
    for score in scores:
        share = score / most if most else 0.0
        counts[min(bins - 1, max(0, int(share * bins + 1e-9)))] += 1
    return tuple(counts)


def discrimination(passed: Sequence[float], rest: Sequence[float]) -> float | None:
    """Pearson's r of both, or None where it is undefined."""
    if len(passed) < FEWEST:
        return None
    try:
        return statistics.correlation(passed, rest)
    except statistics.StatisticsError:  # one of them is constant
        return None


def _check(exercise: str, name: str, judged: Sequence[Result]) -> CheckStats:
    pairs = [(r, c) for r in judged for c in r["checks"] if c["name"] == name]
    counts = Counter(c["status"] for _, c in pairs)
    ran = [c for _, c in pairs if c["status"] in ("passed", "failed")]
    said = Counter(c["misconception"] for _, c in pairs if c["misconception"])
    passed = [1.0 if c["status"] == "passed" else 0.0 for _, c in pairs]
    rest = [float(r["points"]) - float(c["points"]) for r, c in pairs]
    last = pairs[-1][1]
    return CheckStats(
        exercise, name, last["title"], bool(last["hidden"]), float(last["max_points"]),
        {status: counts.get(status, 0) for status in OUTCOMES}, _ranked(said),
        sum(c["status"] == "failed" and not c["misconception"] for _, c in pairs),
        sum(passed) / len(passed) if passed else None, discrimination(passed, rest),
        statistics.fmean(float(c["seconds"]) for c in ran) if ran else None,
    )  # fmt: skip


def _status(entry: Entry) -> str:
    if entry.result is not None:
        return str(entry.result["status"])
    return "unavailable" if entry.unserved else "ungraded"


def _ranked(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _counting(book: Gradebook) -> set[str]:
    """Hand-ins that count for somebody; without a roster, everybody is somebody."""
    return {g.handin.id for g in book.grades if g.handin is not None}
