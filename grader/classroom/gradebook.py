"""What a class handed in and what it earned, as data: the one model over which every class report is a view.

::

    intake  -> Handin            somebody's files, unpacked, with the time of submission
    store   -> Entry             which result document a hand-in has for an exercise; no person in it
    roster  -> Person            who stands behind a hand-in
    policy  -> Adjustment        what lateness and overrides make of a score; the raw score stays beside it
    all     -> Gradebook         what the reports in ``report/`` are given

Times are aware datetimes in UTC. Points are floats. Nothing here reads or writes a file.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Person:
    """One line of the roster.

    Attributes:
        id: the roster's own key: unique, stable, what every other file refers to.
        canvas_id, sis_id, login, section: Canvas' columns, empty where the school has none.
    """

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    canvas_id: str = ""
    sis_id: str = ""
    login: str = ""
    section: str = ""

    @property
    def name(self) -> str:
        """``Last, First``, or the id where no name is known."""
        return ", ".join(n for n in (self.last, self.first) if n) or self.id


@dataclass(frozen=True)
class Handin:
    """One submission as it was handed in, unpacked.

    Attributes:
        id: stable and unique in one intake; from the export's own name for it, never from its content.
        folder: its files, laid out like a desk (``ch05/ex02_….py``) or flat; empty where `refused`.
        people: ids of the roster, partners included; empty where nobody on the roster matches.
        submitted: the time that the export states, or None where it states none.
        attempt: counts from 1; the highest one of a person counts.
        refused: why it was not unpacked, in one line; empty when it was.
        course: version of the course it was made for, where it says one.
        late: the export marks it late; it may still not say when it came.
        own_word: the time is its author's own word, of a commit: what the policy states counts before it.
        claims: who the export says it is from, one tuple a person, each entry ``kind:value`` with the kinds of
            ``intake/roster.py``; what the roster matches, and nothing that is trusted beyond that.
    """

    id: str
    folder: Path
    people: tuple[str, ...] = ()
    submitted: datetime | None = None
    attempt: int = 1
    refused: str = ""
    course: str = ""
    claims: tuple[tuple[str, ...], ...] = ()
    late: bool = False
    own_word: bool = False


@dataclass(frozen=True)
class Entry:
    """A hand-in's result for one exercise.

    Attributes:
        key: of the plan, the result's name in the store; empty where nothing was run.
        result: the result document (``results.py``), or None while it is ungraded.
        ungraded: why there is no verdict, in one line; such an entry is listed and is never a zero.
        unserved: it is ungraded because no Milvus here can show the exercise.
        log: the grader's own log of the last try that failed.
        submitted: first seen, and never moved by a regrade.
        changed: the points of the verdict that this one replaced, or None.
    """

    handin: str
    exercise: str
    key: str = ""
    result: Mapping[str, Any] | None = None
    ungraded: str = ""
    log: str = ""
    tries: int = 0
    submitted: datetime | None = None
    changed: float | None = None
    unserved: bool = False


@dataclass(frozen=True)
class Override:
    """An instructor's decision on one person's check, or on the whole exercise where `check` is empty."""

    person: str
    exercise: str
    points: float
    reason: str
    check: str = ""


@dataclass(frozen=True)
class Adjustment:
    """What the policy makes of a score.

    Attributes:
        points: what counts.
        late_seconds: after the person's own due date; 0 when in time or no date is known.
        penalty: points taken off for lateness.
        overrides: those that were applied.
        note: in words, for the learner: ``1 day late: −10 %``.
    """

    points: float
    late_seconds: float = 0.0
    penalty: float = 0.0
    overrides: tuple[Override, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Grade:
    """One person's standing in one exercise.

    Attributes:
        entry: None where the person handed in nothing.
        raw: as graded.
        adjusted: after lateness and overrides; None while ungraded.
    """

    person: Person
    exercise: str
    entry: Entry | None
    raw: float | None
    max_points: float
    adjusted: Adjustment | None
    handin: Handin | None = None

    @property
    def status(self) -> str:
        """As in the result document, or ``ungraded``, ``refused``, ``missing``."""
        if self.handin is not None and self.handin.refused:
            return "refused"
        if self.entry is None:
            return "missing"
        if self.entry.result is None:
            return "unavailable" if self.entry.unserved else "ungraded"
        return str(self.entry.result["status"])


@dataclass(frozen=True)
class Gradebook:
    """Everything that a class report may show.

    Attributes:
        exercises: id to title, in the book's order.
        max_points: by exercise id.
        entries: every hand-in's results, those of nobody on the roster too.
        notes: what intake refused or could not place, one line each.
        seed, confinement: as stamped on the results.
        made: when the gradebook was put together.
        hints: by exercise id, as `grader hint` gives them.
        beliefs: by ``exercise misconception``: why people believe it, from the course's catalogue where it is present.
    """

    course: str
    title: str
    exercises: Mapping[str, str]
    max_points: Mapping[str, float]
    people: tuple[Person, ...]
    grades: tuple[Grade, ...]
    handins: tuple[Handin, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    due: Mapping[str, datetime] = field(default_factory=dict)
    seed: int | None = None
    confinement: str = ""
    made: datetime | None = None
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beliefs: Mapping[str, str] = field(default_factory=dict)

    def of(self, person: str) -> list[Grade]:
        """One person's grades, in the book's order."""
        return self._by_person.get(person, [])

    @functools.cached_property
    def _by_person(self) -> dict[str, list[Grade]]:
        found: dict[str, list[Grade]] = {}
        for grade in self.grades:
            found.setdefault(grade.person.id, []).append(grade)
        return found

    def results(self) -> list[Mapping[str, Any]]:
        """Every verdict once, however many people stand behind it."""
        return [e.result for e in self.entries if e.result is not None]
