"""What the instructor's page shows, as plain data for its template."""

from __future__ import annotations

import statistics
from collections import Counter
from typing import TYPE_CHECKING, Any

from grader.classroom.analytics import FEWEST, ExerciseStats, analyse
from grader.report import charts
from grader.report.html_parts import anchor, learner_path, milvus, shared
from grader.results.text import cut, number

if TYPE_CHECKING:
    from grader.classroom.gradebook import Grade, Gradebook, Person

LOG_CAP = 8_000


def model(book: Gradebook) -> dict[str, Any]:
    """The class: overview, each exercise and check, people, and last what could not be graded."""
    left = ungraded(book)
    shares = [g.adjusted.points / g.max_points for g in book.grades if g.adjusted and g.max_points]
    return {
        **shared(book),
        "tiles": {
            "people": len(book.people),
            "handins": len(book.handins),
            "graded": sum(
                e.result is not None and e.result["status"] not in ("error", "unavailable") for e in book.entries
            ),
            "mean": f"{statistics.fmean(shares):.0%}" if shares else "\N{EN DASH}",
            "ungraded": len(left),
            "refused": sum(bool(h.refused) for h in book.handins),
            "late": len({g.person.id for g in book.grades if g.adjusted and g.adjusted.late_seconds > 0}),
        },
        "exercises": [_exercise(book, s) for s in analyse(book)],
        "people": [_person(book, p) for p in book.people],
        "changed": moved(book),
        "milvus": milvus(book.results()),
        "refused": [h for h in book.handins if h.refused],
        "notes": list(book.notes),
        "unserved": unserved(book),
        "ungraded": left,
        "fewest": FEWEST,
    }


def moved(book: Gradebook) -> list[str]:
    """What moved since the regrade: who, where, and from what to what."""
    owners = {h.id: ", ".join(h.people) or h.id for h in book.handins}
    return [
        f"{owners.get(e.handin, e.handin)} {e.exercise}: {number(e.changed)} → {number(float(e.result['points']))}"
        for e in book.entries
        if e.changed is not None and e.result is not None and float(e.result["points"]) != e.changed
    ]


def _exercise(book: Gradebook, stats: ExerciseStats) -> dict[str, Any]:
    whys = [(id, book.beliefs.get(f"{stats.id} {id}", "")) for id in stats.misconceptions]
    others = ("not_started", "unavailable", "ungraded", "error", "refused")
    return {
        "stats": stats,
        "anchor": anchor(stats.id),
        "others": [(s, stats.statuses[s]) for s in others if stats.statuses.get(s)],
        "histogram": charts.score_histogram(stats),
        "bars": charts.stacked_bars(stats.checks),
        "beliefs_chart": charts.misconception_bars(stats.misconceptions, len(stats.scores)),
        "beliefs": [(id, why) for id, why in whys if why],
        "dots": charts.discrimination_dots(stats.checks),
        "dots_shown": any(c.discrimination is not None for c in stats.checks),
    }


def _person(book: Gradebook, person: Person) -> dict[str, Any]:
    grades = book.of(person.id)
    got = [g.adjusted.points for g in grades if g.adjusted]
    return {
        "name": person.name,
        "href": learner_path(person.id),
        "total": sum(got) if got else None,
        "grades": [_cell(g) for g in grades],
    }


def _cell(grade: Grade) -> dict[str, Any]:
    a = grade.adjusted
    return {
        "anchor": anchor(grade.exercise),
        "status": grade.status,
        "points": a.points if a else None,
        "late": bool(a and a.late_seconds > 0),
        "overridden": bool(a and a.overrides),
    }


def unserved(book: Gradebook) -> list[dict[str, Any]]:
    """Exercises that no Milvus here serves, each reason once."""
    counted: Counter[tuple[str, str]] = Counter()
    for e in book.entries:
        if e.result is not None and e.result["status"] == "unavailable":
            counted[e.exercise, str(e.result["note"])] += 1
        elif e.unserved:
            counted[e.exercise, e.ungraded.removeprefix("unavailable: ")] += 1
    return [{"what": what, "why": why, "n": n} for (what, why), n in counted.items()]


def ungraded(book: Gradebook) -> list[dict[str, Any]]:
    """What the grader could not finish: hand-in, exercise, why, tries and the grader's own log."""
    refused = {h.id for h in book.handins if h.refused}
    found = []
    for e in book.entries:
        if e.handin in refused or e.unserved:
            continue
        broken = e.result is not None and e.result["status"] == "error"
        if e.result is None or broken:
            why = e.ungraded or (str(e.result["note"]) if e.result else "") or "no verdict yet"
            log = e.log or (str(e.result["log"]) if e.result else "")
            found.append(
                {
                    "handin": e.handin,
                    "exercise": e.exercise,
                    "why": why,
                    "tries": e.tries,
                    "log": cut(log[-LOG_CAP:], LOG_CAP),
                }
            )
    return found
