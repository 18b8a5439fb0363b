"""Due dates, lateness, extensions and an instructor's own decisions: one small TOML file, applied without side effects.

::

    tz = "Europe/Berlin"            # of times that name none; default UTC
    grace = 10                      # minutes after the due date that count as in time
    [due]
    all = 2031-03-01T23:59:00       # or a chapter, or an exercise: the nearest counts
    "ch05/ex02" = 2031-03-08T23:59:00
    [late]
    per_day = 0.1                   # taken off for each day begun, as a share of what was earned
    cap = 0.5                       # never more than this share
    cutoff = 7                      # days after which nothing counts any more
    [[extension]]
    person = "ada"                  # for `exercise` or chapter, or for everything
    days = 3                        # or due = 2031-03-04T12:00:00
    reason = "ill"
    [[override]]
    person = "ada"
    exercise = "ch05/ex02"
    check = "test_recall"           # left out: the whole exercise
    points = 2
    reason = "the check was wrong"
    [[submitted]]                   # only where the export states no time
    person = "ada"
    at = 2031-03-01T22:00:00

The time of submission is what it is: nothing here moves one that is known. A check's override replaces the check's points
before lateness; an exercise's override is what counts, late or not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.classroom.gradebook import Adjustment, Override
from grader.classroom.intake.tables import FileMistake
from grader.course import texts

if TYPE_CHECKING:
    from grader.course import Course

DAY = 86_400.0


def days_after(when: datetime, days: float, zone: tzinfo) -> datetime:
    """So many days later on a zone's clock: over a change of the clock the same time of day; part of a day is hours."""
    whole = int(days)
    there = when.astimezone(zone).replace(tzinfo=None) + timedelta(days=whole)
    return there.replace(tzinfo=zone).astimezone(UTC) + timedelta(days=days - whole)


@dataclass(frozen=True)
class Extension:
    """More time for one person: days more, or a date of their own; for an exercise, a chapter, or everything."""

    person: str
    where: str = ""
    days: float = 0.0
    due: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Policy:
    """What an instructor has decided.

    Attributes:
        due: by exercise id, chapter id, or ``all``.
        grace: seconds.
        per_day, cap: shares of what was earned.
        cutoff: days after the due date, or None for never.
        zone: on whose clock a day is a day.
        stated: by person and exercise, chapter or ``""``: a time of submission where the export has none.
        lines: by ``kind`` and number: where each entry stands, for messages.
    """

    path: Path = Path("policy.toml")
    due: Mapping[str, datetime] = field(default_factory=dict)
    grace: float = 0.0
    per_day: float = 0.0
    cap: float = 1.0
    cutoff: float | None = None
    extensions: tuple[Extension, ...] = ()
    overrides: tuple[Override, ...] = ()
    stated: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    lines: Mapping[tuple[str, int], int] = field(default_factory=dict)
    zone: tzinfo = UTC

    def due_for(self, person: str, exercise: str) -> datetime | None:
        """The date by which this person hands in this exercise; the nearest rule counts, and of several the latest."""
        due = next((self.due[k] for k in _scopes(exercise) if k in self.due), None)
        for scope in _scopes(exercise):
            mine = [e for e in self.extensions if e.person == person and (e.where or "all") == scope]
            dates = [e.due for e in mine if e.due is not None]
            if due is not None:
                dates += [days_after(due, e.days, self.zone) for e in mine if e.due is None]
            if dates:
                return max(dates)
        return due

    def adjust(
        self,
        person: str,
        exercise: str,
        submitted: datetime | None,
        result: Mapping[str, Any] | None,
        max_points: float,
        *,
        marked_late: bool = False,
        own_word: bool = False,
    ) -> Adjustment | None:
        """What counts for one person; None while there is no verdict and no decision.

        Args:
            submitted: as the export states it, aware; the one and only time of this hand-in.
            marked_late: the export says late and not when.
            own_word: the time is its author's own; one that the policy states counts before it.
            result: the result document, or None while ungraded.
        """
        mine = [o for o in self.overrides if o.person == person and o.exercise == exercise]
        whole = [o for o in mine if not o.check]
        if submitted is None or own_word:
            submitted = next(
                (
                    self.stated[person, k]
                    for k in (exercise, exercise.split("/", maxsplit=1)[0], "")
                    if (person, k) in self.stated
                ),
                submitted,
            )
        due = self.due_for(person, exercise)
        late = max(0.0, (submitted - due).total_seconds()) if submitted is not None and due is not None else 0.0
        if late <= self.grace:
            late = 0.0
        if whole:
            last = whole[-1]
            return Adjustment(
                last.points,
                late,
                0.0,
                (last,),
                f"set to {last.points:g} of {max_points:g} by your instructor: {last.reason}",
            )
        if result is None or result["status"] in ("error", "unavailable"):
            return None
        points, applied = _with_checks(result, mine)
        if submitted is None and marked_late:
            late, penalty, words = self._marked(person, exercise, points)
        else:
            days = self._days_late(due, submitted) if late and due is not None and submitted is not None else 0
            penalty, words = self._penalty(points, days, due, submitted)
        notes = [f"{o.check} set to {o.points:g} by your instructor: {o.reason}" for o in applied]
        if words:
            notes.append(words)
        elif due is not None and submitted is None:
            notes.append("no time of submission is known")
        return Adjustment(round(max(0.0, points - penalty), 6), late, penalty, applied, "; ".join(notes))

    def _days_late(self, due: datetime, submitted: datetime) -> int:
        """Days begun, on the policy's clock."""
        days = max(1, math.ceil((submitted - due).total_seconds() / DAY) - 1)
        while days_after(due, days, self.zone) < submitted:
            days += 1
        return days

    def _penalty(self, points: float, days: int, due: datetime | None, submitted: datetime | None) -> tuple[float, str]:
        if not days:
            return 0.0, ""
        shown = f"{days} day{'s' if days != 1 else ''} late"
        after = None if self.cutoff is None or due is None else days_after(due, self.cutoff, self.zone)
        if after is not None and submitted is not None and submitted > after:
            return points, f"{shown}: after the last date, nothing counts"
        share = min(self.cap, days * self.per_day)
        return round(points * share, 6), f"{shown}: −{share * 100:.4g}%" if share else f"{shown}: nothing is taken off"

    def _marked(self, person: str, exercise: str, points: float) -> tuple[float, float, str]:
        """Late by an export that does not say when: seconds, what it takes off, and words."""
        ask = "give the time in the policy under [[submitted]]"
        if any(e.person == person and (e.where or "all") in _scopes(exercise) for e in self.extensions):
            return 0.0, 0.0, f"marked late without a time, and there is an extension: nothing is taken off; {ask}"
        penalty, words = self._penalty(points, 1, None, None)
        return DAY, penalty, f"marked late without a time, so at least {words}; {ask}"

    def verify(self, course: Course, people: Collection[str] | None = None) -> None:
        """Check every name in the policy against the course, and against the roster where there is one.

        Raises:
            FileMistake: a person, exercise, chapter or check that does not exist, or more points than a check has; with its line.
        """
        from grader.course import declared as points

        exercises = {e.id: e for e in course.exercises}
        scopes = set(exercises) | {c.id for c in course.chapters} | {"all", ""}
        for key in self.due:
            if key not in scopes:
                raise FileMistake(
                    self.path,
                    find(self.path, key),
                    "[due] takes all, chapters and exercises",
                    key,
                    "`grader status` lists them",
                )
        named = [("extension", n, e.person, e.where) for n, e in enumerate(self.extensions)]
        named += [("override", n, o.person, o.exercise) for n, o in enumerate(self.overrides)]
        named += [("submitted", n, who, where) for n, (who, where) in enumerate(self.stated)]
        for kind, n, who, where in named:
            line = self.lines.get((kind, n))
            if people is not None and who not in people:
                raise FileMistake(
                    self.path, line, f"[[{kind}]] names a person of the roster by id", who, "correct the id"
                )
            if where not in scopes:
                raise FileMistake(
                    self.path, line, f"[[{kind}]] names an exercise or a chapter", where, "`grader status` lists them"
                )
        for n, override in enumerate(self.overrides):
            line = self.lines.get(("override", n))
            if override.exercise not in exercises:
                raise FileMistake(
                    self.path, line, "[[override]] names one exercise", override.exercise, "write it as ch05/ex02"
                )
            checks = {c["name"]: float(c["points"]) for c in points.declared(exercises[override.exercise].test_path)}
            if override.check and override.check not in checks:
                raise FileMistake(
                    self.path,
                    line,
                    f"{override.exercise} has the checks {', '.join(checks)}",
                    override.check,
                    "correct the name",
                )
            most = checks[override.check] if override.check else sum(checks.values())
            if override.points > most:
                raise FileMistake(
                    self.path, line, f"points from 0 to {most:g}", f"{override.points:g}", "correct the points"
                )


def _scopes(exercise: str) -> tuple[str, str, str]:
    return exercise, exercise.split("/", maxsplit=1)[0], "all"


def _with_checks(result: Mapping[str, Any], overrides: list[Override]) -> tuple[float, tuple[Override, ...]]:
    points, applied = float(result["points"]), []
    by_check = {o.check: o for o in overrides if o.check}  # the last one of a check counts
    for check in result["checks"]:
        override = by_check.get(check["name"])
        if override is not None:
            points += override.points - float(check["points"])
            applied.append(override)
    return points, tuple(applied)


def find(path: Path, key: str, start: int = 1) -> int | None:
    """The first line from `start` on that has `key` outside a comment."""
    try:
        lines = texts.read(path).splitlines()
    except texts.Unreadable:
        return None
    return next((n for n, line in enumerate(lines, 1) if n >= start and key and key in line.split("#")[0]), None)
