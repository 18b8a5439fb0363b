"""Objects that stayed in the worker, as the trusted side sees them: never equal to data, never true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from grader.errors import WireRefused

if TYPE_CHECKING:
    from grader.worker import wire


class Link(Protocol):
    """What asks the worker about an object that stayed there."""

    off: frozenset[str]

    def ask(self, operation: str, parameters: dict[str, Any], *, what: str, back: bool = False) -> Any: ...


STREAM_ITEMS = 100_000


class Remote:
    """Something that stayed in the worker; `_ref` is the number by which both sides know it."""

    _ref: Any


class Handle(Remote):
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


class Stream(Remote):
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
