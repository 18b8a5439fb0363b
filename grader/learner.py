"""The one thing that a starter imports from the grader."""

from __future__ import annotations


class NotStarted(NotImplementedError):
    """Raised by a part of an exercise that has not been written yet."""

    def __init__(self, part: str = "this part") -> None:
        super().__init__(f"{part} is not written yet")
