"""The whole class as one JSON document, for an instructor's own programs; hidden checks are in it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from grader.classroom.analytics import analyse
from grader.report.table import remark, stamp, submitted
from grader.results import dumps

if TYPE_CHECKING:
    from grader.classroom.gradebook import Grade, Gradebook
    from grader.report.formats import Files, Options

FORMAT = {
    "name": "json", "audience": ("class",), "writes": "class.json",
    "says": "the whole class as one document, hidden checks included",
}

VERSION = 1


def files(book: Gradebook, options: Options) -> Files:
    return [("class.json", render(book))]


def render(book: Gradebook) -> str:
    return dumps(document(book)) + "\n"


def document(book: Gradebook) -> dict[str, Any]:
    """People with their grades, hand-ins with their result documents, and the analytics."""
    return {
        "version": VERSION,
        "course": book.course,
        "title": book.title,
        "made": stamp(book.made) or None,
        "seed": book.seed,
        "confinement": book.confinement,
        "exercises": [
            {"id": id, "title": title, "max_points": book.max_points[id], "due": stamp(book.due.get(id)) or None}
            for id, title in book.exercises.items()
        ],
        "people": [{**dataclasses.asdict(p), "grades": [_grade(g) for g in book.of(p.id)]} for p in book.people],
        "handins": [
            {"id": h.id, "people": list(h.people), "submitted": stamp(h.submitted) or None, "attempt": h.attempt,
             "refused": h.refused, "course": h.course}
            for h in book.handins
        ],
        "entries": [
            {"handin": e.handin, "exercise": e.exercise, "key": e.key, "ungraded": e.ungraded, "unserved": e.unserved, "tries": e.tries,
             "changed": e.changed, "result": e.result}
            for e in book.entries
        ],
        "analytics": [dataclasses.asdict(s) for s in analyse(book)],
        "notes": list(book.notes),
    }  # fmt: skip


def _grade(g: Grade) -> dict[str, Any]:
    a = g.adjusted
    return {
        "exercise": g.exercise,
        "handin": g.handin.id if g.handin else None,
        "status": g.status,
        "raw": g.raw,
        "points": a.points if a else None,
        "max_points": g.max_points,
        "penalty": a.penalty if a else None,
        "late_seconds": a.late_seconds if a else None,
        "overrides": [dataclasses.asdict(o) for o in a.overrides] if a else [],
        "submitted": stamp(submitted(g)) or None,
        "note": remark(g),
    }
