"""Every status and how it is shown: one table, from which terminal, pages, lessons and reports take mark, words and tone.

A check has one of :data:`CHECK_STATUSES`, an exercise one of :data:`STATUSES`; the last three say why a class has no
result of somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "bad", "wait", "fault", "dim"]

PASSED, FAILED, BLOCKED, NOT_STARTED, ERROR = "passed", "failed", "blocked", "not_started", "error"
CHECK_STATUSES = (PASSED, FAILED, BLOCKED, NOT_STARTED, ERROR)
STATUSES = ("passed", "partial", "failed", "not_started", "error", "unavailable")


@dataclass(frozen=True)
class Shown:
    """How a status is shown.

    Attributes:
        word: in a table.
        sentence: to a learner, where there is room.
        tone: of what it says: :data:`STYLES` has the terminal's colors.
    """

    mark: str
    word: str
    sentence: str
    tone: Tone


SHOWN = {
    "passed": Shown("✓", "passed", "passed", "good"),
    "partial": Shown("◐", "partly right", "partly right", "wait"),
    "failed": Shown("✗", "failed", "failed", "bad"),
    "blocked": Shown("·", "waits", "waits for another check", "dim"),
    "not_started": Shown("○", "not started", "not started", "wait"),
    "error": Shown("!", "not graded", "could not be graded, and that is not your fault", "fault"),
    "unavailable": Shown("◇", "not served here", "unavailable: no Milvus here can show this", "dim"),
    "ungraded": Shown("!", "not graded", "not graded yet", "fault"),
    "refused": Shown("⊘", "refused", "refused", "bad"),
    "missing": Shown("\N{EM DASH}", "nothing handed in", "nothing handed in", "dim"),
}
STYLES: dict[Tone, str] = {"good": "green", "bad": "red", "wait": "yellow", "fault": "magenta", "dim": "dim"}


def style(status: str) -> str:
    """A status' color on a terminal."""
    return STYLES[SHOWN[status].tone]
