"""The kinds of exercise, one module each, behind one Protocol.

A module ends in ``KIND``, an object with the attributes of :class:`Kind`. `grader/course/kinds.py` says how a kind is
recognized and under which name a check asks for it; a further one is one line there and one module here.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from grader.course.kinds import RULES

if TYPE_CHECKING:
    from grader.checks.session import Session


class Kind(Protocol):
    """What differs from kind to kind.

    Attributes:
        name: as in the result document.
    """

    name: str

    def begin(self, session: Session) -> None:
        """Start what takes time, while the checks are being collected."""

    def give(self, session: Session, folder: Callable[[], Path]) -> Any:
        """The fixture's value for one check; `folder` makes one that is the check's own."""


@functools.cache
def registry() -> dict[str, Kind]:
    """Every kind by name."""
    names = sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py"))
    kinds: list[Kind] = [importlib.import_module(f"{__name__}.{name}").KIND for name in names]
    return {kind.name: kind for kind in kinds}


def by_fixture(name: str) -> Kind:
    """The kind that gives a fixture."""
    return registry()[next(rule.name for rule in RULES if rule.fixture == name)]
