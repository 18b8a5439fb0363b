"""Gradescope's ``results.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from grader.report import explanation, learner_view, visible
from grader.results import dumps
from grader.results.text import slug

if TYPE_CHECKING:
    from grader.classroom.gradebook import Entry, Gradebook
    from grader.report.formats import Options


FORMAT = {
    "name": "gradescope", "audience": ("learner", "class"), "writes": "gradescope/*/results.json",
    "says": "Gradescope's results.json, one per submission", "each": "gradescope/*/results.json",
}


def document(results: Sequence[Mapping[str, Any]], ungraded: Sequence[str] = ()) -> dict[str, Any]:
    """Scores add up; an exercise that could not be graded has no score and says why.

    Args:
        ungraded: exercises that have no result document at all.
    """
    tests = []
    for r in results:
        for number, c in enumerate(r["checks"], 1):
            shown = visible([c])[0]
            tests.append({
                "score": c["points"],
                "max_score": c["max_points"],
                "status": "passed" if c["status"] == "passed" else "failed",
                "name": f"{r['exercise']} {shown['title']}",
                "name_format": "text",
                "number": f"{r['exercise']}.{number}",
                "output": explanation(shown) if c["status"] != "passed" else "",
                "output_format": "text",
                "tags": [t for t in (r["exercise"], shown["misconception"]) if t],
                "visibility": "hidden" if c["hidden"] else "visible",
                "extra_data": {"status": c["status"]},
            })  # fmt: skip
    ungraded = [*(r["exercise"] for r in results if r["status"] in ("error", "unavailable")), *ungraded]
    output = f"Not graded, and not your fault: {', '.join(ungraded)}" if ungraded else ""
    return {
        "score": sum(r["points"] for r in results),
        "execution_time": int(sum(learner_view(r)["seconds"] for r in results)),
        "output": output,
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"course": results[0]["course"] if results else "", "ungraded": ungraded},
        "tests": tests,
        "leaderboard": [],
    }


def render(results: Sequence[Mapping[str, Any]]) -> str:
    return dumps(document(results)) + "\n"


def files(book: Gradebook, options: Options) -> Iterator[tuple[str, str]]:
    """One a submission; one of which nothing could be graded has none, as a failed autograder leaves it."""
    by_handin: dict[str, list[Entry]] = {}
    for entry in book.entries:
        by_handin.setdefault(entry.handin, []).append(entry)
    for handin in book.handins:
        mine = by_handin.get(handin.id, [])
        results = [e.result for e in mine if e.result is not None]
        if results:
            ungraded = [e.exercise for e in mine if e.result is None]
            yield f"gradescope/{slug(handin.id)}/results.json", dumps(document(results, ungraded)) + "\n"
