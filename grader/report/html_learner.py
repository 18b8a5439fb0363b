"""What a learner's page shows, as plain data for its template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grader.report import PARTS, learner_view, waits_for
from grader.report.charts import share_bar
from grader.report.html_parts import anchor, milvus, shared
from grader.results.text import cut, cut_lines, number

if TYPE_CHECKING:
    from grader.classroom.gradebook import Adjustment, Grade, Gradebook, Override, Person


def model(book: Gradebook, person: Person) -> dict[str, Any]:
    """Everything about one person, and nothing about anybody else."""
    grades = book.of(person.id)
    counted = [g for g in grades if g.adjusted is not None]
    results = [g.entry.result for g in grades if g.entry and g.entry.result]
    return {
        **shared(book),
        "trusted": any(r["confinement"] == "trusted" for r in results),
        "person": person,
        "total": sum(g.adjusted.points for g in counted if g.adjusted) if counted else None,
        "most": sum(g.max_points for g in counted),
        "open": sum(g.status in ("ungraded", "error") for g in grades),
        "exercises": [_exercise(book, g) for g in grades],
        "milvus": milvus(results),
    }


def _exercise(book: Gradebook, grade: Grade) -> dict[str, Any]:
    result = grade.entry.result if grade.entry else None
    checks: list[Mapping[str, Any]] = learner_view(result)["checks"] if result else []
    points = grade.adjusted.points if grade.adjusted else None
    waiting = grade.status in ("not_started", "unavailable", "error")
    hints = book.hints.get(grade.exercise, ())
    overrides = grade.adjusted.overrides if grade.adjusted else ()
    shown = [c for c in checks if not c["hidden"]]
    return {
        "id": grade.exercise,
        "anchor": anchor(grade.exercise),
        "title": book.exercises[grade.exercise],
        "status": grade.status,
        "points": points,
        "most": grade.max_points,
        "bar": share_bar(points or 0.0, grade.max_points),
        "late": bool(grade.adjusted and grade.adjusted.late_seconds > 0),
        "said": _said(grade, {c["name"] for c in (result["checks"] if result else ()) if c["hidden"]}),
        "checks": [] if waiting else [_check(book, grade.exercise, c, shown, overrides) for c in shown],
        "hidden": None if waiting else next((c for c in checks if c["hidden"]), None),
        "hint": hints[0] if hints and grade.status in ("failed", "partial", "not_started") else "",
    }


def _said(grade: Grade, hidden: set[str]) -> list[str]:
    """The state in words: what is missing, what lateness took off, what the instructor decided."""
    said = []
    if grade.status == "missing":
        said.append("Nothing was handed in.")
    elif grade.status == "refused" and grade.handin:
        said.append(f"The hand-in could not be unpacked: {grade.handin.refused}")
    elif grade.status in ("ungraded", "error"):
        said.append("This could not be graded yet, and that is not your fault. It has no score, which is not zero.")
    elif grade.status == "unavailable":
        said.append("No Milvus of the class serves this exercise. It does not count.")
    elif grade.status == "not_started":
        said.append("The file is missing or still equal to the starter.")
    if grade.handin and len(grade.handin.people) > 1:
        said.append(f"Handed in by {len(grade.handin.people)} people together.")
    adjusted = grade.adjusted
    if adjusted is None:
        return said
    if grade.raw is not None and abs(adjusted.points - grade.raw) > 1e-9:
        said.append(f"Graded {number(grade.raw)}, counted {number(adjusted.points)}.")
    if adjusted.note:
        said.append(_note(grade, adjusted, hidden))
    for o in adjusted.overrides:
        if not o.check and o.reason not in adjusted.note:
            said.append(f"Your instructor set it to {number(o.points)}: {o.reason}")
        elif o.check in hidden:
            said.append(f"Your instructor changed the points of a check that is not shown: {o.reason}")
    return [s[:1].upper() + s[1:] for s in said if s]


def _note(grade: Grade, adjusted: Adjustment, hidden: set[str]) -> str:
    """The policy's note, with titles for names; where it names a hidden check, only what it says about lateness."""
    if any(name in adjusted.note for name in hidden):
        return f"Late: {number(adjusted.penalty)} points were taken off." if adjusted.late_seconds > 0 else ""
    note = adjusted.note
    checks = grade.entry.result["checks"] if grade.entry and grade.entry.result else ()
    for c in sorted(checks, key=lambda c: -len(c["name"])):
        note = _titled(note, c["name"], c["title"])
    return note


def _titled(note: str, name: str, title: str) -> str:
    return re.sub(rf"\b{re.escape(name)}\b", lambda _: f"“{title}”", note)


def _check(
    book: Gradebook,
    exercise: str,
    check: Mapping[str, Any],
    shown: list[Mapping[str, Any]],
    overrides: tuple[Override, ...],
) -> dict[str, Any]:
    status = check["status"]
    wrong = status in ("failed", "not_started")
    return {
        "status": status,
        "title": check["title"],
        "points": check["points"],
        "max_points": check["max_points"],
        "waits": f"Waits for {waits_for(check, shown)}" if status == "blocked" else "",
        "parts": _parts(book, exercise, check) if wrong else [],
        "printed": cut_lines(check["output"], check["output_cut"]) if check["output"] and status != "passed" else "",
        "override": next((o for o in overrides if o.check == check["name"]), None),
    }


def _parts(book: Gradebook, exercise: str, check: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    kinds = {"called": "code", "returned": "code", "expected": "code", "why": "reason"}
    parts = [(name, check[key], kinds[key]) for name, key in PARTS if check[key]]
    if not parts and check["message"]:
        parts.append(("what happened", check["message"], ""))
    if check["misconception"]:
        said = f"{check['misconception']}: {check['evidence'] or ''}".rstrip(": ")
        parts.append(("looks like", said, ""))
        belief = book.beliefs.get(f"{exercise} {check['misconception']}")
        if belief:
            parts.append(("why people think so", belief, ""))
    if check["traceback"]:
        parts.append(("your lines", check["traceback"].rstrip(), "code"))
    return [(name, cut(text), kind) for name, text, kind in parts]
