"""A result document as HTML. Every word in it may be a learner's: all of it is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.lesson.html import esc
from grader.report import learner_view, waits_for
from grader.results.statuses import SHOWN, Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLASSES = {"good": "gl-good", "bad": "gl-bad", "wait": "gl-wait", "fault": "gl-wait", "dim": "gl-dim"}
_FACTS = (
    ("called", "called", True),
    ("returned", "came back", True),
    ("expected", "expected", True),
    ("evidence", "seen", True),
    ("why", "why it matters", False),
)


def verdict(result: Mapping[str, Any]) -> str:
    """The whole result as a learner may see it: a headline that a screen reader announces, then every check."""
    result = learner_view(result)
    mark, tone, word = _shown(str(result.get("status")))
    milvus = result.get("milvus") or {}
    on = f" on Milvus {esc(milvus.get('backend', ''))} {esc(milvus.get('version', ''))}" if milvus else ""
    head = (
        f"<p role='status' class='{tone}'><strong>{mark} {esc(word[:1].upper() + word[1:])}</strong>"
        f"<span class='gl-dim'> · {_number(result.get('points'))} of {_number(result.get('max_points'))} points{on}</span></p>"
    )
    note = f"<p class='gl-dim'>{esc(result['note'])}</p>" if result.get("note") else ""
    checks = list(result.get("checks", ()))
    return head + note + "".join(_check(c, checks) for c in checks)


def _shown(status: str) -> tuple[str, str, str]:
    found = SHOWN.get(status, Shown("?", status, status, "dim"))
    return found.mark, _CLASSES[found.tone], found.sentence


def _check(check: Mapping[str, Any], beside: list[Mapping[str, Any]]) -> str:
    status = str(check.get("status"))
    mark, tone, word = _shown(status)
    if waits := status == "blocked" and bool(check.get("message")):
        word = f"waits for {waits_for(check, beside)}"
    head = (
        f"<div class='gl-check-head'><span class='{tone}' aria-hidden='true'>{mark}</span>"
        f"<span>{esc(check.get('title') or check.get('name'))}<span class='gl-dim'> · {esc(word)}</span></span>"
        f"<span class='gl-points'>{_number(check.get('points'))}/{_number(check.get('max_points'))}</span></div>"
    )
    rows = "".join(
        f"<dt>{label}</dt><dd{' class=gl-mono' if mono else ''}>{esc(check[key])}</dd>"
        for key, label, mono in _FACTS
        if check.get(key)
    )
    facts = f"<dl class='gl-facts'>{rows}</dl>" if rows and status != "passed" else ""
    if not facts and status != "passed" and check.get("message") and not waits:
        facts = f"<pre>{esc(check['message'])}</pre>"
    if check.get("traceback"):
        facts += f"<pre aria-label='Traceback'>{esc(check['traceback'])}</pre>"
    if check.get("output"):
        cut = check.get("output_cut") or 0
        more = f"<span class='gl-dim'> ({cut:,} more bytes were cut)</span>" if cut else ""
        facts += f"<details><summary>What your code printed{more}</summary><div><pre>{esc(check['output'])}</pre></div></details>"
    return f"<div class='gl-check'>{head}{facts}</div>"


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else "?"
