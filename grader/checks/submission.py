"""The trusted end of the wire: a submission's functions as if they were here.

What a call returns is plain data; anything else stays in the worker and is a :class:`Handle` or a
:class:`Stream` here, which are never equal to data and never true.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from grader.errors import WireRefused
from grader.worker.link import Link, SubmissionError


class Function:
    """One function of the submission."""

    def __init__(self, link: Link, name: str) -> None:
        self._link, self._name = link, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._link.load()
        return self._link.ask(
            "call", {"name": self._name, "args": list(args), "kwargs": kwargs}, what=f"{self._name}()"
        )

    def with_arguments(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """Call it, and also get the positional arguments as they are afterwards."""
        self._link.load()
        value, after = self._link.ask(
            "call", {"name": self._name, "args": list(args), "kwargs": kwargs}, what=f"{self._name}()", back=True
        )
        return value, tuple(after)

    def __bool__(self) -> bool:
        raise WireRefused("A call", f"`submission.{self._name}` without one", f"write submission.{self._name}(…)")

    def __eq__(self, other: object) -> bool:
        raise WireRefused("A call", f"`submission.{self._name}` without one", f"write submission.{self._name}(…)")

    __hash__ = None  # type: ignore[assignment]  # it is compared by mistake only


class Submission:
    """A learner's file, as a check sees it."""

    def __init__(self, link: Link, another: Callable[[], Link]) -> None:
        self._link, self._another = link, another

    def __getattr__(self, name: str) -> Function:
        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self._link, name)

    def names(self) -> list[str]:
        """The public names that the file defines."""
        return list(self._link.load())

    def constant(self, name: str) -> Any:
        """A module-level value, by name."""
        self._link.load()
        return self._link.ask("call", {"name": name, "args": [], "kwargs": {}}, what=name)

    def spawn(self) -> Submission:
        """The same file in a second process, with clients of its own."""
        return Submission(self._another(), self._another)

    def kill(self) -> None:
        """End its process by SIGKILL, as a machine without power ends it; also from another thread while a call waits,
        which then raises :class:`grader.errors.WorkerGone`.
        """
        process = self._link.process
        if process is not None:
            process.ender()

    @contextlib.contextmanager
    def raises(self, *names: str, match: str = "") -> Iterator[list[SubmissionError]]:
        """Expect an exception by the name of its class or of a base class; the list receives it."""
        from grader.checks import fail

        caught: list[SubmissionError] = []
        wanted = " or ".join(names)
        try:
            yield caught
        except SubmissionError as error:
            if not set(names) & set(error.names):
                if error.not_started:
                    raise
                fail(called=error.what, returned=f"{error.type}: {error.message}", expected=f"{wanted} to be raised")
            if match and not re.search(match, error.message):
                fail(called=error.what, returned=f"the message {error.message!r}", expected=f"a message like {match!r}")
            caught.append(error)
        else:
            fail(called="the call", returned="a value", expected=f"{wanted} to be raised")
