"""What a launcher gives: processes with a socket, a pipe for what they print, and an end that can be seen."""

from __future__ import annotations

import contextlib
import os
import selectors
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from grader.errors import LaunchFailed
from grader.worker.process import Process

if TYPE_CHECKING:
    from grader.worker.spec import WorkerSpec


_CONFINED_WITHIN = 60.0
_VARIABLES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "VIRTUAL_ENV",
    "XDG_CACHE_HOME",
    "DOCKER_HOST",
    "LD_LIBRARY_PATH",
)
_PREFIXES = ("GRADER_", "OPENBLAS_", "PYTEST_", "COVERAGE_")


def parent_environment() -> dict[str, str]:
    """What a process inherits from which workers are forked: a fork could read whatever else stood there."""
    return {k: v for k, v in os.environ.items() if k in _VARIABLES or k.startswith(_PREFIXES)}


def confined(process: Process, told: int) -> Callable[[], None]:
    """A waiter: returns once a worker has said that it is confined.

    Args:
        told: reads the worker's one byte; closed here.
    """

    def wait() -> None:
        with selectors.DefaultSelector() as selector, os.fdopen(told, "rb") as ready:
            selector.register(ready, selectors.EVENT_READ)
            if selector.select(_CONFINED_WITHIN) and ready.read(1):
                return
        said = ""
        if process.output is not None:
            os.set_blocking(process.output, False)
            with contextlib.suppress(OSError):
                said = os.read(process.output, 4_000).decode(errors="replace").strip()
        process.end()
        raise LaunchFailed("A worker is confined", said or "it ended", "`grader doctor`")

    return wait


@dataclass(frozen=True)
class Trusted:
    """What a trusted process runs; whoever grades says so, this room only starts it.

    Attributes:
        module: has a ``main(sock, launcher)``; run with ``-m`` where nothing is forked.
        imports: what it imports anyway, so that a fork has it.
    """

    module: str
    imports: tuple[str, ...] = ()


class Launcher(Protocol):
    """Starts workers and Milvus Lite for one trusted process."""

    name: str

    def worker(self, spec: WorkerSpec) -> Process:
        """Start a worker with its socket and output pipe.

        Raises:
            LaunchFailed: when the process cannot be made.
        """

    def lite(self, data_dir: Path, address: str) -> Process:
        """Start Milvus Lite on a unix socket; `wait_ready` returns once it listens."""

    def close(self) -> None:
        """End everything it started."""
