"""The learner's terminal: one line a check, and under a red one what was called, came back, was expected, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.report import PARTS, learner_view, waits_for
from grader.results import statuses
from grader.results import text as texts
from grader.results.statuses import SHOWN


def show(results: Sequence[Mapping[str, Any]], console: Console, *, details: bool = True) -> None:
    """Print results; learners' text is never read as markup."""
    for result in results:
        console.print(one(result, details=details))
    if len(results) > 1:
        console.print(_total(results))


def one(result: Mapping[str, Any], *, details: bool = True) -> RenderableType:
    """One exercise."""
    result = learner_view(result)
    shown, style = SHOWN[result["status"]], statuses.style(result["status"])
    head = Text.assemble(
        (f"{shown.mark} ", style), (result["exercise"], "bold"), f" {result['title']}  ",
        (f"{result['points']:g}/{result['max_points']:g} points", style), "  ",
        (shown.sentence, style),
    )  # fmt: skip
    if result["milvus"]:
        milvus = result["milvus"]
        profile = "" if milvus["profile"] == "default" else f" [{milvus['profile']}]"
        head.append(f"  on Milvus {milvus['version']} ({milvus['backend']}){profile}", "dim")
    rows: list[RenderableType] = [head]
    if result["note"]:
        rows.append(Padding(_text(result["note"], "yellow" if result["status"] != "passed" else "dim"), (0, 0, 0, 2)))
    everything_waits = result["status"] in ("not_started", "unavailable")
    if details and not everything_waits:
        rows += [Padding(_check(c, result["checks"]), (0, 0, 0, 2)) for c in result["checks"]]
    if result["log"]:
        rows.append(Padding(_text(result["log"][-1500:], "dim"), (0, 0, 0, 4)))
    return Group(*rows)


def _check(check: Mapping[str, Any], beside: Sequence[Mapping[str, Any]]) -> RenderableType:
    mark, style = SHOWN[check["status"]].mark, statuses.style(check["status"])
    points = f"{check['points']:g}/{check['max_points']:g}"
    line = Text.assemble((f"{mark} ", style), _printable(check["title"]), (f"  {points}", "dim"))
    if check["status"] == "blocked":
        line.append(f"  waits for {_printable(waits_for(check, beside))}", "dim")
    rows: list[RenderableType] = [line]
    if check["status"] in ("failed", "not_started", "error"):
        rows.append(Padding(_why(check), (0, 0, 0, 4)))
    if check["output"] and check["status"] != "passed":
        rows.append(Padding(_printed(check), (0, 0, 0, 4)))
    return Group(*rows)


def _why(check: Mapping[str, Any]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    if not any(check[key] for _, key in PARTS):
        grid.add_row("", _text(check["message"]))
    for name, key in PARTS:
        if check[key]:
            grid.add_row(name, _text(check[key], "bold" if key == "why" else ""))
    if check["misconception"]:
        grid.add_row("looks like", Text.assemble((check["misconception"], "bold yellow"), f": {_printable(check['evidence'] or '')}"))
    if check["traceback"]:
        grid.add_row("your lines", _text(check["traceback"].rstrip(), "dim"))
    return grid


def _printed(check: Mapping[str, Any]) -> RenderableType:
    text = check["output"].rstrip("\n")
    lines = text.split("\n")
    shown = texts.cut("\n".join(lines[:20]))
    more = f"\n… {len(lines) - 20} more lines" if len(lines) > 20 else ""
    cut = f"\n… cut: {check['output_cut']} more bytes were printed" if check["output_cut"] else ""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("it printed", Text(shown + more + cut, "cyan"))
    return grid


def _text(text: str, style: str = "") -> Text:
    return Text(_printable(text), style)


def _printable(text: str) -> str:
    """Without control characters, which could move the cursor or hide a line."""
    return texts.printable(text)


def _total(results: Sequence[Mapping[str, Any]]) -> RenderableType:
    counted = [r for r in results if r["status"] != "unavailable"]
    points, most = sum(r["points"] for r in counted), sum(r["max_points"] for r in counted)
    passed = sum(r["status"] == "passed" for r in counted)
    text = Text(f"\n{passed} of {len(counted)} exercises passed, {points:g} of {most:g} points")
    left = [r["exercise"] for r in results if r["status"] == "unavailable"]
    if left:
        text.append(f"; not served here and not counted: {', '.join(left)}", "dim")
    return text
