"""Which kind an exercise is, from its manifest entry and its file; how each is run is in `grader/checks/kinds/`.

A further kind is one line here, before the one that takes whatever is left, and one module there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class KindRule:
    """How a kind is recognized, and what follows for its exercise.

    Attributes:
        name: as in the result document; also of its module.
        fixture: the name under which a check asks for the submission.
        takes: whether an entry with this program and this file or folder is of the kind; the first that says yes counts.
        milvus: whether it has a Milvus unless its manifest says otherwise.
        says_not_started: an empty starter says check by check that it is not started (`NotStarted`); elsewhere it is
            not started as long as it equals the starter.
    """

    name: str
    fixture: str
    takes: Callable[[tuple[str, ...], str], bool]
    milvus: bool = True
    says_not_started: bool = False


RULES = (
    KindRule("program", "program", lambda program, file: bool(program)),
    KindRule("python", "submission", lambda program, file: file.endswith(".py"), says_not_started=True),
    KindRule("files", "work", lambda program, file: True, milvus=False),
)
BY_NAME = {rule.name: rule for rule in RULES}


def kind_of(program: tuple[str, ...], file: str) -> KindRule:
    """The kind of an entry."""
    return next(rule for rule in RULES if rule.takes(program, file))
