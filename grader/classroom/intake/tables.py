"""CSV as people really save it: a byte-order mark, semicolons, tabs, headers in any case, and a line for each mistake."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import texts
from grader.errors import UsageError

_SEPARATOR = re.compile(r"sep=([,;\t])$", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class FileMistake(UsageError):
    """A mistake in a file that an instructor wrote: the roster, the policy, a list of clones."""

    def __init__(self, path: Path, line: int | None, expected: str, found: str = "", next: str = "") -> None:
        self.path, self.line = path, line
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {expected}", found, next)


@dataclass(frozen=True)
class Row:
    """One line: its number in the file, and its cells by the names that were asked for; a missing one is empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def rows(path: Path, names: Mapping[str, Sequence[str]]) -> tuple[list[Row], set[str]]:
    """The lines of a CSV, and which of the names it has.

    Args:
        names: what each column may be called, in lower case, words joined by ``_``; the first that is there counts.

    Raises:
        FileMistake: it is no text, not a table, or a line has more cells than the header.
    """
    text = read_text(path)
    delimiter, said = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    columns: dict[str, int] = {}
    width = 0
    try:
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if said:  # the line in which Excel names the delimiter
                said = False
                continue
            if not width:
                width, columns = len(cells), _columns(cells, names)
                continue
            if len(cells) > width and any(c.strip() for c in cells[width:]):
                raise FileMistake(
                    path,
                    reader.line_num,
                    f"{width} cells, as many as the header",
                    f"{len(cells)}",
                    'put a cell with the delimiter in it between "…"',
                )
            found.append(
                Row(reader.line_num, {n: cells[i].strip() if i < len(cells) else "" for n, i in columns.items()})
            )
    except csv.Error as error:
        raise FileMistake(path, reader.line_num, "a line of CSV", str(error)) from None
    if not width:
        raise FileMistake(path, None, "a table with a header", "an empty file")
    return found, set(columns)


def _columns(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    heads = [re.sub(r"[\W_]+", "_", h.strip().lower()).strip("_") for h in header]
    return {
        name: next(heads.index(n) for n in accepted if n in heads)
        for name, accepted in names.items()
        if set(accepted) & set(heads)
    }


def delimiter_of(text: str) -> tuple[str, bool]:
    """What stands between two cells, and whether a first line such as Excel's ``sep=;`` says so itself."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if named := _SEPARATOR.match(first):
        return named[1], True
    plain = _QUOTED.sub("", first)
    return max(",;\t", key=plain.count), False


def read_text(path: Path) -> str:
    """A file's text.

    Raises:
        FileMistake: with the line where it is known.
    """
    try:
        return texts.read(path)
    except texts.Unreadable as error:
        raise FileMistake(path, error.line, error.expected, error.found, error.next) from None
