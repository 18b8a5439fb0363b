"""The ledger: what was proved, kept from machine to machine in files that merge line by line.

One file an exercise, ``proofs/ch05/ex02.tsv``. A line says that a grading of this answer on this Milvus with this seed
came out as it should; two digests say when it may still be believed: *content* (the answer, the exercise, every file of
the course that its checks were seen to open; of Python what it does, not the words in it, as `meaning` tells them apart) and
*grader* (code, libraries, interpreter). ``reads`` lines name those files. ``proved.toml`` is a view of it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import results
from grader.authoring import meaning
from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.authoring.plan import Proof
    from grader.course import Course, Exercise

FOLDER = "proofs"
_SILENT = ("course", "hints", "title", "minutes", "seeds", "mutants", "shown")
"""Of the manifest: what no check and no worker sees. Whatever is not named here counts."""
_DIGITS = 16
Name = tuple[str, str, str, int]
"""Kind, answer, Milvus, seed: what a line is about."""


@dataclass(frozen=True, order=True)
class Line:
    """One proof that held.

    Attributes:
        milvus: ``lite 3.2.2``, as the server itself reported it, or ``no Milvus``.
        content, grader: digests of what it depended on.
        result: digest of the points and statuses that came out; of a mutant whether it died.
        named: the misconceptions that a mutant fired, with commas.
    """

    kind: str
    label: str
    milvus: str
    seed: int
    content: str
    grader: str
    result: str
    named: str = ""

    @property
    def name(self) -> Name:
        return self.kind, self.label, self.milvus, self.seed

    def text(self) -> str:
        """Tab-separated, as it stands in the file."""
        return "\t".join(str(v) for v in asdict(self).values()).rstrip("\t")


@dataclass
class Page:
    """The ledger of one exercise."""

    exercise: Exercise
    lines: dict[Name, Line] = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def path(self) -> Path:
        return path_of(self.exercise)

    def text(self) -> str:
        """The file: a heading, what is read, then the lines, sorted."""
        lines = [f"# Proofs of {self.exercise.id}. Written by `grader verify`; in a conflict keep both sides, then run it."]
        lines += [f"reads\t{name}" for name in sorted(self.reads)]
        lines += [line.text() for line in sorted(self.lines.values())]
        return "\n".join(lines) + "\n"

    def write(self) -> None:
        """Write it where it differs."""
        text = self.text()
        if not self.path.exists() or self.path.read_text(encoding="utf-8") != text:
            results.write_atomically(self.path, text)


def path_of(exercise: Exercise) -> Path:
    """``proofs/ch05/ex02.tsv``."""
    return exercise.course / FOLDER / f"{exercise.id}.tsv"


def read(exercise: Exercise) -> Page:
    """What is known of an exercise; an empty page where nothing is.

    Raises:
        CourseError: a line that is none, with its number.
    """
    path = path_of(exercise)
    return parse(exercise, path.read_text(encoding="utf-8")) if path.is_file() else Page(exercise)


def parse(exercise: Exercise, text: str) -> Page:
    """A page from its text; of two lines about one thing, as a merge leaves them, neither counts."""
    page = Page(exercise)
    twice: set[Name] = set()
    for number, raw in enumerate(text.splitlines(), 1):
        cells = raw.split("\t")
        if not raw or raw.startswith("#"):
            continue
        if cells[0] == "reads" and len(cells) == 2:
            page.reads.add(cells[1])
            continue
        try:
            kind, label, milvus, seed, content, grader, result, *named = cells
            line = Line(kind, label, milvus, int(seed), content, grader, result, *named)
        except (ValueError, TypeError):
            raise CourseError(
                path_of(exercise), number, "is a line of the ledger", raw[:80], f"delete the line, then `grader verify {exercise.id}`"
            ) from None
        if page.lines.get(line.name, line) != line:
            twice.add(line.name)
        page.lines[line.name] = line
    for name in twice:
        del page.lines[name]
    return page


def content_digest(proof: Proof, work: Path, reads: Iterable[str]) -> str:
    """Digest of what a proof depends on in the course.

    Args:
        work: the answer as it is graded.
        reads: names of files that the exercise's checks opened.
    """
    exercise = proof.exercise
    of_checks = functools.partial(meaning.digest, checks=True)
    parts: dict[str, Any] = {
        "answer": meaning.digest(work),
        "test": of_checks(exercise.test_path),
        "reads": {name: of_checks(exercise.course / name) for name in sorted(reads)},
        "solution": meaning.digest(exercise.solution_path),  # asked when blame is open
        "manifest": told_of(exercise),
        "expects": proof.expects,
        "schema": results.SCHEMA_VERSION,
    }
    return _short(json.dumps(parts, sort_keys=True, default=sorted))


def told_of(exercise: Exercise) -> dict[str, Any]:
    """What an exercise's manifest says that a check or a worker could see."""
    return {k: v for k, v in asdict(exercise).items() if k not in _SILENT}


def result_digest(proof: Proof, result: dict[str, Any]) -> str:
    """Digest of what a grading came to: points, statuses and named misconceptions; not its words or times.

    Of a mutant only whether it died: one that asks for any ten rows may lose other points each time.
    """
    if proof.kind == "mutant":
        return "lived" if result["status"] == "passed" else "died"
    checks = [(c["name"], c["status"], c["points"], c["misconception"]) for c in result["checks"]]
    return _short(json.dumps([result["status"], result["points"], checks]))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def milvus_name(result: dict[str, Any]) -> str:
    """``lite 3.2.2`` or ``no Milvus``."""
    milvus = result["milvus"]
    return f"{milvus['backend']} {milvus['version']}" if milvus else "no Milvus"


def write_view(course: Course) -> None:
    """Write ``proved.toml`` from the ledger: exercise to every Milvus on which its solution was proved."""
    proved = {}
    for exercise in course.exercises:
        found = sorted({line.milvus for line in read(exercise).lines.values() if line.kind == "solution"})
        if found:
            proved[exercise.id] = found
    lines = ["# Written by `grader verify`, from the ledger in proofs/: on which Milvus each exercise was proved.", ""]
    lines += [f'"{id}" = {json.dumps(names)}' for id, names in sorted(proved.items())]
    text = "\n".join(lines) + "\n"
    path = course.root / "proved.toml"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        results.write_atomically(path, text)
