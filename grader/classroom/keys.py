"""What a verdict depends on, as one name: the same key, the same verdict; another key, another grading.

A key is made of parts, each a digest or a short text, so that `explain` can say which of them moved. Nothing of
a path, a machine or a person is in it: shards on several machines make the same keys. What changes only how a
result reads (hints, titles, reports, the command line) is left out, and so is the reference solution: it is
asked only when blame is open, and then a verdict holds only where it passes. Which of this package's modules count is
read from their imports (``grading/depends.py``).
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader import results
from grader.authoring import ledger
from grader.backends import toolchains
from grader.course import Course, Exercise, syntax
from grader.grading import depends


def shared(
    course: Course, exercise: Exercise, *, seed: int, backend_key: str, confinement: str, limits: Mapping[str, Any]
) -> dict[str, str]:
    """The parts that every hand-in of an exercise has in common; see `parts`."""
    return {
        **_of_exercise(course, exercise),
        "schema": str(results.SCHEMA_VERSION),
        "requirements": _file(course.root / "requirements.lock"),
        "milvus": backend_key,
        "toolchains": _toolchains(exercise),
        "confinement": confinement,
        "limits": json.dumps(dict(limits), sort_keys=True),
        "seed": str(seed),
        "grader": depends.code_digest(),
        "libraries": json.dumps(depends.libraries()),
        "python": depends.python(),
    }


def parts(
    course: Course, exercise: Exercise, work: Path, *,
    seed: int, backend_key: str, confinement: str, limits: Mapping[str, Any],
) -> dict[str, str]:  # fmt: skip
    """What the verdict on one hand-in's exercise depends on, by name.

    Args:
        work: the file or folder handed in; it need not exist.
        backend_key: which Milvus would be chosen: name, version or digest, and launch profile.
        limits: of memory, disk and time, where they are not the exercise's own.
    """
    common = shared(course, exercise, seed=seed, backend_key=backend_key, confinement=confinement, limits=limits)
    return {"work": results.work_digest(work), **common}


def key(
    course: Course, exercise: Exercise, work: Path, *,
    seed: int, backend_key: str, confinement: str, limits: Mapping[str, Any],
) -> str:  # fmt: skip
    """The key of `parts`: 64 hexadecimal digits."""
    return name(
        parts(course, exercise, work, seed=seed, backend_key=backend_key, confinement=confinement, limits=limits)
    )


def name(made_of: Mapping[str, str]) -> str:
    """sha256 over the parts, whatever their order."""
    return hashlib.sha256(json.dumps(dict(made_of), sort_keys=True).encode()).hexdigest()


def explain(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The names of the parts that differ, sorted; empty for the same key."""
    return sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))


def _of_exercise(course: Course, exercise: Exercise) -> dict[str, str]:
    """The parts that every hand-in of an exercise shares."""
    test = _read(exercise.test_path)
    helpers = _helpers(exercise, test)
    reads = test + "".join(_read(p) for p in helpers)
    return {
        "exercise": exercise.id,
        "manifest": json.dumps(ledger.told_of(exercise), sort_keys=True, default=sorted),
        "starter": results.work_digest(exercise.starter_path),
        "test": _file(exercise.test_path),
        "helpers": _files(exercise.test_path.parent, helpers),
        "data": _data(course.root) if _uses_data(reads) else "",
    }


def _toolchains(exercise: Exercise) -> str:
    """Which compiler or runtime, and which libraries, build and run an answer here; empty where none is asked for."""
    wanted = toolchains.of_needs(exercise.needs)
    return json.dumps({one.name: [one.version(), one.folder.name, one.absent() is None] for one in wanted}) if wanted else ""


def _helpers(exercise: Exercise, test: str) -> list[Path]:
    """The chapter's files that belong to no exercise and are named in the test, directly or through the support module."""
    folder = exercise.test_path.parent
    shared = [
        p
        for p in sorted(folder.iterdir() if folder.is_dir() else ())
        if p.is_file() and p.name != "chapter.toml" and not p.name.startswith(("ex", "test_", "."))
    ]
    support = [p for p in shared if p == exercise.support_path and "support" in test]
    text = test + "".join(_read(p) for p in support)
    return [p for p in shared if p in support or p.stem in text]


def _uses_data(source: str) -> bool:
    """Whether checks read the course's data sets; a file that does not parse is taken to."""
    try:
        tree = syntax.parse(source)
    except SyntaxError:
        return True
    names = {n for node in ast.walk(tree) for n in _imported(node)}
    return any(n.startswith("grader.datasets") for n in names) or "lessons" in source


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [a.name for a in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{a.name}" for a in node.names]
    return []


def _data(root: Path) -> str:
    folder = root / "lessons" / "data"
    inside = sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.suffix != ".py")
    return _files(folder, inside)


def _files(folder: Path, paths: list[Path]) -> str:
    if not paths:
        return ""
    lines = "".join(f"{p.relative_to(folder).as_posix()}:{_file(p)}\n" for p in paths)
    return hashlib.sha256(lines.encode()).hexdigest()


def _file(path: Path) -> str:
    """sha256 of a file, read again only when its time or size moved; empty where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return _digest(path, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=4096)
def _digest(path: Path, modified: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
