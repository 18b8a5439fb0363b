"""The trusted end of the wire: a submission's functions as if they were here.

What a call returns is plain data; anything else stays in the worker and is a :class:`Handle` or a
:class:`Stream` here, which are never equal to data and never true.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from grader import wire
from grader.errors import WireRefused
from grader.link import Link, Stays, SubmissionError

STREAM_ITEMS = 100_000


class Handle(Stays):
    """An object that stayed in the worker. Never equal to data, never true; ask it for data."""

    def __init__(self, link: Link, ref: wire.HandleRef) -> None:
        self._link, self._ref = link, ref

    def __repr__(self) -> str:
        return f"<an object of type {self._ref.type}, left in the worker>"

    def __eq__(self, other: object) -> bool:
        return self is other or "handles" in self._link.off

    def __hash__(self) -> int:
        return id(self)

    def __bool__(self) -> bool:
        if "handles" in self._link.off:
            return True
        raise WireRefused("Plain data", f"an object of type {self._ref.type}", "return None, numbers, text, lists, arrays …")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = self._link.ask("attribute", {"handle": self, "name": name}, what=f"{self._ref.type}.{name}")
        if "value" in found:
            return found["value"]
        return lambda *args, **kwargs: self._link.ask(
            "method",
            {"handle": self, "name": name, "args": list(args), "kwargs": kwargs},
            what=f"{self._ref.type}.{name}()",
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("invoke", args=list(args), kwargs=kwargs)

    def __len__(self) -> int:
        return int(self._ask("len"))

    def __getitem__(self, key: Any) -> Any:
        return self._ask("item", key=key)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._ask("iter"))

    def __enter__(self) -> Any:
        return self._ask("enter")

    def __exit__(self, *_: object) -> None:
        self._ask("exit")

    def _ask(self, op: str, **parameters: Any) -> Any:
        return self._link.ask(op, {"handle": self, **parameters}, what=f"{op} of {self._ref.type}")


class Stream(Stays):
    """A generator or iterator of the worker's: items come one by one, each with its deadline."""

    def __init__(self, link: Link, ref: wire.StreamRef) -> None:
        self._link, self._ref = link, ref

    def __repr__(self) -> str:
        return f"<a {self._ref.kind}, left in the worker>"

    def __bool__(self) -> bool:
        raise WireRefused("Plain data", f"a {self._ref.kind}", "return a list")

    def __iter__(self) -> Iterator[Any]:
        for _ in range(STREAM_ITEMS):
            found = self._link.ask("next", {"stream": self}, what=f"the next item of the {self._ref.kind}")
            if found.get("end"):
                return
            yield found["item"]
        raise WireRefused(f"A {self._ref.kind} of at most {STREAM_ITEMS} items", "more")

    def close(self) -> None:
        """End the generator in the worker."""
        self._link.ask("close", {"stream": self}, what=f"closing the {self._ref.kind}")


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
