"""One run of an exercise's checks under pytest: what it found so far, kept in pytest's stash."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

import pytest

from grader.grading.once import once

if TYPE_CHECKING:
    from grader.checks.session import Session

RUN: pytest.StashKey[Run] = pytest.StashKey()
OUTCOME: pytest.StashKey[dict[str, Any]] = pytest.StashKey()


def begin(session: Session) -> None:
    """Start what takes time: what the kind of exercise needs, then Milvus Lite."""
    from grader.checks.kinds import registry

    registry()[session.exercise.kind].begin(session)
    session.begin()


class Run:
    """What one run of checks has found so far."""

    def __init__(self, session: Session, emit: Callable[[dict[str, Any]], None]) -> None:
        self.session, self.emit = session, emit
        self.status: dict[str, str] = {}
        self.said: dict[Hashable, str] = {}

    def finish(self, item: pytest.Item, outcome: dict[str, Any]) -> None:
        """Add what the submission printed meanwhile, and hand the outcome on."""
        from grader.grading.outcomes import text_of

        self.session.after_check()
        outcome["output"], outcome["output_cut"] = self.session.output.take()
        if "dependencies" not in self.session.job.off:
            once(outcome, self.said)
        self.status[item.name] = outcome["status"]
        if outcome["fault"] == "milvus":
            self.session.milvus_ended = True
        if outcome["import_failed"]:
            self.session.broken_import = text_of(outcome["message"])
        self.emit(outcome)
