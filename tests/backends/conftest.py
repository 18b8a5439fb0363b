"""Engines for the tests: where one is missing, a learner's machine skips with the command that brings it; CI fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader import backends
from tests import tiers
from tests.conftest import required

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from grader.backends.base import Backend, Instance


def need(name: str, profile: str = "default") -> Backend:
    """The backend of that name, or the test ends here."""
    if name in tiers.COSTLY:
        tiers.uses(name)
    found = backends.backend(name)
    absent = found.absent(profile)
    if absent is not None:
        required(f"{name}: {absent.why}", f"`{absent.command}`")
    return found


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Instance]]:
    """``start("server", "auth")``: one for the module, started at the first call, stopped in the end."""
    running: dict[tuple[str, str], Instance] = {}

    def give(name: str, profile: str = "default") -> Instance:
        if (name, profile) not in running:
            backend = need(name, profile)
            running[name, profile] = backend.start(profile, tmp_path_factory.mktemp(name) / "x")
        return running[name, profile]

    yield give
    for instance in running.values():
        instance.stop()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Callable[..., Instance]]:
    """The same, for a test that ends or changes what it gets."""
    running: list[Instance] = []

    def give(name: str, profile: str = "default") -> Instance:
        running.append(need(name, profile).start(profile, tmp_path / f"{name}{len(running)}"))
        return running[-1]

    yield give
    for instance in running:
        instance.stop()
