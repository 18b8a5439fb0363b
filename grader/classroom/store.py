"""The memory of a class run: one SQLite file, in which verdicts are final and no person is named.

::

    verdicts   key -> result document; inserted if absent, never changed, never removed by a regrade
    attempts   faults of the grader's own, with their log; as many as there are rows, as many tries were made
    unserved   key -> what no Milvus here could show; replaced by the next run
    entries    hand-in and exercise -> the key that counts now, and the one before it
    runs       what each run was asked to do

A verdict is written in one statement, so a kill at any moment leaves it whole or absent. Two runs on one store
may grade the same key at the same time; the first verdict stays and the second is dropped.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from grader.classroom import storefile
from grader.classroom.gradebook import Entry
from grader.results import kept

LOG_CAP = 16_000


class Store:
    """One run folder's store; thread-safe.

    Attributes:
        path: the file.
        readonly: whether it can only be read, because that was asked for.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        """Open it, or make it where it is not there and may be written.

        Raises:
            UsageError: it cannot be opened, is not a store, or was written by a newer grader.
        """
        self.path, self.readonly = path, readonly
        self._lock = threading.RLock()
        with self._told():
            self._db, self._copy = storefile.open_to_read(path) if readonly else (storefile.open_to_write(path), None)

    # -- verdicts -----------------------------------------------------------------------------------------

    def verdict(self, key: str) -> dict[str, Any] | None:
        """The result document of a key, or None while there is none."""
        row = self._one("SELECT document FROM verdicts WHERE key = ?", key)
        with self._told():
            return kept.document(row[0]) if row else None

    def has(self, key: str) -> bool:
        """Whether a key has a verdict."""
        return self._one("SELECT 1 FROM verdicts WHERE key = ?", key) is not None

    def put(self, key: str, result: Mapping[str, Any], parts: Mapping[str, str] | None = None) -> bool:
        """Keep a verdict; False when there is one already, which stays.

        Args:
            parts: what the key was made of (`keys.py`), for `keys.explain`.
        """
        document = json.dumps(result, ensure_ascii=False, allow_nan=False)
        made = json.dumps(dict(parts or {}))
        with self._told(), self._transaction():
            done = self._db.execute(
                "INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)",
                (key, result["exercise"], result["digest"], document, made, _now()),
            ).rowcount
            self._db.execute("DELETE FROM unserved WHERE key = ?", (key,))
        return done == 1

    def parts(self, key: str) -> dict[str, str]:
        """What a key was made of; empty where that was not kept."""
        row = self._one("SELECT parts FROM verdicts WHERE key = ?", key)
        with self._told():
            found = kept.data(row[0]) if row else {}
            return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    # -- what is no verdict -------------------------------------------------------------------------------

    def fault(
        self, key: str, *, exercise: str, message: str, kind: str = "error", digest: str = "", log: str = ""
    ) -> None:
        """Keep a try that failed through no fault of the learner's.

        Args:
            kind: ``error`` counts as a try; ``stopped`` (a run that was ended from outside) does not.
        """
        self._write(
            "INSERT INTO attempts (key, exercise, digest, kind, message, log, host, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            key, exercise, digest, kind, message, log[-LOG_CAP:], socket.gethostname(), _now(),
        )  # fmt: skip

    def tries(self, key: str) -> int:
        """How many tries at a key ended as the grader's own fault."""
        row = self._one("SELECT count(*) FROM attempts WHERE key = ? AND kind = 'error'", key)
        return int(row[0]) if row else 0

    def add_attempts(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take over rows of another store's `attempts`, without their ids."""
        columns = "key, exercise, digest, kind, message, log, host, made"
        with self._told(), self._transaction():
            self._db.executemany(f"INSERT INTO attempts ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608  constants

    def faults(self, key: str) -> list[dict[str, str]]:
        """The tries at a key that failed, oldest first: kind, message, log, host, made."""
        columns = ("kind", "message", "log", "host", "made")
        rows = self._all(f"SELECT {', '.join(columns)} FROM attempts WHERE key = ? ORDER BY id", key)  # noqa: S608  constants
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def unserved(self, key: str, *, exercise: str, note: str) -> None:
        """No Milvus here could show it: not a try, not a verdict, asked again by the next run."""
        self._write("INSERT OR REPLACE INTO unserved VALUES (?, ?, ?, ?)", key, exercise, note, _now())

    # -- hand-ins -----------------------------------------------------------------------------------------

    def link(
        self, handin: str, exercise: str, key: str, submitted: datetime | None = None, *, reason: str = ""
    ) -> None:
        """Say which key is a hand-in's result for an exercise.

        The time of submission is set once and never moves. Where another key with a verdict stood here, it is
        remembered as the one that this one replaced.

        Args:
            key: empty where nothing can be run.
            reason: why nothing can be run.
        """
        self.link_all([(handin, exercise, key, submitted, reason)])

    def link_all(self, links: list[tuple[str, str, str, datetime | None, str]]) -> None:
        """The same for many, in one transaction: handin, exercise, key, submitted, reason."""
        with self._told(), self._transaction():
            for handin, exercise, key, submitted, reason in links:
                self._link(handin, exercise, key, submitted.isoformat() if submitted else None, reason)

    def _link(self, handin: str, exercise: str, key: str, submitted: str | None, reason: str) -> None:
        self._db.execute(
            """INSERT INTO entries (handin, exercise, key, submitted, seen, reason) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (handin, exercise) DO UPDATE SET
                 replaced = CASE WHEN key != excluded.key AND key IN (SELECT key FROM verdicts) THEN key ELSE replaced END,
                 submitted = coalesce(submitted, excluded.submitted), key = excluded.key, reason = excluded.reason""",
            (handin, exercise, key, submitted, _now(), reason),
        )

    def keys(self) -> dict[tuple[str, str], str]:
        """Hand-in and exercise to the key that counts, for those that have a verdict; reads no document."""
        rows = self._all("SELECT handin, exercise, key FROM entries WHERE key IN (SELECT key FROM verdicts)")
        return {(handin, exercise): key for handin, exercise, key in rows}

    def entries(self, *, pending: bool = False) -> list[Entry]:
        """Every hand-in's result for every exercise it was graded on, by hand-in and exercise.

        Args:
            pending: only those that have no verdict.
        """
        only = "WHERE v.key IS NULL" if pending else ""
        rows = self._all(
            f"""SELECT e.handin, e.exercise, e.key, e.submitted, e.reason, v.document, old.document, u.note,
                      (SELECT count(*) FROM attempts a WHERE a.key = e.key AND a.kind = 'error'),
                      (SELECT message FROM attempts a WHERE a.key = e.key ORDER BY id DESC LIMIT 1),
                      (SELECT log FROM attempts a WHERE a.key = e.key ORDER BY id DESC LIMIT 1)
               FROM entries e LEFT JOIN verdicts v ON v.key = e.key LEFT JOIN verdicts old ON old.key = e.replaced AND old.key != e.key
                    LEFT JOIN unserved u ON u.key = e.key
               {only} ORDER BY e.handin, e.exercise"""  # noqa: S608  one of two constants
        )
        with self._told():
            return [_entry(row) for row in rows]

    def forget_handin(self, handin: str) -> int:
        """Remove a hand-in; its verdicts stay, since they name nobody and others may share them."""
        return self._write("DELETE FROM entries WHERE handin = ?", handin)

    # -- runs ---------------------------------------------------------------------------------------------

    def setting(self, name: str, value: str | None = None) -> str | None:
        """A value kept for all runs on this store; `value` is kept only where there is none yet."""
        if value is not None and not self.readonly:
            self._write("INSERT OR IGNORE INTO settings VALUES (?, ?)", name, value)
        row = self._one("SELECT value FROM settings WHERE name = ?", name)
        return str(row[0]) if row else None

    def begin(self, options: Mapping[str, Any]) -> None:
        """Note that a run began, and with what."""
        self._write(
            "INSERT INTO runs (options, host, made) VALUES (?, ?, ?)",
            json.dumps(options, default=str),
            socket.gethostname(),
            _now(),
        )

    def runs(self) -> list[dict[str, Any]]:
        """The options of every run, oldest first."""
        rows = self._all("SELECT options FROM runs ORDER BY id")
        with self._told():
            found = [kept.data(row[0]) for row in rows]
            return [options for options in found if isinstance(options, dict)]

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """A whole table, for `merge`."""
        if table not in ("verdicts", "attempts", "unserved", "entries", "settings"):
            raise KeyError(table)
        return self._all(f"SELECT * FROM {table}")  # noqa: S608  a name from the list above

    # -- opening and closing ------------------------------------------------------------------------------

    def close(self) -> None:
        """Close it; what was written is on the disk already."""
        with self._lock:
            self._db.close()
            if self._copy is not None:
                shutil.rmtree(self._copy, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock, storefile.transaction(self._db):
            yield

    def _one(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        rows = self._all(statement, *values)
        return rows[0] if rows else None

    def _all(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._told(), self._lock:
            return self._db.execute(statement, values).fetchall()

    def _write(self, statement: str, *values: Any) -> int:
        with self._told(), self._transaction():
            return self._db.execute(statement, values).rowcount

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's and the system's errors in our words."""
        try:
            yield
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            raise storefile.explained(self.path, error) from None


def _entry(row: tuple[Any, ...]) -> Entry:
    handin, exercise, key, submitted, reason, document, old, note, tries, message, log = row
    result = kept.document(document) if document else None
    ungraded, unserved = "", False
    if result is None:
        ungraded = reason or (f"unavailable: {note}" if note else "") or message or "not graded yet"
        unserved = bool(note) and not reason
    return Entry(
        handin=handin, exercise=exercise, key=key, result=result, ungraded=ungraded,
        log=(log or "") if result is None else "", tries=tries, unserved=unserved,
        submitted=datetime.fromisoformat(submitted) if submitted else None,
        changed=float(kept.document(old)["points"]) if old else None,
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
