"""Which gradings a class needs: each key once, and whose it is."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import results
from grader.classroom import keys
from grader.classroom.gradebook import Handin
from grader.classroom.locate import Handed
from grader.classroom.tasks import Task
from grader.errors import NoBackend

if TYPE_CHECKING:
    from grader.classroom.store import Store
    from grader.course import Course, Exercise


@dataclass(frozen=True)
class Options:
    """What every task of a run has in common.

    Attributes:
        confinement: ``namespaces``, ``docker`` or ``trusted``.
        backend: only this Milvus, or whichever serves.
    """

    seed: int
    confinement: str
    backend: str | None = None


@dataclass(frozen=True)
class Link:
    """Which key a hand-in has for an exercise; empty with a reason where nothing can be run."""

    handin: Handin
    exercise: str
    key: str
    reason: str = ""


@dataclass(frozen=True)
class Plan:
    """What is to be graded, each key once, and whose it is."""

    tasks: tuple[Task, ...]
    links: tuple[Link, ...]

    def write(self, store: Store) -> Counter[str]:
        """Tell the store which key every hand-in has now; why those that had another verdict are graded anew.

        Returns:
            How many results each part of a key has moved.
        """
        made_of = {t.key: t.parts for t in self.tasks}
        before = store.keys()
        moved: Counter[str] = Counter()
        for link in self.links:
            old = before.get((link.handin.id, link.exercise), link.key)
            if link.key and old != link.key:
                moved.update(keys.explain(store.parts(old), made_of[link.key]))
        store.link_all([(k.handin.id, k.exercise, k.key, k.handin.submitted, k.reason) for k in self.links])
        return moved


def plan(course: Course, handins: Sequence[Handin], exercises: Sequence[Exercise], options: Options) -> Plan:
    """The tasks of a class; hand-ins that are the same, file by file, share one.

    A hand-in that was refused has links with a reason and no task.
    """
    shared = {e.id: shared_parts(course, e, options) for e in exercises}
    tasks: dict[str, Task] = {}
    links = []
    for handin in handins:
        reason = f"refused: {handin.refused}" if handin.refused else ""
        handed = None if reason else Handed(handin.folder, course.exercises)
        for exercise in exercises:
            work, why = handed.work(exercise) if handed is not None else (Path(), reason)
            made_of: dict[str, str] = {}
            if not why:
                try:
                    made_of = {"work": results.work_digest(work), **shared[exercise.id]}
                except OSError as error:
                    why = f"{work.name} cannot be read: {error.strerror or error}"
            if why:
                links.append(Link(handin, exercise.id, "", why))
                continue
            key = keys.name(made_of)
            links.append(Link(handin, exercise.id, key))
            tasks.setdefault(
                key,
                Task(
                    str(course.root),
                    exercise.id,
                    str(work),
                    key,
                    options.seed,
                    options.confinement,
                    options.backend,
                    made_of,
                ),
            )
    return Plan(tuple(tasks.values()), tuple(links))


def versions(course: Course, handins: Iterable[Handin]) -> list[str]:
    """A line for each hand-in that says it was made for another version of the course: its own word, so it is graded all the same."""
    return [
        f"{h.id}: says it was made for course version {h.course}; it is graded by {course.version}. "
        f"To grade it by its own: `git checkout v{h.course}`, or --course with a checkout of it"
        for h in handins
        if h.course and h.course != course.version and not h.refused
    ]


def handed_in(handins: Iterable[Handin], exercises: Sequence[Exercise]) -> list[Exercise]:
    """The exercises for which anybody handed in anything, in the book's order."""
    found = set()
    for handin in handins:
        if not handin.refused:
            handed = Handed(handin.folder, exercises)
            found |= {e.id for e in exercises if handed.has(e)}
    return [e for e in exercises if e.id in found]


def shard(handins: Iterable[Handin], part: int, of: int) -> list[Handin]:
    """The hand-ins of one shard, 1 to `of`: told by their ids alone, so that every machine agrees."""
    return [h for h in handins if int(hashlib.sha256(h.id.encode()).hexdigest(), 16) % of == part - 1]


def shared_parts(course: Course, exercise: Exercise, options: Options) -> dict[str, str]:
    """The parts of a key that every hand-in of an exercise has in common, under these options and on this machine."""
    milvus = backend_key(exercise, options.backend)
    return keys.shared(
        course, exercise, seed=options.seed, backend_key=milvus, confinement=options.confinement, limits=limits()
    )


@functools.lru_cache(maxsize=512)
def backend_key(exercise: Exercise, only: str | None) -> str:
    """The Milvus that would be chosen for an exercise: its name, version or digest, and launch profile."""
    if not exercise.milvus:
        return "none"
    from grader import backends

    try:
        found = backends.choose(exercise.needs, exercise.config, exercise.control, only)
    except NoBackend:
        return "not served"
    return f"{found.key()} {exercise.config}"


def limits() -> dict[str, Any]:
    """What holds for every grading beside the exercise's own limits."""
    from grader.backends import lite, server
    from grader.grading import converse

    return {
        "run_seconds": converse.RUN_LIMIT,
        "lite_mib": lite.MEMORY,
        "milvus_mib": server.MEMORY,
        "milvus_disk_mib": server.DISK,
    }
