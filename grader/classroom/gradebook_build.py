"""Store, intake, roster and policy put together: what everybody earned, as a :class:`Gradebook`.

The score of a hand-in is its verdict's; lateness and overrides make the adjusted one, person by person, because
partners may have different due dates. A grader's own fault, and an exercise that no Milvus here serves, have no
score at all: None, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from grader.classroom import policy_file
from grader.classroom.gradebook import Entry, Grade, Gradebook, Handin, Person
from grader.classroom.policy import Policy

if TYPE_CHECKING:
    from grader.classroom.runfolder import RunFolder
    from grader.course import Course

SCORED = ("passed", "partial", "failed", "not_started")
"""Statuses of a result that have a score; the others are nobody's zero."""


def build(
    course: Course,
    handins: Sequence[Handin],
    entries: Sequence[Entry],
    people: Sequence[Person] = (),
    policy: Policy = Policy(),  # noqa: B008  frozen: nothing is late, and nothing overridden
    *,
    exercises: Sequence[str] = (),
    notes: Sequence[str] = (),
    due: Mapping[str, datetime] | None = None,
    made: datetime | None = None,
) -> Gradebook:
    """Put a class together.

    Args:
        people: of the roster; where it is empty, every hand-in is a person of its own.
        exercises: ids that were asked for; those with entries are added.
    """
    asked = {*exercises, *(e.exercise for e in entries)}
    chosen = [e for e in course.exercises if e.id in asked]
    results = [e.result for e in entries if e.result is not None]
    titles = {e.id: e.title for e in chosen} | {
        r["exercise"]: r["title"] for r in results if r["exercise"] not in {e.id for e in chosen}
    }
    most = {id: _most(course, id, results) for id in titles}
    crowd = tuple(people) or tuple(_stand_ins(handins))
    if not people:
        handins = [h if h.people else _owned(h) for h in handins]
    entries = [*entries, *_waiting(handins, entries, titles)]
    by_work = {(e.handin, e.exercise): e for e in entries}
    counts = counted(handins)
    grades = [_grade(person, id, most[id], counts.get(person.id), by_work, policy) for person in crowd for id in titles]
    return Gradebook(
        course.version, course.title, titles, most, crowd, tuple(grades), tuple(handins), tuple(entries), tuple(notes),
        dict(due or {}), _one({r["seed"] for r in results}), ", ".join(sorted({r["confinement"] for r in results})), made,
        {e.id: e.hints for e in chosen}, _beliefs(course, results),
    )  # fmt: skip


def counted(handins: Iterable[Handin]) -> dict[str, Handin]:
    """Person to the hand-in that counts: one that could be read, of the highest attempt, the latest."""

    def rank(h: Handin) -> tuple[bool, int, float, str]:
        return not h.refused, h.attempt, h.submitted.timestamp() if h.submitted else 0.0, h.id

    best: dict[str, Handin] = {}
    for handin in sorted(handins, key=rank):
        best |= dict.fromkeys(handin.people, handin)
    return best


def _grade(
    person: Person,
    exercise: str,
    most: float,
    handin: Handin | None,
    by_work: Mapping[tuple[str, str], Entry],
    policy: Policy,
) -> Grade:
    entry = by_work.get((handin.id, exercise)) if handin else None
    submitted = (entry.submitted if entry else None) or (handin.submitted if handin else None)
    if handin is not None and handin.refused:
        empty = {"status": "refused", "points": 0.0, "max_points": most, "checks": [], "exercise": exercise}
        adjusted = policy.adjust(person.id, exercise, submitted, empty, most)
        return Grade(person, exercise, entry, 0.0, most, adjusted, handin)
    result = entry.result if entry else None
    if result is not None and result["status"] not in SCORED:
        result = None
    adjusted = policy.adjust(
        person.id, exercise, submitted, result, most, marked_late=handin is not None and handin.late, own_word=handin is not None and handin.own_word
    )
    return Grade(person, exercise, entry, None if result is None else float(result["points"]), most, adjusted, handin)


def _most(course: Course, id: str, results: Sequence[Mapping[str, Any]]) -> float:
    from grader.course import declared as points

    stated = [float(r["max_points"]) for r in results if r["exercise"] == id and r["status"] in SCORED]
    if stated:
        return max(stated)
    path = next((e.test_path for e in course.exercises if e.id == id), None)
    return points.total(path) if path is not None and path.is_file() else 0.0


def _waiting(handins: Sequence[Handin], entries: Sequence[Entry], exercises: Iterable[str]) -> list[Entry]:
    """What no run has come to yet is ungraded, not missing."""
    known = {(e.handin, e.exercise) for e in entries}
    return [
        Entry(h.id, exercise, ungraded="no run has graded it yet", submitted=h.submitted)
        for h in handins
        if not h.refused
        for exercise in exercises
        if (h.id, exercise) not in known
    ]


def _stand_ins(handins: Iterable[Handin]) -> list[Person]:
    names = dict.fromkeys(name for h in handins for name in (h.people or (h.id,)))
    return [Person(name) for name in names]


def _owned(handin: Handin) -> Handin:
    from dataclasses import replace

    return replace(handin, people=(handin.id,))


def _one(seeds: set[int]) -> int | None:
    return seeds.pop() if len(seeds) == 1 else None


def _beliefs(course: Course, results: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The catalogue's ``why`` of each misconception that was met."""
    from grader.authoring.rules import misconception_header

    met = {(r["exercise"], c["misconception"]) for r in results for c in r["checks"] if c["misconception"]}
    known = {e.id: e for e in course.exercises}
    found = {}
    for exercise, id in met:
        if exercise not in known:
            continue
        for path in known[exercise].misconceptions():
            if path.stem.replace("_", "-") == id:
                why = misconception_header(path).get("why", "")
                if why:
                    found[f"{exercise} {id}"] = why
    return found


def of_run(course: Course, run: RunFolder) -> Gradebook:
    """The gradebook of a run folder: nothing is graded, and nothing but the folder is read.

    Raises:
        UsageError: there is no run in it, or a file in it cannot be read.
    """
    from datetime import UTC

    from grader.classroom import intake
    from grader.classroom.store import Store
    from grader.errors import UsageError

    if not run.store.is_file():
        raise UsageError(
            f"{run.path} is the folder of a class run", "no store.sqlite in it", "grader bulk SUBMISSIONS --out FOLDER"
        )
    taken = intake.load(run.intake)
    handins, notes = taken.handins, list(taken.notes)
    people: tuple[Person, ...] = ()
    policy = Policy()
    if run.roster.is_file():
        from grader.classroom.intake import roster as rosters

        roster = rosters.read(run.roster)
        handins, said = roster.place(handins)
        people = roster.people
        notes += [n for n in said if n not in notes]
    if run.policy.is_file():
        policy = policy_file.read(run.policy)
        policy.verify(course, {p.id for p in people} or None)
    with Store(run.store, readonly=True) as store:
        entries = store.entries()
    known = {h.id for h in handins}
    return build(
        course, handins, [e for e in entries if e.handin in known], people, policy, notes=notes,
        due=_due(policy, course), made=datetime.now(UTC),
    )  # fmt: skip


def _due(policy: Policy, course: Course) -> dict[str, datetime]:
    """The class's own due date of each exercise."""
    dates = {e.id: policy.due_for("", e.id) for e in course.exercises}
    return {id: when for id, when in dates.items() if when is not None}
