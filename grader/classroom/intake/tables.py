"""CSV as people really save it: a byte-order mark, semicolons, tabs, headers in any case, and a line for each mistake."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError

_MAX = 64 << 20


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
        FileMistake: it is not UTF-8, not a table, or a line has more cells than the header.
    """
    text = _text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    columns: dict[str, int] = {}
    width = 0
    try:
        for cells in reader:
            if not any(c.strip() for c in cells):
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


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX + 1)
    except OSError as error:
        raise FileMistake(path, None, "can be read", error.strerror or str(error)) from None
    if len(data) > _MAX:
        raise FileMistake(path, None, f"has at most {_MAX >> 20} MiB", f"{path.stat().st_size >> 20} MiB")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileMistake(
            path, line, "is UTF-8", f"the byte {data[error.start]:#04x}", "save it as «CSV UTF-8»"
        ) from None
