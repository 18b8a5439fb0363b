"""What every operator is made of: a mutant, the registry, the place and the words of a change."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

import libcst as cst

from grader.course import starter

Change = cst.CSTNode | cst.RemovalSentinel
Operator = Callable[[cst.CSTNode, cst.CSTNode | None], Iterator[Change]]
OPERATORS: dict[str, Operator] = {}


@dataclass(frozen=True)
class Mutant:
    """One wrong answer.

    Attributes:
        operator: what kind of change made it.
        line: of the answer, where it stands.
        was, becomes: the lines that differ, stripped.
        text: the whole mutated file.
        file: which file of the answer.
    """

    operator: str
    line: int
    was: str
    becomes: str
    text: str
    file: str = ""

    @property
    def id(self) -> str:
        """Eight digits of what was changed into what; the same wherever the line stands."""
        return hashlib.sha256(f"{self.was}\n{self.becomes}".encode()).hexdigest()[:8]


def operator(function: Operator) -> Operator:
    """Register an operator under its own name; it yields what may stand in a node's place."""
    OPERATORS[function.__name__] = function
    return function


def describe(before: str, after: str) -> tuple[int, str, str] | None:
    """Line number, the lines that differ before and after; None where nothing does."""
    left, right = before.splitlines(), after.splitlines()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            return a + 1, "\n".join(x.strip() for x in left[a:b]), "\n".join(x.strip() for x in right[c:d])
    return None


def lines_of(text: str, path: PurePath) -> set[int]:
    """The lines inside the regions; all of them where there are none."""
    inside = {n for region in starter.regions(text, path) for n in range(region.first + 2, region.last + 1)}  # 1-based, between the marks
    return inside or set(range(1, text.count("\n") + 2))
