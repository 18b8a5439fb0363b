"""The file behind `store.py`: its tables, how it is opened for writing or reading, and its errors in our words."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from grader.errors import UsageError

SCHEMA = 1
APPLICATION = 0x4D444731
"""Marks the file as ours (`PRAGMA application_id`)."""
BUSY_SECONDS = 60.0

_TABLES = """
CREATE TABLE verdicts (key TEXT PRIMARY KEY, exercise TEXT NOT NULL, digest TEXT NOT NULL, document TEXT NOT NULL,
                       parts TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE attempts (id INTEGER PRIMARY KEY, key TEXT NOT NULL, exercise TEXT NOT NULL, digest TEXT NOT NULL,
                       kind TEXT NOT NULL, message TEXT NOT NULL, log TEXT NOT NULL, host TEXT NOT NULL, made TEXT NOT NULL);
CREATE INDEX attempts_key ON attempts (key);
CREATE TABLE unserved (key TEXT PRIMARY KEY, exercise TEXT NOT NULL, note TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE entries (handin TEXT NOT NULL, exercise TEXT NOT NULL, key TEXT NOT NULL, submitted TEXT,
                      seen TEXT NOT NULL, replaced TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
                      PRIMARY KEY (handin, exercise));
CREATE TABLE runs (id INTEGER PRIMARY KEY, options TEXT NOT NULL, host TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_OURS = {(t.lower(), n) for t, n in re.findall(r"CREATE (TABLE|INDEX) (\w+)", _TABLES)}
_LONGEST = 64 << 20
"""Bytes of one value: a result document is cut long before."""


def open_to_write(path: Path) -> sqlite3.Connection:
    """The store at `path`, made where it is not there.

    Raises:
        UsageError: it is something else, or of a newer grader.
        sqlite3.Error, OSError: see `explained`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    db = _connect(path, "rwc")
    try:
        if not _is_store(path, db):
            _fill(db)
        db.execute("PRAGMA journal_mode = WAL")  # answers with the mode it could have: not on every network disk
    except BaseException:
        db.close()
        raise
    return db


def open_to_read(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """The store at `path` as it is, and a folder to remove afterwards where it had to be copied.

    On a disk that cannot be written SQLite must be told that the file does not move, which holds only when no
    log of pending writes lies beside it; otherwise both are copied.

    Raises:
        UsageError, sqlite3.Error, OSError: as `open_to_write`.
    """
    if not path.is_file():
        raise UsageError(f"{path} is the store of a class run", "no such file", "`grader bulk SOURCE` makes it")
    db, copy = _connect(path, "ro"), None
    try:
        db.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        db.close()
        pending = path.with_name(path.name + "-wal")
        if pending.exists() and pending.stat().st_size:
            copy = Path(tempfile.mkdtemp(prefix="grader-store-"))
            for file in (path, pending):
                shutil.copyfile(file, copy / file.name)
            db = _connect(copy / path.name, "rw")
        else:
            db = _connect(path, "ro", "&immutable=1")
    if not _is_store(path, db):
        db.close()
        raise UsageError(f"{path} is the store of a class run", "an empty file", "`grader bulk SOURCE` makes it")
    return db, copy


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; waits for another writer before anything is read."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def explained(path: Path, error: Exception) -> UsageError:
    """An error of SQLite or the system, with what to do about it."""
    text = " ".join(str(error).split())[:300]
    low = text.lower()
    if not isinstance(error, sqlite3.Error | OSError):
        return UsageError(f"{path} is the store of a class run", f"what no grader wrote: {text}", "take it from where it was graded")
    if any(w in low for w in ("disk is full", "disk i/o error", "no space", "file too large")):
        return UsageError(
            f"The store {path} can grow", text, "free some space, then run the command again: it continues where it was"
        )
    if "readonly" in low or "read-only" in low:
        return UsageError(
            f"The store {path} can be written", text, "name another folder with --out, or read it with `grader report`"
        )
    if any(w in low for w in ("not a database", "malformed", "no such table", "no such column")):
        return UsageError(f"{path} is the store of a class run", text, "name another folder with --out")
    if "locked" in low or "busy" in low:
        return UsageError(
            f"The store {path} is free within {BUSY_SECONDS:g} s", text, "end the other run, or wait for it"
        )
    return UsageError(
        f"The store {path} can be opened", text, f"look at {path.parent}, or name another folder with --out"
    )


def _connect(path: Path, mode: str, more: str = "") -> sqlite3.Connection:
    where = f"file:{quote(str(path.absolute()))}?mode={mode}{more}"
    db = sqlite3.connect(where, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    db.execute("PRAGMA trusted_schema = OFF")
    return db


def _is_store(path: Path, db: sqlite3.Connection) -> bool:
    """Whether it is a store that we read; False for an empty file."""
    application, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if application == APPLICATION and version > SCHEMA:
        raise UsageError(
            f"{path} has at most schema {SCHEMA}", f"schema {version}, of a newer grader", "use that grader"
        )
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (tables or application):
        raise UsageError(f"{path} is the store of a class run", "another SQLite file", "name another folder with --out")
    strange = {(t, n) for t, n in db.execute("SELECT type, name FROM sqlite_master")} - _OURS
    if strange := {(t, n) for t, n in strange if not n.startswith("sqlite_") or t not in ("table", "index")}:
        named = ", ".join(sorted(f"a {t} {n}"[:80] for t, n in strange)[:3])
        raise UsageError(f"{path} is the store of a class run", f"what no grader wrote: {named}", "take it from where it was graded")
    return bool(application == APPLICATION)


def _fill(db: sqlite3.Connection) -> None:
    with transaction(db):
        if not db.execute("PRAGMA user_version").fetchone()[0]:  # another run may have been quicker
            for statement in _TABLES.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {SCHEMA}")
