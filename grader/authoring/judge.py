"""Whether a result proves what it should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from grader.authoring.mutants import HOLLOW
from grader.course.kinds import BY_NAME

if TYPE_CHECKING:
    from grader.authoring.plan import Proof


def fired_by(result: dict[str, Any]) -> set[str]:
    """The misconceptions that a result names."""
    return {c["misconception"] for c in result["checks"] if c["misconception"]}


def judge(proof: Proof, result: dict[str, Any]) -> str:
    """Why a result does not prove what it should; empty when it does."""
    status, fired = result["status"], fired_by(result)
    if status in ("error", "unavailable"):
        return f"the grading ended as {status}: {_first_message(result)} ({result['note']})"
    if hole := _hole(result):
        return f"a sentence with a hole: {hole}"
    if proof.kind == "starter":
        if status == "passed":
            return "the starter passes"
        empty = proof.exercise.starter == "generated" and BY_NAME[proof.exercise.kind].says_not_started
        return f"the starter fires {', '.join(sorted(fired))}" if fired and empty else ""
    if proof.kind in ("solution", "alternative"):
        return "" if status == "passed" else f"it gets {result['points']:g} of {result['max_points']:g}: {_first_message(result)}"
    if proof.kind == "mutant":
        lives, explained = status == "passed", proof.expects["explained"]
        if explained and not lives:
            return f"it dies ({_first_message(result)}), and mutants.toml says that it is {explained}"
        if fired and proof.label.startswith(HOLLOW):
            return f"nothing stands in it, and it fires {', '.join(sorted(fired))}: a misconception is named on positive evidence"
        return "it lives: every check passes" if lives and not explained else ""
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


_HOLE = re.compile(r"(?<=[^\W\d]) [,;](?= )|[:;,] *[,;.](?= |$)|\b(?:heard|than|(?:list|rows|instead|one) of)[.;]?$|\(\)(?= |$)(?<!\w\(\))")
"""A word that wanted something after it and got nothing: a list that was empty when the sentence was made.

A blank between a number and a comma is NumPy's, which writes its numbers one as wide as the other.
"""


def _hole(result: dict[str, Any]) -> str:
    """The first sentence of ours with a hole in it; what a learner's code returned or printed is none of ours."""
    for check in result["checks"]:
        for text in (check["evidence"] or "", check["expected"], check["why"]):
            if _HOLE.search(text):
                return f"{check['name']}: {text[:200]}"
    return ""


def _first_message(result: dict[str, Any]) -> str:
    for check in result["checks"]:
        if check["status"] not in ("passed", "blocked"):
            return f"{check['name']}: {check['message'][:300]}"
    return result["note"] or "every check passed"
