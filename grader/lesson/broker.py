"""A message broker of the reader's own, and what to show where there is only the small one."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends import broker as brokers
from grader.backends import keeper
from grader.backends.base import tail
from grader.backends.toolchains.kafka import TOOLCHAIN
from grader.errors import LaunchFailed, NoBackend
from grader.lesson import mode
from grader.lesson.milvus import NotServed, record, recorded

if TYPE_CHECKING:
    from collections.abc import Callable

_open: dict[tuple[int, bool | None], LessonBroker] = {}
_lock = threading.Lock()
THEIRS = "KAFKA_BOOTSTRAP"
"""The variable with which a reader names a Kafka that is there already: ``localhost:9092``."""


@dataclass(frozen=True)
class LessonBroker:
    """A running broker that ends with the reader's tab, or with the script.

    Attributes:
        bootstrap: ``host:port``, for ``bootstrap.servers``.
        identity: what answers, as people read it.
        real: whether it is Apache Kafka.
    """

    bootstrap: str
    identity: str
    real: bool
    _topic: Callable[..., str]

    def topic(self, name: str, partitions: int = 4, **config: str) -> str:
        """Make a topic; its name."""
        return self._topic(name, partitions, **config)

    def producer(self, **more: Any) -> Any:
        """A ``confluent_kafka.Producer``; `more` are settings with ``_`` for ``.``."""
        from confluent_kafka import Producer

        return Producer(self._settings(more))

    def consumer(self, group: str, **more: Any) -> Any:
        """A ``confluent_kafka.Consumer`` that starts at the beginning, and commits only when it is told to."""
        from confluent_kafka import Consumer

        return Consumer({"group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False, "fetch.wait.max.ms": 20} | self._settings(more))

    def tool(self, name: str, *arguments: str, done: Callable[[], bool], folder: Path, seconds: float = 60.0) -> float:
        """Run one of Kafka's own programs until `done()`; how long that took, in seconds.

        Args:
            name: of the class, ``org.apache.kafka.connect.cli.ConnectStandalone``.
            arguments: its arguments.
            done: asked ten times a second; the program is ended when it says yes.
            folder: where it works, made for this and removed if we are killed; its output is ``out.log`` there.
            seconds: at most so long.

        Raises:
            NotServed: Kafka's programs are not here, only its broker.
            LaunchFailed: it ended by itself, or was not done in time.
        """
        if (missing := TOOLCHAIN.absent()) is not None:
            raise NotServed("Kafka's own programs are here", missing.why, f"`{missing.command}`")
        begun = time.monotonic()
        process, pid = brokers.guarded([*TOOLCHAIN.java(), name, *arguments], folder)
        try:
            while not done():
                if process.poll() is not None or time.monotonic() > begun + seconds:
                    raise LaunchFailed(f"{name.rpartition('.')[2]} does its work", tail(folder / "out.log", 800), "run the lesson again")
                time.sleep(0.1)
        finally:
            keeper.end(process)
            keeper.wait_gone(pid)
        return time.monotonic() - begun

    def _settings(self, more: dict[str, Any]) -> dict[str, Any]:
        return {"bootstrap.servers": self.bootstrap, **brokers.QUIET, **{key.replace("_", "."): value for key, value in more.items()}}


def broker(*, real: bool | None = None) -> LessonBroker:
    """Start a broker for this reader, or return the one that this session already has.

    Args:
        real: True for Apache Kafka or nothing, False for the small one; by default Apache Kafka where it is.

    Raises:
        NotServed: Apache Kafka was asked for, and is not here.
    """
    key = (threading.get_ident(), real)
    with _lock:
        if key in _open:
            return _open[key]
    if (named := os.environ.get(THEIRS)) and real is not False:
        found = LessonBroker(named, f"the Kafka at {named}", real=True, _topic=_make(named))
    else:
        folder = Path(tempfile.mkdtemp(prefix="lesson-"))
        try:
            started = brokers.start(folder / "broker", real=real)
        except NoBackend as error:
            folder.rmdir()
            raise NotServed(error.expected, error.found, error.next) from error

        def end() -> None:
            started.stop()
            if folder.is_dir():
                folder.rmdir()

        mode.when_session_ends(end)
        found = LessonBroker(started.bootstrap, started.identity, real=started.real, _topic=started.topic)
    with _lock:
        _open[key] = found
    mode.when_session_ends(lambda: _forget(key))
    return found


def on_broker(name: str, show: Callable[[LessonBroker], str]) -> Any:
    """What Apache Kafka answers now, or what it answered when it was recorded.

    Args:
        name: of the record, ``lessons/recorded/<name>.json``.
        show: is given the broker; returns Markdown.
    """
    import marimo as mo

    try:
        kafka = broker(real=True)
        text = show(kafka)
    except NotServed as error:
        return mo.vstack([recorded(name, "No Apache Kafka is here", ""), mo.md(f"To run it here: {error.next}")])
    return mo.md(record(name, text, kafka.identity) + f"\n\nAnswered by {kafka.identity}.")


def _make(bootstrap: str) -> Callable[..., str]:
    known = brokers.Kafka(Path())
    known.bootstrap = bootstrap
    return known.topic


def _forget(key: tuple[int, bool | None]) -> None:
    with _lock:
        _open.pop(key, None)
