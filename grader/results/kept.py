"""A result document that was kept somewhere and comes back: it is data, and may be anything until it was looked at."""

from __future__ import annotations

import json
import math
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Points = Annotated[float, Meta(ge=0, le=1e6)]


class _Check(msgspec.Struct):
    name: str
    title: str
    status: Literal["passed", "failed", "blocked", "not_started", "error"]
    points: Points
    max_points: Points
    hidden: bool
    called: str
    returned: str
    expected: str
    why: str
    misconception: str | None
    evidence: str | None
    message: str
    output: str
    output_cut: int
    traceback: str
    seconds: float


class _Milvus(msgspec.Struct):
    backend: str
    version: str
    profile: str
    digest: str | None
    note: str = ""


class _Document(msgspec.Struct):
    course: str
    exercise: str
    title: str
    status: Literal["passed", "partial", "failed", "not_started", "error", "unavailable"]
    points: Points
    max_points: Points
    seed: int
    milvus: _Milvus | None
    confinement: str
    digest: str
    seconds: float
    checks: Annotated[list[_Check], Meta(max_length=1000)]
    note: str
    log: str


def document(text: str) -> dict[str, Any]:
    """A result document from its text.

    Raises:
        ValueError: it is none, in one line.
    """
    found = data(text)
    try:
        msgspec.convert(found, _Document)
    except msgspec.ValidationError as error:
        raise ValueError(f"no result document: {error}") from None
    result: dict[str, Any] = found
    return result


def data(text: str) -> Any:
    """JSON of finite numbers, however deep it is.

    Raises:
        ValueError: it is none, or deeper than any document of ours.
    """
    try:
        return json.loads(text, parse_constant=_none, parse_float=_finite)
    except RecursionError:
        raise ValueError("JSON deeper than any document has it") from None


def _none(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:20]} is no number that can be written again")
    return value
