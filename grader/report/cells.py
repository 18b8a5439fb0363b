"""CSV that a spreadsheet opens without running anything.

A cell that starts with ``= + - @``, a tab or a carriage return is read as a formula by spreadsheets; such text
gets a leading apostrophe. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from grader.results.text import number, one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | float | int | None


def cell(value: Cell) -> str:
    """One cell: None is empty, a number is plain, text is one line and no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int | float):
        return number(float(value))
    text = one_line(value, 2_000)
    return f"'{text}" if value.startswith(_FORMULA) or text.lstrip("\N{REPLACEMENT CHARACTER} ").startswith(_FORMULA) else text


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The whole file, as RFC 4180 has it but with plain newlines."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell(h) for h in header])
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue()
