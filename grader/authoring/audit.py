"""Is the ledger true? What must be proved again before it is believed, and whether it comes out as it says.

Every key is computed anew: an answer without a proof for what stands in the course now is *missing*. Then gradings are
repeated: whatever is newer than a base commit, on the cheapest Milvus with the public seed, and a part of its other seeds and servers (of mutants, one
in forty); a sample that the commit's own hash chooses, which nobody can foresee; and, where proofs were made by another grader than this one, of every exercise
its solution or one misconception on its cheapest Milvus, as the commit draws. A line that does not come out as it says is a lie.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring import ledger, rules
from grader.authoring.plan import Proof, plan
from grader.authoring.verify import Report, Verdict, Verifier
from grader.grading.grade import PUBLIC_SEED

if TYPE_CHECKING:
    from grader.course import Course, Exercise

ONE_IN = 20
"""Of all lines, how few the sample takes."""
ONE_IN_MUTANTS = 40
"""Of mutants, a fortieth of what is taken of other lines: they are many, and each says little."""
ONE_IN_FURTHER = 6
"""Of what is new, how few of the gradings with a further seed or on a further Milvus: the first one has shown most of it."""
NEW_AT_MOST = 150
"""Where more than this is new (a change of what every proof depends on), the commit draws so many, of every exercise the least first."""
ROUND = 7
"""Every exercise has at least one line in the sample of one commit in so many."""
_NEW_SECONDS = 12 * 3600
"""Without another base, what came in so long before the newest commit is new."""


@dataclass
class Audit:
    """What an audit found.

    Attributes:
        missing: what the plan wants and the ledger does not have for the course as it is.
        stale_grader: lines that another grader made.
        chosen: what was run again, and why: ``new``, ``sample``, ``grader``.
        left: new lines that were not run again, because more than `NEW_AT_MOST` were new.
        lies: lines that came out otherwise, with what came out.
    """

    report: Report = field(default_factory=Report)
    missing: list[Proof] = field(default_factory=list)
    lines: int = 0
    stale_grader: int = 0
    chosen: dict[str, int] = field(default_factory=dict)
    left: int = 0
    lies: list[tuple[Verdict, str]] = field(default_factory=list)

    @property
    def green(self) -> bool:
        return not (self.missing or self.lies or self.report.problems)


class Auditor:
    """Audits the ledger of a course; writes nothing."""

    def __init__(self, course: Course, verifier: Verifier) -> None:
        self.course, self.verifier = course, verifier

    def run(
        self, exercises: list[Exercise], *, only: str | None = None, since: str | None = None, commit: str = "",
        kinds: Collection[str] = (), slots: int | None = None, on_verdict: Callable[[Verdict], None] = lambda v: None,
    ) -> Audit:  # fmt: skip
        """Audit the proofs of these exercises.

        Args:
            only: what this Milvus proves, alone.
            kinds: only proofs of these kinds.
            since: a commit; lines whose content it did not have are run again. Default: half a day before the newest.
            commit: chooses the sample; default: the newest commit.
        """
        audit = Audit()
        audit.report.problems = rules.problems(self.course, [c for c in self.course.chapters if any(e.chapter == c.id for e in exercises)])
        root = self.course.root
        commit = commit or git(root, "rev-parse", "HEAD") or ""
        base = since or _base(root)
        again: dict[Proof, tuple[ledger.Line, str]] = {}
        least: set[Proof] = set()
        for number, exercise in enumerate(exercises):
            served = self.verifier.serving(exercise, only, audit.report)
            if not served:
                continue
            old = self._old(exercise, base)
            mine: list[tuple[Proof, ledger.Line]] = []
            contents: dict[tuple[str, str], str] = {}  # of an answer, the same on every Milvus and with every seed
            for proof in plan(exercise, served, None, self.verifier.blind()):
                if kinds and proof.kind not in kinds:
                    continue
                name = proof.kind, proof.label
                if name not in contents:
                    contents[name] = self.verifier.content(proof)
                line = self.verifier.line(proof, contents[name])
                if line is None:
                    audit.missing.append(proof)
                    continue
                mine.append((proof, line))
                audit.lines += 1
                mutant = proof.kind == "mutant"
                audit.stale_grader += line.grader != self.verifier.digest and not mutant
                further = proof.backend != served[0] or proof.seed != PUBLIC_SEED
                if line.content not in old and _draw(commit, proof, ONE_IN_MUTANTS if mutant else ONE_IN_FURTHER if further else 1):
                    again[proof] = line, "new"
                elif _draw(commit, proof, ONE_IN * ONE_IN_MUTANTS if mutant else ONE_IN):
                    again[proof] = line, "sample"
            if mine and not _number(commit + str(number)) % ROUND and not any(p in again for p, _ in mine):
                proof, line = mine[_number(commit + exercise.id) % len(mine)]
                again[proof] = line, "sample"
            shows = list(_least(mine))
            least.update(proof for proof, _ in shows)
            met = [(p, line) for p, line in shows if line.grader != self.verifier.digest and p.kind != "mutant"]  # what a mutant shows is about the checks
            for proof, line in met[_number(commit + exercise.id) % len(met) :][:1] if met else ():
                again.setdefault(proof, (line, "grader"))
        new = sorted((p for p, (_, why) in again.items() if why == "new"), key=lambda p: (p not in least, _place(commit, p)))
        audit.left = len(new[NEW_AT_MOST:])
        for proof in new[NEW_AT_MOST:]:
            del again[proof]
        for _, why in again.values():
            audit.chosen[why] = audit.chosen.get(why, 0) + 1
        for verdict in self.verifier.prove_all(again, slots, cold=True):
            line, _ = again[verdict.proof]
            audit.report.verdicts.append(verdict)
            on_verdict(verdict)
            found = ledger.result_digest(verdict.proof, verdict.result) if verdict.result is not None else line.result
            if verdict.wrong or found != line.result:
                audit.lies.append((verdict, verdict.wrong or f"it comes out as {found}, the ledger says {line.result}"))
        return audit

    def _old(self, exercise: Exercise, base: str | None) -> set[str]:
        """The contents that were proved at the base; nothing where there is none."""
        name = ledger.path_of(exercise).relative_to(self.course.root).as_posix()
        text = git(self.course.root, "show", f"{base}:./{name}") if base else None
        return {line.content for line in ledger.parse(exercise, text).lines.values()} if text else set()


def _least(proofs: list[tuple[Proof, ledger.Line]]) -> Iterable[tuple[Proof, ledger.Line]]:
    """The solution, one misconception and one mutant on the cheapest Milvus: what shows soonest that a grader has changed its mind."""
    first = proofs[0][0].backend if proofs else ""
    for kind in ("solution", "misconception", "mutant"):
        yield from [(p, line) for p, line in proofs if p.kind == kind and p.backend == first][:1]


def _draw(commit: str, proof: Proof, one_in: int) -> bool:
    return not _place(commit, proof) % one_in


def _place(commit: str, proof: Proof) -> int:
    return _number(f"{commit} {proof.exercise.id} {proof.kind} {proof.label} {proof.backend} {proof.seed}")


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def _base(root: Path) -> str | None:
    """The newest commit that is half a day older than the newest one; None where there is none."""
    when = git(root, "log", "-1", "--format=%ct")
    return (git(root, "rev-list", "-1", f"--before={int(when) - _NEW_SECONDS}", "HEAD") or None) if when else None


def git(root: Path, *arguments: str) -> str | None:
    """What git says, or None where it says no or is not here."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
