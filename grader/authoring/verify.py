"""``grader verify``: the course proves itself.

For every exercise: the starter does not pass; the solution and each alternative get full marks on every
backend that serves and on several seeds; each misconception fires its own id, no other, and fails nothing
that it is not about; each answer under ``tests/blind`` gets the verdict in its header. What the ledger has is not run
again until something that it depends on changes.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import backends
from grader.authoring import ledger, rules
from grader.authoring.judge import fired_by, judge
from grader.authoring.mutants import HOLLOW
from grader.authoring.plan import Proof, answer, plan
from grader.errors import NoBackend
from grader.grading import depends
from grader.grading.grade import PUBLIC_SEED, Request
from grader.grading.slots import cores, slots_here

if TYPE_CHECKING:
    from grader.course import Course, Exercise
    from grader.grading.grade import Grader


_OF_MUTANTS = 0.3
"""Patience with a mutant: many wait for what never comes, and none needs to be told kindly."""


@dataclass
class Verdict:
    """What a proof came to; `wrong` is empty when it holds.

    Attributes:
        result: the document; None where the ledger had the proof.
        milvus: which one answered.
        line: of the ledger, where the proof holds.
    """

    proof: Proof
    result: dict[str, Any] | None
    wrong: str
    milvus: str
    line: ledger.Line | None
    seconds: float = 0.0

    @property
    def known(self) -> bool:
        return self.result is None

    @property
    def fired(self) -> set[str]:
        """The misconceptions that were named; of a proof in the ledger, those that it proves."""
        if self.result is not None:
            return fired_by(self.result)
        if self.proof.kind == "mutant":
            return set(filter(None, self.line.named.split(","))) if self.line else set()
        return {self.proof.expects["id"]} if self.proof.kind == "misconception" else set()


@dataclass
class Report:
    """All verdicts, what rules were broken, and what nothing here could show."""

    verdicts: list[Verdict] = field(default_factory=list)
    problems: list[rules.Problem] = field(default_factory=list)
    unserved: dict[str, str] = field(default_factory=dict)

    @property
    def survivors(self) -> list[Verdict]:
        """Mutants that got every point and that nothing is said of."""
        return [v for v in self.wrong if v.proof.kind == "mutant" and v.result is not None and v.result["status"] == "passed"]

    def named(self) -> dict[str, dict[str, tuple[int, int]]]:
        """Exercise id to misconception id to how many of its mutants that died fired it, and of how many."""
        fired: dict[str, Counter[str]] = {}
        died: Counter[str] = Counter()
        for v in self.verdicts:
            if v.proof.kind == "mutant" and v not in self.survivors:
                died[v.proof.exercise.id] += 1
                fired.setdefault(v.proof.exercise.id, Counter()).update(v.fired)
        return {id: {name: (n, died[id]) for name, n in names.most_common()} for id, names in fired.items()}

    def nearest(self, survivor: Verdict) -> str:
        """The check that stopped the mutant nearest to this one; empty where none was run."""
        same = [v for v in self.verdicts if v.proof.source == survivor.proof.source and v.proof.kind == "mutant" and v.result and not v.wrong]
        near = min(same, key=lambda v: abs(v.proof.line - survivor.proof.line), default=None)
        return next((c["name"] for c in near.result["checks"] if c["status"] not in ("passed", "blocked")), "") if near and near.result else ""

    @property
    def wrong(self) -> list[Verdict]:
        return [v for v in self.verdicts if v.wrong]

    @property
    def green(self) -> bool:
        return not self.wrong and not self.problems

    def confusion(self) -> dict[str, dict[str, dict[str, int]]]:
        """Exercise id to misconception id to what was fired, counted; ``-`` for nothing."""
        matrix: dict[str, dict[str, dict[str, int]]] = {}
        for v in self.verdicts:
            if v.proof.kind == "misconception":
                row = matrix.setdefault(v.proof.exercise.id, {}).setdefault(v.proof.expects["id"], {})
                for fired in sorted(v.fired) or ["-"]:
                    row[fired] = row.get(fired, 0) + 1
        return matrix


class Verifier:
    """Runs proofs, and keeps those that hold in the ledger."""

    def __init__(self, course: Course, grader: Grader, *, write: bool = True, trust_any_grader: bool = False) -> None:
        """Args: write, whether the ledger is written; trust_any_grader, whether proofs made by another grader count."""
        self.course, self.grader = course, grader
        self.writes, self.trust_any_grader = write, trust_any_grader
        self.digest = depends.grader_digest()[:16]
        self.pages: dict[str, ledger.Page] = {}
        self._fresh: dict[tuple[str, ledger.Name], tuple[Proof, frozenset[str]]] = {}
        self._lock = threading.Lock()

    def run(
        self,
        exercises: list[Exercise],
        *,
        only: str | None = None,
        seeds: int | None = None,
        kinds: Collection[str] = (),
        label: str | None = None,
        slots: int | None = None,
        blind: Path | None = None,
        cold: bool = False,
        on_verdict: Callable[[Verdict], None] = lambda v: None,
    ) -> Report:
        """Prove these exercises; `on_verdict` hears each as it comes, from one thread at a time.

        Args:
            only: this Milvus alone.
            kinds, label: only proofs of these kinds, or about this answer.
            slots: gradings at once; None for as many as each kind of Milvus leaves room for.
            cold: run everything, whatever the ledger has.
        """
        report = Report()
        chapters = [c for c in self.course.chapters if any(e.chapter == c.id for e in exercises)]
        report.problems = rules.problems(self.course, chapters)
        proofs: list[Proof] = []
        for exercise in exercises:
            served = self.serving(exercise, only, report)
            if served:
                every = plan(exercise, served, seeds, self.blind(blind), again=only == "docker", mutated="mutant" in kinds if kinds else None)
                proofs += [p for p in every if (not kinds or p.kind in kinds) and label in (None, p.label)]
        for verdict in self.prove_all(proofs, slots, cold=cold):
            report.verdicts.append(verdict)
            on_verdict(verdict)
        if self.writes:
            for exercise in exercises:
                self._tidy(exercise, self.blind(blind))
            ledger.write_view(self.course)
        return report

    def blind(self, given: Path | None = None) -> Path:
        """Where answers lie that were written from the statements alone."""
        return given or self.course.root / "tests" / "blind"

    def serving(self, exercise: Exercise, only: str | None, report: Report) -> list[str]:
        """The names of the backends that can show an exercise."""
        if not exercise.milvus:
            return ["none"] if only in (None, "none") else []
        found, why = [], ""
        for name in [] if only == "none" else [only] if only else backends.STARTED:
            try:
                self.grader.supply.choose(exercise, name)
                found.append(name)
            except NoBackend as error:
                why = why or str(error)
        if not found and only is None:
            report.unserved[exercise.id] = why
        return found

    def prove_all(self, proofs: Iterable[Proof], slots: int | None = None, *, cold: bool = False) -> Iterator[Verdict]:
        """Each proof's verdict as it comes: what waits for servers runs beside what computes."""
        waiting: list[Proof] = []
        computing: list[Proof] = []
        for proof in proofs:
            (waiting if proof.backend in backends.SERVERS else computing).append(proof)
        served = slots or slots_here(servers=True)
        with ThreadPoolExecutor(served) as servers, ThreadPoolExecutor(slots or cores()) as local:
            futures = [servers.submit(self.prove, p, cold=cold) for p in waiting]
            futures += [local.submit(self.prove, p, cold=cold) for p in computing]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                for future in futures:
                    future.cancel()

    def prove(self, proof: Proof, *, cold: bool = False) -> Verdict:
        """What the ledger has, or one grading; what holds is written down at once, so an interrupted run goes on."""
        started = time.monotonic()
        page = self.page(proof.exercise)
        with composed(proof) as work:
            known = None if cold else self.recall(proof, ledger.content_digest(proof, work, page.reads))
            if known is not None:
                return Verdict(proof, None, "", known.milvus, known)
            mutant = proof.kind == "mutant"  # one point lost is its death; of a hollow one every check is asked what it names
            result = self.grader.check(
                Request(proof.exercise, work, seed=proof.seed, compare_starter=False,
                        backend=None if proof.backend == "none" else proof.backend,
                        patience=_OF_MUTANTS if mutant else 1.0, first_loss=mutant and not proof.label.startswith(HOLLOW))
            )  # fmt: skip
            wrong, milvus = judge(proof, result), ledger.milvus_name(result)
            name = (proof.kind, proof.label, milvus, proof.seed)
            line = None
            with page.lock:
                page.reads |= self.grader.reads.get(proof.exercise.id, set())
                page.lines.pop(name, None)
                if not wrong:
                    content = ledger.content_digest(proof, work, page.reads)
                    named = ",".join(sorted(fired_by(result))) if proof.kind == "mutant" else ""
                    line = ledger.Line(*name, content, self.digest, ledger.result_digest(proof, result), named)
                    page.lines[name] = line
                    self._fresh[proof.exercise.id, name] = proof, frozenset(page.reads)
                if self.writes:
                    page.write()
        return Verdict(proof, result, wrong, milvus, line, time.monotonic() - started)

    def content(self, proof: Proof) -> str:
        """Digest of what a proof depends on in the course as it is."""
        with composed(proof) as work:
            return ledger.content_digest(proof, work, self.page(proof.exercise).reads)

    def recall(self, proof: Proof, content: str) -> ledger.Line | None:
        """The ledger's line about a proof, where nothing that it depends on has changed since."""
        line = self.line(proof, content)
        trusted = self.trust_any_grader or proof.kind == "mutant"  # what a mutant shows is about the checks
        return line if line is not None and (trusted or line.grader == self.digest) else None

    def line(self, proof: Proof, content: str) -> ledger.Line | None:
        """The ledger's line about a proof of the course as it is, whichever grader made it."""
        line = self.page(proof.exercise).lines.get((proof.kind, proof.label, self.expected_milvus(proof), proof.seed))
        return line if line is not None and line.content == content else None

    def expected_milvus(self, proof: Proof) -> str:
        """Which Milvus will answer, told before it is started."""
        if proof.backend == "none":
            return "no Milvus"
        chosen = self.grader.supply.choose(proof.exercise, proof.backend)
        return f"{proof.backend} {chosen.version(proof.exercise.config)}" if chosen is not None else "no Milvus"

    def page(self, exercise: Exercise) -> ledger.Page:
        """The exercise's page, read once."""
        with self._lock:
            if exercise.id not in self.pages:
                self.pages[exercise.id] = ledger.read(exercise)
            return self.pages[exercise.id]

    def contents(self, exercise: Exercise, blind: Path) -> dict[tuple[str, str], str]:
        """Kind and label of every answer there is to its digest now."""
        return {(p.kind, p.label): self.content(p) for p in plan(exercise, ["none"], 1, blind, mutated=True) if p.seed == PUBLIC_SEED}

    def _tidy(self, exercise: Exercise, blind: Path) -> None:
        """Drop lines about what is gone or has changed: they prove nothing any more, on whichever Milvus.

        A proof of this run that came before its checks had opened every file is told of the others first.
        """
        page, now = self.page(exercise), self.contents(exercise, blind)
        kept: dict[ledger.Name, ledger.Line] = {}
        for name, line in page.lines.items():
            content = now.get((line.kind, line.label), "")
            if line.content != content and (exercise.id, name) in self._fresh:
                proof, reads = self._fresh[exercise.id, name]
                with composed(proof) as work:
                    if ledger.content_digest(proof, work, reads) == line.content:
                        line = replace(line, content=content)  # noqa: PLW2901  the same line, with all that it depends on
            if line.content == content:
                kept[name] = line
        page.lines = kept
        page.write()


@contextmanager
def composed(proof: Proof) -> Iterator[Path]:
    """The answer as it is graded, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="gv-"))
    try:
        yield answer(proof, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
