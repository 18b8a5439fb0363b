"""What a learner wrote, made fit for a reader: no control characters, no colour codes, cut and said so.

Escaping for HTML, XML, CSV and Markdown is the business of each format; this comes before it.
"""

from __future__ import annotations

import re

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_SPACES = {"\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"}

TEXT_CAP = 4_000
LINE_CAP = 60


def printable(text: str) -> str:
    """Text without colour codes, control characters, bidi controls and lone surrogates."""
    return "".join(
        c if c in "\n\t" or c.isprintable() or c in _SPACES else "\N{REPLACEMENT CHARACTER}"
        for c in _ANSI.sub("", text)
    )


def cut(text: str, characters: int = TEXT_CAP) -> str:
    """Printable text of at most so many characters; what is left out is counted."""
    shown = printable(text[: characters * 2])  # codes are stripped first, and a flood is not walked to its end
    over = len(text) - characters
    return shown if over <= 0 else f"{shown[:characters]}… ({over} more characters)"


def cut_lines(text: str, more_bytes: int = 0, lines: int = LINE_CAP) -> str:
    """Printed output: its first lines, then how much more there was.

    Args:
        more_bytes: what the grader itself had cut.
    """
    every = text.rstrip("\n").split("\n")
    shown = cut("\n".join(every[:lines]))
    if len(every) > lines:
        shown += f"\n… {len(every) - lines} more lines"
    if more_bytes:
        shown += f"\n… cut: {more_bytes} more bytes were printed"
    return shown


def one_line(text: str, characters: int = 300) -> str:
    """The same on one line, for a cell."""
    return " ".join(cut(text, characters).split())


def number(value: float | None) -> str:
    """Points as people write them: ``3``, ``2.5``, never ``1e+06``; empty for None."""
    if value is None:
        return ""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def slug(name: str) -> str:
    """A file name that leaks nothing more than `name`, cannot leave its folder, and is no other name's slug."""
    import hashlib

    safe = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    if safe == name and not re.fullmatch("index|con|prn|aux|nul|(com|lpt)[0-9]|", safe):
        return safe
    return f"{safe or 'x'}-{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"
