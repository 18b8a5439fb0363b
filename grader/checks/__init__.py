"""Room 5 · What a check says and what it is given. ``from grader.checks import check, same, …`` is the author's vocabulary."""

from grader.checks.like_a_server import keys_in, no_second_row
from grader.checks.vocabulary import (
    CheckFailed,
    SubmissionError,
    check,
    close,
    difference,
    equal,
    fail,
    misconception,
    quoted,
    require,
    same,
    shown,
)
from grader.worker.remote import Handle, Stream

__all__ = [
    "CheckFailed", "Handle", "Stream", "SubmissionError", "check", "close", "difference", "equal", "fail", "keys_in", "misconception",
    "no_second_row", "quoted", "require", "same", "shown",
]  # fmt: skip
