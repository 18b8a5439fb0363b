"""``python3 -m grader.report.workflow RESULTS SUMMARY [JUNIT]``: what a run says of itself, made fit to be published.

The results come from a machine that ran a learner's code, so they are data from a stranger. Titles, checks and points are
taken from the course of the base; of the results only a status for each check and texts are read, and every text stands
in a block that it cannot leave.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader import course as courses
from grader.course import Course, Exercise
from grader.course import declared as points
from grader.course.listed import exercises_of
from grader.errors import GraderError, UsageError
from grader.report import github, junit
from grader.results import CHECK_FIELDS
from grader.results.scoring import CHECK_STATUSES, overall

MAX_BYTES = 4 << 20
MAX_COMMENT = 60_000
MAX_TEXT = 2_000
MEMBER = "results.json"


def read(path: Path) -> Any:
    """The JSON of a results file, or of the one in an artifact's zip.

    Raises:
        UsageError: too large, or no JSON.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(MEMBER) as file:
                data = file.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValueError(f"over {MAX_BYTES} bytes")  # noqa: TRY301
        return json.loads(data)
    except (
        OSError,
        ValueError,
        KeyError,
        RecursionError,
        NotImplementedError,
        RuntimeError,
        zipfile.BadZipFile,
        EOFError,
    ) as error:
        raise UsageError(
            "A results file of at most 4 MiB", f"{type(error).__name__}: {str(error)[:200]}", "look at the run's log"
        ) from None


def believed(course: Course, document: Any) -> list[dict[str, Any]]:
    """Result documents built anew: what the base knows, with the statuses and texts that the run tells."""
    given = document if isinstance(document, list) else [document]
    by_id: dict[str, Mapping[str, Any]] = {}
    for result in given:
        if isinstance(result, dict) and isinstance(result.get("exercise"), str):
            by_id.setdefault(result["exercise"], result)
    return [_result(course, e, by_id[e.id]) for e in course.exercises if e.id in by_id]


def _result(course: Course, exercise: Exercise, told: Mapping[str, Any]) -> dict[str, Any]:
    raw = told.get("checks")
    by_name = (
        {c.get("name"): c for c in raw if isinstance(c, dict) and isinstance(c.get("name"), str)}
        if isinstance(raw, list)
        else {}
    )
    checks = [
        _check(name, title, most, by_name.get(name, {}))
        for name, title, most, hidden in points.listed(exercise.test_path)
        if not hidden
    ]
    earned = sum(c["points"] for c in checks)
    status = "unavailable" if told.get("status") == "unavailable" else overall([c["status"] for c in checks], earned)
    return {
        "course": course.version, "exercise": exercise.id, "title": exercise.title, "file": exercise.file, "status": status, "points": earned,
        "max_points": sum(c["max_points"] for c in checks), "milvus": None, "checks": checks, "seconds": 0.0, "note": "", "log": "",
    }  # fmt: skip


def _check(name: str, title: str, most: float, told: Mapping[str, Any]) -> dict[str, Any]:
    status = told.get("status") if told.get("status") in CHECK_STATUSES else "error"
    check: dict[str, Any] = {field: _text(told.get(field)) for field in CHECK_FIELDS}
    check.update(
        name=name, title=title, status=status, hidden=False, max_points=most,
        points=most if status == "passed" else 0, seconds=0.0, output_cut=0, output="", traceback="",
        misconception=_text(told.get("misconception")) or None, evidence=_text(told.get("evidence")) or None,
    )  # fmt: skip
    return check


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    clean = "".join(c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: MAX_TEXT + 1])
    return clean if len(clean) <= MAX_TEXT else clean[:MAX_TEXT] + "…"


def page(results: Sequence[Mapping[str, Any]]) -> str:
    """Markdown for a comment, within what one may hold."""
    if not results:
        return "Nothing in the workspace could be graded.\n"
    text = github.summary(results)
    if len(text) <= MAX_COMMENT:
        return text
    return (
        github.summary([{**r, "checks": []} for r in results])[:MAX_COMMENT]
        + "\nThe explanations are in the run's artifact.\n"
    )


def main(argv: Sequence[str]) -> int:
    """Exit status as the command ``grader``."""
    if len(argv) not in (2, 3):
        print("usage: python3 -m grader.report.workflow RESULTS SUMMARY [JUNIT]", file=sys.stderr)
        return 2
    try:
        results = believed(exercises_of(courses.find_root()), read(Path(argv[0])))
    except GraderError as error:
        print(error, file=sys.stderr)
        return 2
    Path(argv[1]).write_text(page(results), encoding="utf-8")
    if len(argv) == 3:
        Path(argv[2]).write_text(junit.render(results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
