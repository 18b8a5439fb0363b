"""What the terminal cannot show is written in letters that it can: no verdict is lost to an encoding."""

from __future__ import annotations

import codecs
import sys
import unicodedata

_INSTEAD = {
    "✓": "+", "✗": "x", "○": "o", "◌": "o", "●": "*", "…": "...", "–": "-", "—": "-", "−": "-", "→": "->", "←": "<-", "·": "-",
    "«": '"', "»": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "≤": "<=", "≥": ">=", "⧗": "~", "◐": "~", "◇": "o", "⊘": "-", "│": "|", "┃": "|",
    "─": "-", "━": "-", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "█": "#", "▏": "|",
}  # fmt: skip


def plain(error: UnicodeError) -> tuple[str, int]:
    """A codec's error handler: the sign's plain form, the letter without its accent, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    letters = "".join(_INSTEAD.get(s) or unicodedata.normalize("NFKD", s).encode("ascii", "ignore").decode() or "?" for s in signs)
    return letters, error.end


codecs.register_error("grader.plain", plain)


def show_what_can_be_shown() -> None:
    """For standard output and error, once, before anything is printed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and "utf" not in (stream.encoding or "").lower():
            stream.reconfigure(errors="grader.plain")
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a lone surrogate in a file's name is no UTF-8
