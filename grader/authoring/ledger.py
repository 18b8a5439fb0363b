"""The ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from grader import results
from grader.course.proved import read_proved

if TYPE_CHECKING:
    from grader.authoring.verify import Report
    from grader.course import Course


def write_proved(course: Course, report: Report) -> None:
    """Merge what was proved into ``proved.toml``; exercises that were not run stay as they were."""
    path = course.root / "proved.toml"
    known = read_proved(course)
    for id, names in report.proved().items():
        ran = {v.proof.backend for v in report.verdicts if v.proof.exercise.id == id}
        kept = [n for n in known.get(id, []) if n.split()[0] not in ran and n != "no Milvus"]
        known[id] = sorted({*kept, *names})
    for verdict in report.wrong:
        id = verdict.proof.exercise.id
        known[id] = [n for n in known.get(id, []) if n.split()[0] != verdict.proof.backend]
    ids = {e.id for e in course.exercises}
    lines = ["# Written by `grader verify`: on which Milvus each exercise was proved.", ""]
    lines += [f'"{id}" = {json.dumps(names)}' for id, names in sorted(known.items()) if names and id in ids]
    results.write_atomically(path, "\n".join(lines) + "\n")
