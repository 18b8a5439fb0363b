"""Whose fault was it? Decided by experiment, so that "not a zero" cannot be earned by killing Milvus.

Milvus dies or stalls in a learner's call: once more, alone, on a fresh Milvus; then the reference solution
there. So it is with an error that Milvus raises about itself. The reference passes and the submission does it again: *failed*, with the call that did it. The
reference fails too: *error*, the grader's. A wall-clock timeout is confirmed once, alone, and so is a worker
that was ended by SIGKILL, which may have come from outside. A check that
stumbles over what came back is the learner's only if the reference gets through it; so is a grading that dies or hangs
twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Outcome = dict[str, Any]


@dataclass
class Attempt:
    """One run of an exercise's checks, as the runner told it.

    Attributes:
        outcomes: in the order in which they came.
        complete: the runner said that it was done.
        declared: every check of the exercise, blank, once the runner has found them.
        ended: the runner died or hung after that, without a word.
        trouble: why it was not, in its own words.
        milvus: the identity that it saw.
        log: the runner's log, for an error.
        reads: the course's files that its checks opened, by name relative to the root.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    complete: bool = False
    declared: list[Outcome] = field(default_factory=list)
    ended: bool = False
    trouble: str = ""
    milvus: dict[str, Any] | None = None
    log: str = ""
    reads: tuple[str, ...] = ()

    def faults(self) -> dict[str, str]:
        """Check name to the kind of fault, for those whose blame is open."""
        return {o["name"]: o["fault"] for o in self.outcomes if o.get("fault")}


def settle(
    first: Attempt, again: Callable[[], Attempt], reference: Callable[[], Attempt | None]
) -> tuple[Attempt, list[str]]:
    """Settle every open blame; returns the attempt that counts and what was tried.

    Args:
        first: the ordinary run.
        again: the same submission once more, alone, on a fresh Milvus.
        reference: the reference solution, alone, on a fresh Milvus; None where it is not present.
    """
    tried: list[str] = []
    if first.complete and not first.faults():
        return first, tried
    if first.complete and set(first.faults().values()) == {"check"}:
        second = first  # nothing died and nothing waited: running it again would tell nothing new
    else:
        tried.append("ran once more, alone")
        second = again()
        if second.complete and not second.faults():
            return second, tried
    if not second.complete and not (second.ended and (first.ended or first.faults())):
        return second, tried
    known = reference()
    tried.append("ran the reference solution" if known is not None else "no reference solution is here to compare with")
    good = _passed(known) if known is not None else None
    if not second.complete:
        if good is None or not {o["name"] for o in second.declared} <= good:
            return second, tried
        _blame(second)
    for outcome in second.outcomes:
        _settle_one(outcome, first, good)
    return second, tried


def _blame(attempt: Attempt) -> None:
    """What came back held up or ended the trusted process, twice, and the reference solution does not: *failed*."""
    told = {o["name"] for o in attempt.outcomes}
    missing = [o for o in attempt.declared if o["name"] not in told]
    for number, outcome in enumerate(missing):
        message = "the grading ended in an earlier check"
        if not number:
            message = "What came back held up or ended the grading, twice, and the reference solution does not."
        attempt.outcomes.append({**outcome, "status": "blocked" if number else "failed", "message": message})
    attempt.complete, attempt.trouble = True, ""


def _settle_one(outcome: Outcome, first: Attempt, good: set[str] | None) -> None:
    fault, name = outcome.get("fault"), outcome["name"]
    reference_passes = good is not None and name in good
    if fault == "milvus":
        called = "during " in outcome["message"]
        # Its first end may have come in another check, and between calls: a thread of the submission chooses when.
        twice = "milvus" in first.faults().values() and (called or reference_passes)
        if twice and (reference_passes or good is None):
            what = outcome["message"].split("during ")[-1].rstrip(".") if called else "What was left running after the call"
            outcome.update(
                status="failed", fault=None, called=what, returned="Milvus stopped answering",
                expected="Milvus to survive the call",
                why="It happened twice, each time on a fresh Milvus"
                + (", and the reference solution gets through." if reference_passes else "."),
                message=f"{what} ended Milvus, twice, each time on a fresh one.",
            )  # fmt: skip
    elif fault == "own":
        if reference_passes or good is None:
            outcome["fault"] = None  # twice, and the reference gets through: it comes of what was asked
    elif fault in ("wall", "killed"):
        outcome["fault"] = None  # confirmed alone: it waits for something that never comes, or ends itself
    elif fault == "check" and (reference_passes or good is None):
        outcome["fault"] = None
    elif fault == "check":
        outcome.update(status="error", message=f"The check itself stumbles, over the reference solution too: {outcome['message']}")


def _passed(attempt: Attempt) -> set[str]:
    return {o["name"] for o in attempt.outcomes if o["status"] == "passed"}
