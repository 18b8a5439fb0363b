"""``grader verify``: the course proves itself.

For every exercise: the starter does not pass; the solution and each alternative get full marks on every
backend that serves and on several seeds; each misconception fires its own id, no other, and fails nothing
that it is not about; each answer under ``tests/blind`` gets the verdict in its header. What was proved once
is not run again until something that it depends on changes.
"""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import results
from grader.authoring import rules
from grader.course import starter
from grader.errors import NoBackend
from grader.grading.grade import PUBLIC_SEED, Request

if TYPE_CHECKING:
    from grader.course import Course, Exercise
    from grader.grading.grade import Grader

SEEDS = (PUBLIC_SEED, 7, 1_000_003, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27)
_CORE = (
    "checks", "errors", "fault", "files", "grade", "link", "milvus", "outcomes", "plugin", "program", "runner", "scoring",
    "session", "submission", "supply", "tap", "wire", "worker",
)  # fmt: skip


@dataclass(frozen=True)
class Proof:
    """One thing to be proved by one grading.

    Attributes:
        kind: ``starter``, ``solution``, ``alternative``, ``misconception`` or ``blind``.
        label: what a person calls it: the file's name.
        source: the answer, or the overlay over the solution.
        expects: of a misconception: ``id`` and ``checks``; of a blind answer: its header.
    """

    exercise: Exercise
    kind: str
    label: str
    source: Path
    backend: str
    seed: int
    expects: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass
class Verdict:
    """What a proof came to; `wrong` is empty when it holds."""

    proof: Proof
    result: dict[str, Any]
    wrong: str
    cached: bool
    seconds: float


@dataclass
class Report:
    """All verdicts, what rules were broken, and what nothing here could show."""

    verdicts: list[Verdict] = field(default_factory=list)
    problems: list[rules.Problem] = field(default_factory=list)
    unserved: dict[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> list[Verdict]:
        return [v for v in self.verdicts if v.wrong]

    @property
    def green(self) -> bool:
        return not self.wrong and not self.problems

    def proved(self) -> dict[str, list[str]]:
        """Exercise id to the Milvus versions on which everything about it held."""
        bad = {(v.proof.exercise.id, v.proof.backend) for v in self.wrong}
        found: dict[str, set[str]] = {}
        for v in self.verdicts:
            milvus = v.result.get("milvus")
            if v.proof.kind == "solution" and (v.proof.exercise.id, v.proof.backend) not in bad:
                name = f"{milvus['backend']} {milvus['version']}" if milvus else "no Milvus"
                found.setdefault(v.proof.exercise.id, set()).add(name)
        return {k: sorted(v) for k, v in sorted(found.items())}

    def confusion(self) -> dict[str, dict[str, dict[str, int]]]:
        """Exercise id to misconception id to what was fired, counted; ``-`` for nothing."""
        matrix: dict[str, dict[str, dict[str, int]]] = {}
        for v in self.verdicts:
            if v.proof.kind == "misconception":
                row = matrix.setdefault(v.proof.exercise.id, {}).setdefault(v.proof.expects["id"], {})
                for fired in sorted(fired_by(v.result)) or ["-"]:
                    row[fired] = row.get(fired, 0) + 1
        return matrix


def fired_by(result: dict[str, Any]) -> set[str]:
    """The misconceptions that a result names."""
    return {c["misconception"] for c in result["checks"] if c["misconception"]}


def plan(exercise: Exercise, backends: list[str], seeds: int | None, blind: Path) -> Iterator[Proof]:
    """Everything to be proved about an exercise."""
    first = backends[0]
    yield Proof(exercise, "starter", exercise.entry, exercise.starter_path, first, PUBLIC_SEED)
    for backend in backends:
        for seed in SEEDS[: seeds or exercise.seeds]:
            yield Proof(exercise, "solution", exercise.entry, exercise.solution_path, backend, seed)
            for path in exercise.alternatives():
                yield Proof(exercise, "alternative", path.name, path, backend, seed)
        for path in exercise.misconceptions():
            fields = rules.misconception_header(path)
            expects = {"id": path.stem.replace("_", "-"), "checks": sorted(rules.checks_of(fields))}
            yield Proof(exercise, "misconception", path.name, path, backend, PUBLIC_SEED, expects)
    folder = blind / exercise.chapter / exercise.name
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if not path.name.startswith((".", "__")):
            yield Proof(exercise, "blind", path.name, path, first, PUBLIC_SEED, rules.misconception_header(path) or _head(path))


def _head(path: Path) -> dict[str, str]:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        fields = starter.header(file.read_text(encoding="utf-8", errors="replace"))
        if "expect" in fields:
            return fields
    return {}


def judge(proof: Proof, result: dict[str, Any]) -> str:
    """Why a result does not prove what it should; empty when it does."""
    status, fired = result["status"], fired_by(result)
    if status in ("error", "unavailable"):
        return f"the grading ended as {status}: {_first_message(result)} ({result['note']})"
    if proof.kind == "starter":
        if status == "passed":
            return "the starter passes"
        empty = proof.exercise.starter == "generated" and proof.exercise.kind == "python"
        return f"the starter fires {', '.join(sorted(fired))}" if fired and empty else ""
    if proof.kind in ("solution", "alternative"):
        return "" if status == "passed" else f"it gets {result['points']:g} of {result['max_points']:g}: {_first_message(result)}"
    if proof.kind == "blind":
        return _judge_blind(proof.expects, result, fired)
    return _judge_misconception(proof, result, fired)


def _judge_misconception(proof: Proof, result: dict[str, Any], fired: set[str]) -> str:
    wanted, about = proof.expects["id"], set(proof.expects["checks"])
    if wanted not in fired:
        return f"no check says misconception({wanted!r}); it fires {', '.join(sorted(fired)) or 'nothing'}: {_first_message(result)}"
    if fired - {wanted}:
        return f"it also fires {', '.join(sorted(fired - {wanted}))}"
    for check in result["checks"]:
        if check["name"] in about and check["status"] == "passed":
            return f"{check['name']} passes, and its header says that it must not"
        if check["name"] not in about and check["status"] not in ("passed", "blocked"):
            return f"{check['name']} is not about it and does not pass: {check['message'][:200]}"
    return ""


def _judge_blind(expects: dict[str, Any], result: dict[str, Any], fired: set[str]) -> str:
    wanted = expects.get("expect", "")
    if not wanted:
        return "its header says `# expect: passed` (or partial, failed, not_started)"
    if result["status"] not in {w.strip() for w in wanted.split("|")}:
        return f"expected {wanted}, got {result['status']} ({result['points']:g} of {result['max_points']:g}): {_first_message(result)}"
    named = expects.get("misconception", "")
    if named and named not in fired:
        return f"expected misconception {named}, got {', '.join(sorted(fired)) or 'none'}"
    return ""


def _first_message(result: dict[str, Any]) -> str:
    for check in result["checks"]:
        if check["status"] not in ("passed", "blocked"):
            return f"{check['name']}: {check['message'][:300]}"
    return result["note"] or "every check passed"


class Verifier:
    """Runs proofs, remembers what held."""

    def __init__(self, course: Course, grader: Grader, cache: Path | None = None) -> None:
        self.course, self.grader = course, grader
        self.cache = cache

    def run(
        self,
        exercises: list[Exercise],
        *,
        only: str | None = None,
        seeds: int | None = None,
        slots: int = 2,
        blind: Path | None = None,
        on_verdict: Callable[[Verdict], None] = lambda v: None,
    ) -> Report:
        """Prove these exercises; `on_verdict` hears each as it comes, from one thread at a time."""
        report = Report()
        chapters = [c for c in self.course.chapters if any(e.chapter == c.id for e in exercises)]
        report.problems = rules.problems(self.course, chapters)
        proofs: list[Proof] = []
        for exercise in exercises:
            backends = self.serving(exercise, only, report)
            if backends:
                proofs += plan(exercise, backends, seeds, blind or self.course.root / "tests" / "blind")
        proofs.sort(key=lambda p: p.backend == "lite")  # servers first: they leave the last slot no long tail
        with ThreadPoolExecutor(slots) as pool:
            for verdict in pool.map(self.prove, proofs):
                report.verdicts.append(verdict)
                on_verdict(verdict)
        return report

    def serving(self, exercise: Exercise, only: str | None, report: Report) -> list[str]:
        """The names of the backends that can show an exercise."""
        if not exercise.milvus:
            return ["none"] if only in (None, "none") else []
        found, why = [], ""
        for name in [only] if only else ["lite", "server", "docker"]:
            try:
                self.grader.supply.choose(exercise, name)
                found.append(name)
            except NoBackend as error:
                why = why or str(error)
        if not found and only is None:
            report.unserved[exercise.id] = why
        return found

    def prove(self, proof: Proof) -> Verdict:
        started = time.monotonic()
        folder = Path(tempfile.mkdtemp(prefix="gv-"))
        try:
            work = answer(proof, folder)
            key = self._key(proof, work)
            known = self._recall(key)
            result = known or self.grader.check(
                Request(proof.exercise, work, seed=proof.seed, compare_starter=False,
                        backend=None if proof.backend == "none" else proof.backend)
            )  # fmt: skip
            wrong = judge(proof, result)
            if not wrong and known is None:
                self._remember(key, result)
            return Verdict(proof, result, wrong, known is not None, time.monotonic() - started)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    # -- what is known already ----------------------------------------------------------------------------

    def _key(self, proof: Proof, work: Path) -> str:
        exercise = proof.exercise
        parts = [
            results.work_digest(work), results.work_digest(exercise.test_path), results.work_digest(exercise.support_path),
            results.work_digest(exercise.solution_path), repr(exercise), json.dumps(proof.expects, sort_keys=True), proof.kind,
            proof.backend, str(proof.seed), str(results.SCHEMA_VERSION), self.grader.supply.launcher_name, _core_digest(), _data_digest(self.course.root),
        ]  # fmt: skip
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _recall(self, key: str) -> dict[str, Any] | None:
        if self.cache is None:
            return None
        try:
            found: dict[str, Any] = json.loads((self.cache / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def _remember(self, key: str, result: dict[str, Any]) -> None:
        if self.cache is not None:
            results.write_atomically(self.cache / f"{key}.json", results.dumps(result))


def answer(proof: Proof, folder: Path) -> Path:
    """The file or folder to grade, under the exercise's own name."""
    exercise = proof.exercise
    target = folder / exercise.entry
    if proof.kind != "misconception":
        source = proof.source
        if source.is_dir():
            shutil.copytree(exercise.solution_path, target) if proof.kind in ("alternative", "blind") else None
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)
        return target
    if exercise.is_folder:
        shutil.copytree(exercise.solution_path, target)
        for path in sorted(p for p in proof.source.rglob("*") if p.is_file()):
            name = path.relative_to(proof.source)
            original = target / name
            text = path.read_text(encoding="utf-8")
            if original.exists():
                text = starter.splice(original.read_text(encoding="utf-8"), text, path)
            original.parent.mkdir(parents=True, exist_ok=True)
            original.write_text(text, encoding="utf-8")
        return target
    solution = exercise.solution_path.read_text(encoding="utf-8")
    target.write_text(starter.splice(solution, proof.source.read_text(encoding="utf-8"), proof.source), encoding="utf-8")
    return target


@functools.cache
def _core_digest() -> str:
    here = Path(__file__).parent
    total = hashlib.sha256()
    for name in _CORE:
        total.update((here / f"{name}.py").read_bytes())
    for path in sorted((here / "backends").glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()


@functools.cache
def _data_digest(root: Path) -> str:
    total = hashlib.sha256()
    for path in sorted((root / "lessons" / "data").glob("*")) if (root / "lessons" / "data").is_dir() else []:
        if path.is_file():
            total.update(path.name.encode() + str(path.stat().st_size).encode())
    return total.hexdigest()
