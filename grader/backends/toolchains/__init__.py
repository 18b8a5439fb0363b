"""The toolchains of other languages: what compiles and runs a learner's Go, Java or Node.js, and how it gets here.

::

    base.py   what all have in common: presence, a folder in the user's cache, the fetch
    go.py     java.py     node.py     one language each; the folder of its name holds its pins and checksums
    milvus22.py                       Python with the last client and server that travel in time
    kafka.py                          no language: Apache Kafka itself, which ``backends/broker.py`` starts
    prometheus.py                     Prometheus, promtool and Alertmanager, as the system has them

An exercise says ``needs = ["toolchain:go"]``, or ``["toolchain:go|java|node"]`` where the learner chooses. Compiler and runtime are the machine's own; the course fetches the libraries,
at the versions and checksums that lie here, with the language's own package manager. That is the only moment that needs
a network: to build and run a submission nothing is fetched.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import cache

from grader.backends.toolchains.base import FetchFailed, Toolchain
from grader.errors import NoBackend, UsageError

__all__ = ["LANGUAGES", "NAMES", "PREFIX", "FetchFailed", "Toolchain", "need", "of_needs", "toolchain"]

LANGUAGES = ("go", "java", "milvus22", "node")
"""Those that build or run a program; the others are tools that a check asks."""
NAMES = tuple(sorted((*LANGUAGES, "kafka", "prometheus")))
PREFIX = "toolchain:"


@cache
def toolchain(name: str) -> Toolchain:
    """A toolchain by its name.

    Raises:
        UsageError: no such name.
    """
    if name not in NAMES:
        raise UsageError(f"A toolchain is one of {', '.join(NAMES)}", repr(name), "`grader doctor`")
    found: Toolchain = importlib.import_module(f"{__name__}.{name}").TOOLCHAIN
    return found


def of_needs(needs: Iterable[str]) -> list[Toolchain]:
    """The toolchains among the words of an exercise's `needs`, by name; of a choice all that may be chosen."""
    return [toolchain(name) for need in sorted(needs) for name in choice(need)]


def choice(need: str) -> list[str]:
    """The names of which a word of `needs` asks for one; none where the word is about something else."""
    return need.removeprefix(PREFIX).split("|") if need.startswith(PREFIX) else []


def need(needs: Iterable[str]) -> None:
    """Refuse where a toolchain that is asked for is not here.

    Raises:
        NoBackend: with the one command that brings it.
    """
    for word in sorted(needs):
        wanted = [toolchain(name) for name in choice(word)]
        missing = [absent for one in wanted if (absent := one.absent()) is not None]
        if wanted and len(missing) == len(wanted):
            absent = missing[0]
            titles = " or ".join(each.title for each in wanted)
            raise NoBackend(f"{titles} is here to build and run the program", absent.why, f"`{absent.command}`")
