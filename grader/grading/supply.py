"""What gradings run on: trusted processes, and a Milvus for each, chosen by what the exercise needs."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends.base import Endpoint, Identity
from grader.backends.controls import ROLE_ACTIONS, perform
from grader.errors import MilvusGone
from grader.worker.launch.base import Trusted

if TYPE_CHECKING:
    from grader.backends.base import Backend, Instance
    from grader.course import Exercise


_KINDS = tuple(
    f"grader.checks.kinds.{path.stem}" for path in sorted(Path(__file__).parents[1].glob("checks/kinds/[a-z]*.py"))
)
"""By their files: importing them here would hold up the start of the process that imports them anyway."""
RUNNER = Trusted(
    "grader.grading.runner",
    (
        "grader.checks", *_KINDS, "grader.checks.milvus", "grader.checks.tap",
        "grader.grading.outcomes", "grader.grading.plugin", "grader.grading.readied", "grader.grading.runner",
    ),
)  # fmt: skip
"""The trusted process, and what it imports anyway."""


def _nothing(what: str) -> str:
    raise MilvusGone(f"Something holds the server that should `{what}`", "nobody does")


@dataclass(frozen=True)
class Granted:
    """The Milvus of one grading.

    Attributes:
        lite: the version of Milvus Lite that the trusted process is to start itself, else empty.
        control: does something to a server that this process holds; ``alive``, ``kill``, ``restart``, ``logs`` …
    """

    lite: str = ""
    endpoint: Endpoint | None = None
    identity: Identity | None = None
    control: Callable[[str], str] = _nothing


class Supply:
    """Owns the launcher and the servers; close it when done."""

    def __init__(
        self, *, launcher: str | None = None, only: str | None = None, milvus: bool = True,
        remote: tuple[str, str] | None = None, ahead: int = 0, servers: int = 4,
    ) -> None:  # fmt: skip
        """Nothing is started yet.

        Args:
            launcher: ``fork`` or ``spawn``; None for the best here.
            only: the one backend to use.
            milvus: whether the forking parent should import pymilvus while it starts.
            remote: uri and token of a server that somebody already has.
            ahead: how many servers to keep started for the next grading; for those who grade many.
            servers: how many may live at once.
        """
        from grader.worker import launch

        self.launcher_name = launcher or launch.default_name()
        self.only, self.preload, self.remote, self.ahead, self.servers = only, milvus, remote, ahead, servers
        self._launcher: Any = None
        self._pool: Any = None
        self._lock = threading.Lock()

    # -- trusted processes ------------------------------------------------------------------------------

    def launcher(self) -> Any:
        """The launcher; started once."""
        with self._lock:
            if self._launcher is None:
                if self.launcher_name == "fork":
                    from grader.worker.launch.fork import ForkLauncher

                    self._launcher = ForkLauncher.start(milvus=self.preload, trusted=RUNNER)
                else:
                    from grader.worker.launch.spawn import SpawnLauncher

                    self._launcher = SpawnLauncher(trusted=RUNNER)
            return self._launcher

    @contextlib.contextmanager
    def runner(self, *, debug: bool = False) -> Iterator[socket.socket]:
        """A trusted process that waits for its job on the socket; ended on the way out."""
        if debug:
            from grader.worker.launch.spawn import SpawnLauncher

            launcher: Any = SpawnLauncher(debug=True, trusted=RUNNER)
        else:
            launcher = self.launcher()
        process, sock = launcher.runner()
        try:
            yield sock
        finally:
            sock.close()
            process.end()

    # -- Milvus -----------------------------------------------------------------------------------------

    def choose(self, exercise: Exercise, only: str | None = None) -> Backend | None:
        """The cheapest backend that serves, or None where no Milvus is asked for.

        Raises:
            NoBackend: with the command that would bring one, or the toolchain that it needs.
        """
        from grader import backends

        if not exercise.milvus:
            from grader.backends import toolchains

            toolchains.need(exercise.needs)
            return None
        return backends.choose(
            needs=exercise.needs, config=exercise.config, control=exercise.control, only=only or self.only, remote=self.remote
        )

    @contextlib.contextmanager
    def milvus(self, exercise: Exercise, only: str | None = None) -> Iterator[Granted]:
        """A fresh Milvus for one grading."""
        backend = self.choose(exercise, only)
        if backend is None:
            yield Granted()
        elif backend.name == "lite":
            yield Granted(lite=_lite_version())
        else:
            pool = self.pool()
            instance = pool.take(backend, exercise.config)
            try:
                yield Granted("", instance.endpoint, instance.identity, _control_of(instance))
            finally:
                # Users, passwords and configuration outlive a tidying up; so does whatever a kill left half-done.
                pool.give_back(instance, reuse=not exercise.control - {"logs"})

    def pool(self) -> Any:
        """The servers; none is started before it is asked for."""
        from grader.backends.pool import Pool

        with self._lock:
            if self._pool is None:
                self._pool = Pool(self.servers, self.ahead)
            return self._pool

    def close(self) -> None:
        """End everything."""
        with self._lock:
            if self._launcher is not None:
                self._launcher.close()
            if self._pool is not None:
                self._pool.close()
            self._launcher = self._pool = None

    def __enter__(self) -> Supply:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _control_of(instance: Instance) -> Callable[[str], str]:
    def control(what: str) -> str:
        if what == "alive":
            return "yes" if instance.alive() else "no"
        if what in ("kill", "restart"):
            getattr(instance, what)()
            return ""
        if what in ("logs", "metrics", "access_log"):
            return str(getattr(instance, what)())
        action, _, name = what.partition(":")
        if action == "processes" or action in ROLE_ACTIONS:
            return perform(instance, action, name)
        raise MilvusGone(f"A server can be told to {what}", "it cannot")

    return control


def _lite_version() -> str:
    import importlib.metadata

    return importlib.metadata.version("milvus-lite")
