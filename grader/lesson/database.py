"""A relational database of the reader's own, and what to show where there is no PostgreSQL."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.backends import database as databases
from grader.errors import NoBackend
from grader.lesson import mode
from grader.lesson.milvus import NotServed, record, recorded

if TYPE_CHECKING:
    from collections.abc import Callable

_open: dict[tuple[int, bool | None], LessonDatabase] = {}
_lock = threading.Lock()
REQUIRED = "GRADER_REQUIRE_ALL"
"""CI sets it: then a missing PostgreSQL is an error, and nothing takes its place."""


@dataclass(frozen=True)
class LessonDatabase:
    """A running database that ends with the reader's tab, or with the script.

    Attributes:
        address: ``postgresql://…`` or ``sqlite:///…``.
        identity: what answers, as people read it.
        real: whether it is PostgreSQL.
        instead: where it is SQLite, why, and the command that brings PostgreSQL; else empty.
    """

    address: str
    identity: str
    real: bool
    instead: str = ""


def database(*, real: bool | None = None) -> LessonDatabase:
    """Start a database for this reader, or return the one that this session already has.

    Args:
        real: True for PostgreSQL or nothing, False for SQLite; by default PostgreSQL where it is.

    Raises:
        NotServed: PostgreSQL was asked for, or CI wants it, and it is not here.
    """
    key = (threading.get_ident(), real)
    with _lock:
        if key in _open:
            return _open[key]
    missing = None if real is False else databases.absent()
    try:
        started = databases.start(real=True if os.environ.get(REQUIRED) == "1" and real is None else real)
    except NoBackend as error:
        raise NotServed(error.expected, error.found, error.next) from error
    mode.when_session_ends(started.stop)
    instead = f"{missing.why}; `{missing.command}` brings it" if missing is not None and not started.real else ""
    found = LessonDatabase(started.address, started.identity, started.real, instead)
    with _lock:
        _open[key] = found
    mode.when_session_ends(lambda: _forget(key))
    return found


def on_database(name: str, show: Callable[[LessonDatabase], str]) -> Any:
    """What PostgreSQL answers now, or what it answered when it was recorded.

    Args:
        name: of the record, ``lessons/recorded/<name>.json``.
        show: is given the database; returns Markdown.
    """
    import marimo as mo

    try:
        postgres = database(real=True)
        text = show(postgres)
    except NotServed as error:
        return mo.vstack([recorded(name, "No PostgreSQL is here", ""), mo.md(f"To run it here: {error.next}")])
    return mo.md(record(name, text, postgres.identity) + f"\n\nAnswered by {postgres.identity}.")


def _forget(key: tuple[int, bool | None]) -> None:
    with _lock:
        _open.pop(key, None)
