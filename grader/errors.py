"""Every error that the grader raises on purpose.

::

    GraderError
    ├── UsageError            the command was wrong: exit 2, one line
    │   ├── UnknownExercise       … names the nearest ones
    │   ├── CourseError           a manifest, test or solution is wrong: file and line
    │   ├── FileMistake           a roster, policy or export is wrong: file and line (`intake/tables.py`)
    │   ├── Refused               a hand-in that is not unpacked (`intake/rules.py`)
    │   ├── SandboxMissing        no sandbox holds here: the command that mends it (`sandbox/`)
    │   ├── NoBackend             nothing here serves the exercise: the command that brings it
    │   └── WorkUnreadable        the learner's file is missing or cannot be read
    ├── LearnerFault          the submission broke the contract: a failed check, never a traceback of ours
    │   ├── WireRefused           something that is not data tried to cross
    │   └── WorkerGone            the worker ended, hung or was killed
    └── InternalFault         not the learner's fault: exit 3, never a zero
        ├── MilvusGone            Milvus died or stalled
        └── LaunchFailed          a process of ours did not start

Each message says what was expected, what was found, and which command comes next.
"""

from __future__ import annotations

from pathlib import Path, PurePath


class GraderError(Exception):
    """The root: ``str(error)`` is what a person reads, ``exit_status`` what a shell sees."""

    exit_status = 3

    def __init__(self, expected: str, found: str = "", next: str = "") -> None:
        """Join the three things that every message tells.

        Args:
            expected: what should have been the case, or the whole message.
            found: what was there instead.
            next: the command or act that comes next.
        """
        self.expected, self.found, self.next = expected, found, next
        parts = [expected.rstrip(".")]
        if found:
            parts.append(f"Found: {found.rstrip('.')}")
        if next:
            parts.append(f"Next: {next}")
        super().__init__(". ".join(parts) + ("" if next else "."))


class UsageError(GraderError):
    """What was asked cannot be done as asked."""

    exit_status = 2


class UnknownExercise(UsageError):
    """An id that is not in the course."""


class CourseError(UsageError):
    """The course itself is wrong: an author's mistake, with its file and line."""

    def __init__(self, path: PurePath | str, line: int | None, expected: str, found: str = "", next: str = "") -> None:
        self.path, self.line = Path(path), line
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {expected}", found, next)


class NoBackend(UsageError):
    """No Milvus that is here can show what the exercise needs."""


class WorkUnreadable(UsageError):
    """A learner's file that is missing, unreadable or not what its exercise takes."""


class LearnerFault(GraderError):
    """The submission did something that fails the check that met it."""

    exit_status = 0


class WireRefused(LearnerFault):
    """A value that may not cross the wire; the message names its type."""


class WorkerGone(LearnerFault):
    """The worker process ended, hung or was killed.

    Attributes:
        why: ``exit``, ``signal``, ``killed`` (SIGKILL), ``cpu``, ``wall``, ``memory`` or ``protocol``.
    """

    def __init__(self, why: str, expected: str, found: str = "", next: str = "") -> None:
        self.why = why
        super().__init__(expected, found, next)


class InternalFault(GraderError):
    """Not the learner's fault."""


class MilvusGone(InternalFault):
    """Milvus died, or does not answer."""


class LaunchFailed(InternalFault):
    """A process that the grader needs did not start."""
