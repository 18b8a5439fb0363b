"""GitHub Actions: at most ten annotations, and a step summary of at most 1 MiB.

What a learner's code printed never reaches standard output: a line ``::notice …`` there is a command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from grader.report import explanation, visible
from grader.results.statuses import SHOWN
from grader.results.text import printable

FORMAT = {
    "name": "github", "audience": ("learner",), "writes": "annotations on standard output",
    "says": "GitHub Actions: annotations, and a step summary",
}

MAX_ANNOTATIONS = 10
MAX_SUMMARY = 1 << 20


def render(results: Sequence[Mapping[str, Any]]) -> str:
    """The annotations; the command appends :func:`summary` to the step's own file."""
    return commands(results)


def commands(results: Sequence[Mapping[str, Any]]) -> str:
    """One ``::error`` a check that did not pass; the last of ten says how many more there are."""
    wrong = [(r, c) for r in results for c in visible(r["checks"]) if c["status"] in ("failed", "error", "not_started")]
    shown = wrong if len(wrong) <= MAX_ANNOTATIONS else wrong[: MAX_ANNOTATIONS - 1]
    lines = []
    for result, check in shown:
        title = f"{result['exercise']} {check['title']}"
        lines.append(f"::error title={_property(title)}{_place(result, check)}::{_data(explanation(check)[:3000])}")
    if len(wrong) > len(shown):
        lines.append(f"::error title=More::{len(wrong) - len(shown)} more checks did not pass; see the summary")
    return "".join(line + "\n" for line in lines)


def _place(result: Mapping[str, Any], check: Mapping[str, Any]) -> str:
    """The learner's own file, and the line where their code raised; nothing where the answer is a folder."""
    if result["kind"] != "python" or not result.get("file"):
        return ""
    name = PurePosixPath(result["file"]).name.removeprefix("test_")
    path = f"my/{result['exercise'].split('/')[0]}/{name}"
    lines = re.findall(rf'{re.escape(name)}"?, line (\d+)', check["traceback"])
    return f",file={_property(path)}" + (f",line={lines[-1]}" if lines else "")


def summary(results: Sequence[Mapping[str, Any]]) -> str:
    """Markdown: a table of exercises, then what each failed check said."""
    lines = ["| exercise | status | points | Milvus |", "|---|---|---|---|"]
    for r in results:
        milvus = f"{r['milvus']['backend']} {r['milvus']['version']}" if r["milvus"] else ""
        lines.append(f"| {_cell(r['exercise'])} {_cell(r['title'])} | {SHOWN[r['status']].word} | {r['points']:g}/{r['max_points']:g} | {_cell(milvus)} |")
    for r in results:
        for c in visible(r["checks"]):
            if c["status"] in ("failed", "error"):
                lines += ["", f"**{_cell(r['exercise'])}** {_cell(c['title'])}", "", _fenced(explanation(c))]
    text = "\n".join(lines) + "\n"
    cut = "\n(cut: the whole is in the JSON report)\n"
    data = text.encode()
    return text if len(data) <= MAX_SUMMARY else data[: MAX_SUMMARY - len(cut) - 8].decode(errors="ignore") + cut


def _data(text: str) -> str:
    """A value of a command; what a terminal or a log would obey is no part of it."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    text = printable(text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "&#124;"), ("\n", " "), ("`", "&#96;")):
        text = text.replace(char, entity)
    return text


def _fenced(text: str) -> str:
    """A code block that its content cannot close."""
    text = printable(text)
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"
