"""How a person is taken out of each kind of file in a run folder (`forget.py`)."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.intake import tables
from grader.results import write_atomically

if TYPE_CHECKING:
    from grader.classroom.gradebook import Person

Names = Callable[[str], bool]

_COMMENT = re.compile(r"""^((?:[^#"']|"(?:\\.|[^"\\])*"|'[^']*')*)(#.*)$""", re.DOTALL)
"""A line of TOML and its comment: a ``#`` between quotation marks begins none."""


def from_roster(path: Path, id: str) -> bool:
    """Drop a person's line, and their id from the partners of others; whether there was anything."""
    from grader.classroom.intake import roster as rosters

    text = tables.read_text(path)
    delimiter, said = tables.delimiter_of(text)
    people = rosters.read(path).people
    if not any(p.id == id for p in people):
        return False
    gone = next(p for p in people if p.id == id)
    keys = {k.casefold() for k in (gone.id, gone.email, gone.login) if k}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    partners: set[int] = set()
    for cells in reader:
        if said and any(c.strip() for c in cells):  # the line in which Excel names the delimiter
            said = False
        elif not partners and any(c.strip() for c in cells):
            partners = {i for i, c in enumerate(cells) if c.strip().lower() in ("partners", "partner")} or {-1}
        elif _is_line_of(gone, [c.strip() for i, c in enumerate(cells) if i not in partners]):
            continue
        writer.writerow([_left(c, keys) if i in partners else c for i, c in enumerate(cells)])
    write_atomically(path, out.getvalue())
    return True


def _is_line_of(person: Person, cells: list[str]) -> bool:
    return person.id in cells and (not person.email or person.email in cells)


def _left(cell: str, gone: set[str]) -> str:
    words = [w for w in re.split(r"[;,|\s]+", cell) if w]
    return " ".join(w for w in words if w.casefold() not in gone) if {w.casefold() for w in words} & gone else cell


def from_policy(path: Path, id: str, names: Names) -> int:
    """Drop a person's entries, however they are written, and comments that name the person; how many.

    Raises:
        FileMistake: the file is not TOML, so that nobody can say whose each entry is.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError

    text = tables.read_text(path)
    try:
        document = tomlkit.parse(text)
    except ParseError as error:
        raise tables.FileMistake(path, error.line, "is TOML", str(error), f"correct {path.name}, then run this again") from None
    except RecursionError:
        raise tables.FileMistake(path, None, "is TOML", "brackets deeper than any table has them", f"correct {path.name}") from None
    count = 0
    for kind, entries in list(document.items()):
        if not isinstance(entries, list):
            continue
        gone = [n for n, e in enumerate(entries) if isinstance(e, dict) and str(e.get("person", "")) == id]
        for n in reversed(gone):
            del entries[n]
        if gone and not entries:
            del document[kind]
        count += len(gone)
    kept: list[str] = []
    for line in tomlkit.dumps(document).splitlines(keepends=True):
        comment = _COMMENT.match(line)
        if comment and names(comment[2]):
            count += 1
            kept.append(f"{comment[1].rstrip()}\n" if comment[1].strip() else "")
        else:
            kept.append(line)
    if count:
        write_atomically(path, "".join(kept))
    return count


def from_store(path: Path, names: Names) -> int:
    """Drop what names a person and no hand-in uses, and overwrite what was dropped before; how many rows."""
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as db:
        db.execute("PRAGMA secure_delete = ON")
        used = {key for (key,) in db.execute("SELECT key FROM entries UNION SELECT replaced FROM entries")}
        gone = {
            key
            for key, text in db.execute(
                "SELECT key, document FROM verdicts UNION ALL SELECT key, message || log FROM attempts"
            )
            if key not in used and names(text)
        }
        count = 0
        for key in gone:
            count += db.execute("DELETE FROM verdicts WHERE key = ?", (key,)).rowcount
            count += db.execute("DELETE FROM attempts WHERE key = ?", (key,)).rowcount
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return count


def mentions(folder: Path, names: Names) -> bool:
    """Whether a file below a folder names somebody, by its name or its text."""
    return any(names(p.name) or names(p.read_text(encoding="utf-8", errors="replace")) for p in below(folder))


def below(folder: Path) -> Iterator[Path]:
    """Every regular file below a folder; links are not followed."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield path


def drop_empty(folder: Path) -> None:
    """Remove folders without a file in them."""
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True) if folder.is_dir() else ():
        if not any(path.iterdir()):
            path.rmdir()
