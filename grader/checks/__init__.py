"""Room 5 · What a check says and what it is given. ``from grader.checks import check, same, …`` is the author's vocabulary."""

from grader.checks.vocabulary import (
    CheckFailed,
    SubmissionError,
    check,
    close,
    difference,
    equal,
    fail,
    misconception,
    require,
    same,
    shown,
)

__all__ = [
    "CheckFailed", "SubmissionError", "check", "close", "difference", "equal", "fail", "misconception", "require", "same",
    "shown",
]  # fmt: skip
