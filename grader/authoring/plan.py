"""Everything that is to be proved of an exercise, and the answer that each proof grades."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.authoring import mutants as derived
from grader.authoring import rules
from grader.authoring.mutants import explained
from grader.backends import SERVERS
from grader.course import starter
from grader.grading.grade import PUBLIC_SEED

if TYPE_CHECKING:
    from grader.course import Exercise

SEEDS = (PUBLIC_SEED, 7, 1_000_003, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27)


@dataclass(frozen=True)
class Proof:
    """One thing to be proved by one grading.

    Attributes:
        kind: ``starter``, ``solution``, ``alternative``, ``misconception``, ``blind`` or ``mutant``.
        label: what a person calls it: the file's name.
        source: the answer, or the overlay over the solution.
        expects: of a misconception: ``id`` and ``checks``; of a blind answer: its header; of a mutant: what was changed, and
            what is said of it where it may live.
        text, line: of a mutant, which stands in no file: all of it, and where it differs.
    """

    exercise: Exercise
    kind: str
    label: str
    source: Path
    backend: str
    seed: int
    expects: dict[str, Any] = field(default_factory=dict, hash=False)
    text: str = ""
    line: int = field(default=0, compare=False)


def plan(exercise: Exercise, backends: list[str], seeds: int | None, blind: Path, *, again: bool = False, mutated: bool | None = None) -> Iterator[Proof]:
    """Everything to be proved about an exercise, the mutants last.

    Args:
        backends: that serve it, the cheapest first.
        seeds: how many; None for as many as its manifest says.
        blind: the folder with answers that were written from the statements alone.
        mutated: whether the mutants too, which take a while to make; None for what the manifest says.
        again: prove everything on a container engine too, which runs the binary that `server` runs.
    """
    first = backends[0]
    yield Proof(exercise, "starter", exercise.entry, exercise.starter_path, first, PUBLIC_SEED)
    for backend in backends:
        if backend == "docker" and first != "docker" and not again:
            yield Proof(exercise, "solution", exercise.entry, exercise.solution_path, backend, PUBLIC_SEED)
            continue
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
    if exercise.mutants if mutated is None else mutated:
        yield from mutants(exercise, first)


def mutants(exercise: Exercise, backend: str) -> Iterator[Proof]:
    """The mutants of the solution, and without a server of the alternatives, on two seeds: what lives on one of them lives."""
    answers = [(exercise.solution_path, derived.MOST, "")]
    if backend not in SERVERS:
        answers += [(path, derived.OF_ALTERNATIVE, f"{path.stem}/") for path in exercise.alternatives()]
    said = explained.read(exercise)
    for source, most, prefix in answers:
        taken: Counter[str] = Counter()
        for mutant in derived.of(source, most):
            if prefix and mutant.operator == derived.HOLLOW:
                continue  # the solution's says as much
            label = f"{prefix}{mutant.operator}-{mutant.id}"
            taken[label] += 1  # the same change of the same line, which stands there twice
            label += f"-{taken[label]}" if taken[label] > 1 else ""
            why = next((e.verdict for e in said if e.of(mutant)), "")
            expects = {"file": mutant.file, "was": mutant.was, "becomes": mutant.becomes, "explained": why}
            for seed in SEEDS[:2]:
                yield Proof(exercise, "mutant", label, source, backend, seed, expects, mutant.text, mutant.line)


def _head(path: Path) -> dict[str, str]:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        fields = starter.header(file.read_text(encoding="utf-8", errors="replace"))
        if "expect" in fields:
            return fields
    return {}


def answer(proof: Proof, folder: Path) -> Path:
    """The file or folder to grade, under the exercise's own name."""
    exercise = proof.exercise
    target = folder / exercise.entry
    if proof.kind == "mutant":
        if exercise.is_folder:
            shutil.copytree(exercise.solution_path, target)
            shutil.copytree(proof.source, target, dirs_exist_ok=True)
        (target / proof.expects["file"] if exercise.is_folder else target).write_text(proof.text, encoding="utf-8")
        return target
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
