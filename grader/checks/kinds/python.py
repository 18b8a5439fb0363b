"""A submission of the kind ``python``: a module in a worker, called over the wire (`grader/checks/submission.py`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.checks.session import Session
    from grader.checks.submission import Submission


class PythonKind:
    """A worker is started ahead; it imports the file when the first check calls."""

    name = "python"

    def begin(self, session: Session) -> None:
        session.prepare_worker()

    def give(self, session: Session, folder: Callable[[], Path]) -> Submission:
        return session.submission()


KIND = PythonKind()
