"""How a lesson is being run, whose desk it works on, and what ends with the reader's tab."""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import course
from grader.course import progress
from grader.errors import GraderError

if TYPE_CHECKING:
    from collections.abc import Callable

_lock = threading.Lock()
_ends: weakref.WeakKeyDictionary[threading.Thread, contextlib.ExitStack] = weakref.WeakKeyDictionary()
_kept: weakref.WeakKeyDictionary[threading.Thread, list[Any]] = weakref.WeakKeyDictionary()


def live() -> bool:
    """Whether a reader is looking at this lesson now, served by ``grader start``."""
    if not service_path():
        return False
    import marimo as mo

    return mo.app_meta().mode == "run"


def service_path() -> str:
    """The socket of the grading service; empty when the lesson is not being served."""
    return os.environ.get("GRADER_LIVE", "")


def course_root() -> Path:
    """The course that this lesson belongs to: ``$GRADER_COURSE``, or the one around the notebook.

    Raises:
        UsageError: no ``book.toml`` above the lesson.
    """
    import marimo as mo

    return course.find_root(start=mo.notebook_dir())


def desk() -> Path:
    """The learner's desk: ``$GRADER_DESK``, or ``my`` beside the book."""
    named = os.environ.get("GRADER_DESK")
    return Path(named) if named else course_root() / "my"


def remember(kind: str, key: str, value: Any) -> None:
    """Write down what this learner did; a desk that cannot be written costs the memory, not the lesson."""
    try:
        progress.remember(desk(), kind, key, value)
    except (OSError, GraderError):
        return


def recall(kind: str, key: str) -> Any:
    """What `remember` wrote, or None."""
    try:
        return progress.recall(desk(), kind, key)
    except (OSError, GraderError):
        return None


def keep(thing: Any) -> None:
    """Hold `thing` for as long as this reader's session: marimo itself holds controls weakly."""
    _kept.setdefault(threading.current_thread(), []).append(thing)


def when_session_ends(close: Callable[[], object]) -> None:
    """Call `close` once, last in first out, when the tab is gone (live) or the process ends.

    A live session is a thread of the web application, and marimo ends it a while after the tab; there
    is no hook for that, so a second thread waits for the first.
    """
    session = threading.current_thread() if live() else threading.main_thread()
    with _lock:
        stack = _ends.get(session)
        if stack is None:
            stack = _ends[session] = contextlib.ExitStack()
            atexit.register(stack.close)
            if live():
                threading.Thread(target=_end_with, args=(session, stack), name="lesson-end", daemon=True).start()
        stack.callback(close)


def end_sessions() -> None:
    """End what every session still holds; the server calls it on its way out."""
    with _lock:
        stacks = list(_ends.values())
    for stack in stacks:
        stack.close()


def _end_with(session: threading.Thread, stack: contextlib.ExitStack) -> None:
    session.join()
    atexit.unregister(stack.close)
    stack.close()
