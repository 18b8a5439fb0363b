"""One self-describing file per format (`formats.py`), over one model: a list of result documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from grader.results.statuses import SHOWN


def render(format: str, results: Sequence[Mapping[str, Any]]) -> str:
    """The results as text, in a format of `formats.formats("learner")`."""
    from grader.report.formats import named

    text: str = named(format, "learner").function("render")(results)
    return text


def explanation(check: Mapping[str, Any]) -> str:
    """One check's outcome in words, for formats that take one text."""
    if check["status"] == "passed":
        return "passed"
    lines = []
    if check["called"] or check["returned"] or check["expected"]:
        lines += [f"{name}: {check[key]}" for name, key in PARTS if check[key]]
    elif check["message"]:
        lines.append(check["message"])
    if check["misconception"]:
        lines.append(f"misconception: {check['misconception']} ({check['evidence']})")
    if check["traceback"]:
        lines.append(check["traceback"])
    return "\n".join(lines) or SHOWN[check["status"]].sentence


PARTS = (("called", "called"), ("came back", "returned"), ("expected", "expected"), ("why it matters", "why"))


def waits_for(check: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]) -> str:
    """What a blocked check waits for, by the title that the learner sees; one that is not shown has no name here."""
    names = set(_words(check["message"]))
    titles = [c["title"] for c in shown if c["name"] in names]
    if not titles:
        return check["message"].removeprefix("blocked: ").removeprefix("blocked by ") or "another check"
    same = ", which says the same" if check["message"].endswith("which says the same") else ""
    return "; ".join(f"“{title}”" for title in titles) + same


def visible(checks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The checks that a learner may see, and all hidden ones as one line at the end.

    One line, because their number, their places and what each of them weighs would say what they look at.
    """
    hidden = [c for c in checks if c["hidden"]]
    names = {c["name"] for c in hidden}
    shown: list[Mapping[str, Any]] = [_unnamed(c, names) for c in checks if not c["hidden"]]
    return [*shown, _veiled(hidden)] if hidden else shown


def learner_view(result: Mapping[str, Any]) -> dict[str, Any]:
    """A result document without what hidden checks would tell: their text, their time, the grader's log."""
    hidden = {c["name"] for c in result["checks"] if c["hidden"]}
    checks = visible(result["checks"])
    if not hidden:
        return {**result, "checks": checks}
    seconds = round(sum(c["seconds"] for c in checks), 3)
    # Notes tell what the grader tried again, for whichever check; a log quotes the checks themselves.
    return {**result, "checks": checks, "seconds": seconds, "log": "", "note": "" if hidden & set(_words(result["note"])) else result["note"]}


def _veiled(hidden: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    statuses = {c["status"] for c in hidden}
    status = next((s for s in ("error", "failed", "blocked", "not_started") if s in statuses), "passed")
    veil = {"called": "", "returned": "", "expected": "", "why": "", "message": "", "output": "", "traceback": "",
            "misconception": None, "evidence": None, "seconds": 0.0, "output_cut": 0}  # fmt: skip
    sums = {key: sum(c[key] for c in hidden) for key in ("points", "max_points") if key in hidden[0]}
    return {**hidden[0], **veil, **sums, "status": status, "name": "hidden", "title": "Checks that are not shown"}


def _unnamed(check: Mapping[str, Any], hidden: set[str]) -> Mapping[str, Any]:
    """A public check that waited for a hidden one says so only in general."""
    if hidden & set(_words(check["message"])):
        return {**check, "message": "blocked by a check that is not shown"}
    return check


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
