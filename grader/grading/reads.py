"""Which of the course's files the trusted process opens: what a grade depends on beside the code, seen, not declared."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_SKIPPED = frozenset({"grader", "__pycache__", ".venv", ".git", ".cache", "build"})


def watch(root: Path) -> set[str]:
    """From now on, collect the names, relative to `root`, of what is opened below it.

    An audit hook stays until the process ends, so this is for a process that grades once.
    """
    found: set[str] = set()
    top = os.path.realpath(root) + os.sep

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str):
            return
        path = arguments[0] if arguments[0].startswith(top) else os.path.realpath(arguments[0])
        if path.startswith(top):
            name = path[len(top):]
            if _SKIPPED.isdisjoint(Path(name).parts):
                found.add(Path(name).as_posix())

    sys.addaudithook(hook)
    return found
