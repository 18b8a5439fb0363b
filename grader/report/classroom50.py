"""classroom50's ``classroom50/result/v1``: one document for each person and exercise.

Its collector reads whole points, and the time of submission, which a regrade does not move. What only GitHub knows
(commit, release, review) is the URN of the digest of the files that were graded: the same files, the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from grader.report import visible
from grader.report.table import submitted
from grader.results import dumps
from grader.results.text import one_line, slug

if TYPE_CHECKING:
    from grader.classroom.gradebook import Grade, Gradebook
    from grader.report.formats import Options

FORMAT = {
    "name": "classroom50", "audience": ("class",), "writes": "classroom50/*/*/result.json",
    "says": "classroom50: one document per person and exercise", "each": "classroom50/*/*/result.json",
}

SCHEMA = "classroom50/result/v1"


def files(book: Gradebook, options: Options) -> Iterator[tuple[str, str]]:
    for person, exercise, result in documents(book):
        yield f"classroom50/{slug(person)}/{slug(exercise.replace('/', '-'))}/result.json", dumps(result) + "\n"


def documents(book: Gradebook) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Person, exercise and document, wherever there is a score."""
    for grade in book.grades:
        if grade.adjusted is not None and grade.entry is not None and grade.entry.result is not None:
            yield grade.person.id, grade.exercise, document(book, grade)


def document(book: Gradebook, grade: Grade) -> dict[str, Any]:
    """One document; hidden checks are one line of it."""
    assert grade.entry is not None and grade.entry.result is not None and grade.adjusted is not None  # noqa: PT018
    result = grade.entry.result
    digest = f"urn:sha256:{result['digest'] or 'none'}"
    tests = [
        {"test-name": one_line(c["title"]), "passed": c["status"] == "passed", "score": c["points"], "max-score": c["max_points"]}
        for c in visible(result["checks"])
    ]
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "classroom": book.title,
        "assignment": grade.exercise,
        "assignment_type": "group" if grade.handin and len(grade.handin.people) > 1 else "individual",
        "owner": grade.person.login or grade.person.id,
        "submission": grade.handin.id if grade.handin else grade.entry.handin,
        "commit": digest,
        "release": digest,
        "review": digest,
        "datetime": _instant(submitted(grade) or book.made),
        "score": round(grade.adjusted.points),
        "max-score": round(grade.max_points),
        "tests": tests,
    }
    if book.made:
        found["graded_at"] = _instant(book.made)
    return found


def _instant(when: datetime | None) -> str:
    return (when or datetime.fromtimestamp(0, UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
