"""What crosses the wire under a type of its own: stand-ins for the sender's classes, and references to what stays."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class EnumValue:
    """A member of an enum that only the sender has."""

    type: str
    name: str
    value: Any


class Record:
    """A data class that only the sender has; its fields are attributes."""

    def __init__(self, type_name: str, fields: Mapping[str, Any]) -> None:
        self.__dict__.update(fields)
        self.__dict__["_type"] = type_name

    def _asdict(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k != "_type"}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Record):
            return self.__dict__ == other.__dict__
        if dataclasses.is_dataclass(other) and not isinstance(other, type):
            mine = {f.name: getattr(other, f.name) for f in dataclasses.fields(other)}
            return type(other).__name__ == self.__dict__["_type"] and self._asdict() == mine
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # fields may be lists

    def __repr__(self) -> str:
        inner = ", ".join(f"{k}={v!r}" for k, v in self._asdict().items())
        return f"{self.__dict__['_type']}({inner})"


class ResultList(list[Any]):
    """What pymilvus returned: a list, with its ``extra`` information."""

    extra: dict[str, Any]

    def __init__(self, items: Any = (), extra: Mapping[str, Any] | None = None) -> None:
        super().__init__(items)
        self.extra = dict(extra or {})


@dataclass(frozen=True)
class Connect:
    """A client that crosses: where to connect, and as whom."""

    uri: str
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Callback:
    """A function that stays with the sender."""

    id: int


@dataclass(frozen=True)
class StreamRef:
    """A generator or iterator that stays in the worker."""

    id: int
    kind: str


@dataclass(frozen=True)
class HandleRef:
    """An object that stays in the worker."""

    id: int
    type: str
