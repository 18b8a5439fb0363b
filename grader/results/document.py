"""The result document: what a grading found, versioned, one dictionary of plain data.

Its JSON Schema is ``schema.json`` beside this file; ``SCHEMA_VERSION`` moves when a field changes
its meaning or goes away, never for an addition.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.results.scoring import Score

SCHEMA_VERSION = 1
SCHEMA_PATH = Path(__file__).with_name("schema.json")

CHECK_FIELDS = (
    "name", "title", "status", "points", "max_points", "hidden", "called", "returned", "expected", "why",
    "misconception", "evidence", "message", "output", "output_cut", "traceback", "seconds",
)  # fmt: skip


class Course(Protocol):
    """What a result says of its course."""

    @property
    def version(self) -> str: ...


class Exercise(Protocol):
    """What a result says of its exercise."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def file(self) -> str: ...


def document(
    course: Course,
    exercise: Exercise,
    score: Score,
    *,
    seed: int,
    milvus: Mapping[str, Any] | None = None,
    launcher: str = "",
    confinement: str = "none",
    digest: str = "",
    debug: bool = False,
    note: str = "",
    seconds: float = 0.0,
    log: str = "",
) -> dict[str, Any]:
    """The result document of one exercise.

    Args:
        milvus: the identity that the grader saw, or None where no Milvus was asked for.
        digest: sha256 of the files that were graded.
        note: one line about the whole: why it is unavailable, what ended the run.
        log: the grader's own log, only for an error.
    """
    return {
        "version": SCHEMA_VERSION,
        "course": course.version,
        "exercise": exercise.id,
        "title": exercise.title,
        "kind": exercise.kind,
        "file": exercise.file,
        "status": score.status,
        "points": score.points,
        "max_points": score.max_points,
        "seed": seed,
        "milvus": dict(milvus) if milvus else None,
        "confinement": confinement,
        "launcher": launcher,
        "digest": digest,
        "debug": debug,
        "seconds": round(seconds, 3),
        "checks": [{field: check.get(field) for field in CHECK_FIELDS} for check in score.checks],
        "note": note,
        "log": log,
    }


def work_digest(work: Path) -> str:
    """sha256 over the names and bytes of a submission's files; empty when there is none."""
    if not work.exists():
        return ""
    total = hashlib.sha256()
    files = [work] if work.is_file() else sorted(p for p in work.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    for file in files:
        name = file.name if work.is_file() else file.relative_to(work).as_posix()
        data = file.read_bytes()
        total.update(f"{len(name)}:{name}:{len(data)}:".encode() + data)
    return total.hexdigest()


def dumps(result: Mapping[str, Any] | list[Any]) -> str:
    """JSON, indented, with its keys in the order of the document; NaN never appears in one."""
    return json.dumps(result, indent=1, ensure_ascii=False, allow_nan=False)


def write_atomically(path: Path, text: str) -> None:
    """Write beside and rename, so that a full disk or a kill leaves the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
