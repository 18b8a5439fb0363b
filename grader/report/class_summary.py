"""A class in one page of Markdown, for a GitHub step summary: counts, and no names unless they are asked for."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from grader.classroom.analytics import analyse
from grader.report.github import MAX_SUMMARY
from grader.results.text import number, one_line

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook
    from grader.report.formats import Files, Options

FORMAT = {
    "name": "summary", "audience": ("class",), "writes": "summary.md",
    "says": "a page of Markdown; in GitHub Actions it is also the step's summary",
}

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~@:-])")


def files(book: Gradebook, options: Options) -> Files:
    return [("summary.md", render(book, names=options.names))]


def render(book: Gradebook, *, names: bool = False) -> str:
    """The summary, at most GitHub's 1 MiB."""
    lines = [f"## {_text(book.title)} {_text(book.course)}", ""]
    if "trusted" in book.confinement:
        lines += ["> **Graded without a sandbox** (`--trust`).", ""]
    lines += ["| exercise | judged | passed | partly | failed | not started | ungraded | unserved | mean |", "|---|" + "---:|" * 8]
    for s in analyse(book):
        n = s.statuses
        cells = [len(s.scores), n.get("passed", 0), n.get("partial", 0), n.get("failed", 0), n.get("not_started", 0),
                 n.get("ungraded", 0) + n.get("error", 0), n.get("unavailable", 0)]  # fmt: skip
        mean = f"{number(s.mean)}/{number(s.max_points)}" if s.mean is not None else ""
        lines.append(f"| {_text(s.id)} {_text(s.title)} | {' | '.join(map(str, cells))} | {mean} |")
    refused = sum(bool(h.refused) for h in book.handins)
    lines += ["", f"{len(book.handins)} hand-ins, {refused} refused, {len(book.people)} people on the roster."]
    believed: Counter[str] = Counter()
    for s in analyse(book):
        believed.update({f"{s.id} {id}": n for id, n in s.misconceptions.items()})
    if believed:
        lines += ["", "| misconception | hand-ins |", "|---|---:|"]
        lines += [f"| {_text(id)} | {n} |" for id, n in believed.most_common(20)]
    if names:
        lines += ["", "| person | points |", "|---|---:|"]
        for person in book.people:
            got = [g.adjusted.points for g in book.of(person.id) if g.adjusted]
            lines.append(f"| {_text(person.name)} | {number(sum(got)) if got else ''} |")
    text = "\n".join(lines) + "\n"
    data = text.encode()
    return text if len(data) <= MAX_SUMMARY else data[: MAX_SUMMARY - 100].decode(errors="ignore") + "\n\n(cut)\n"


def _text(text: str) -> str:
    """Text that is neither markup, nor a mention, nor a second cell."""
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(char, entity)
    return _SPECIAL.sub(r"\\\1", one_line(text))
