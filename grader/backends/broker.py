"""A message broker beside Milvus: Apache Kafka where it has been fetched, else the one inside librdkafka.

Kafka is a process below a guard (``guard.py``), as a Milvus server is: it ends with its owner and leaves no file. The second one lives in
this process, inside the client library, and is meant for that library's own tests. It keeps topics, offsets and groups; it knows no transaction, no
topic's settings, no Connect, and forgets everything at its end. :attr:`Broker.identity` says which of the two answered.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import shutil
import time
from typing import TYPE_CHECKING, Any

from grader.backends import beside, configure, keeper
from grader.backends.base import Absent, tail
from grader.backends.toolchains.kafka import TOOLCHAIN, settings
from grader.errors import LaunchFailed, NoBackend

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

START_SECONDS = 90.0
MEMORY, DISK = 1024, 2048
"""MiB that a broker may hold and store before its guard ends it."""
_SILENT = logging.getLogger("grader.broker.client")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
QUIET: dict[str, Any] = {"log_level": 0, "logger": _SILENT}
"""The client writes to stderr when a connection is lost, and one is at the end of every lesson; and when it is fenced, which a lesson shows."""


class Broker:
    """What both are to their users."""

    bootstrap = ""
    """``host:port``, for ``bootstrap.servers``."""
    identity = ""
    """What answers, as people read it."""
    real = False

    def topic(self, name: str, partitions: int = 1, **config: str) -> str:
        """Make a topic, as that is done here; its name."""
        raise NotImplementedError

    def stop(self) -> None:
        """End it and remove every file; may be called twice."""


class Kafka(Broker):
    """One running Apache Kafka with its guard."""

    real = True

    def __init__(self, folder: Path) -> None:
        """Args: folder, for its log; made, and removed by `stop`."""
        self.folder = folder
        self.guard: subprocess.Popen[bytes] | None = None
        self.server = 0
        self.identity = "Apache Kafka 4.1.2"

    def start(self) -> None:
        """Start it, and prove that it answers.

        Raises:
            NoBackend: it has not been fetched.
            LaunchFailed: it does not start.
        """
        if (absent := TOOLCHAIN.absent()) is not None:
            raise NoBackend("Apache Kafka is here", absent.why, f"`{absent.command}`")
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(TOOLCHAIN.empty, self.folder / "log")
        ports = configure.free_ports({"client": 0, "controller": 0})
        properties = self.folder / "server.properties"
        properties.write_text(settings(self.folder / "log", ports["client"], ports["controller"]))
        self.bootstrap = f"127.0.0.1:{ports['client']}"
        self.guard, self.server = guarded([*TOOLCHAIN.java(), "kafka.Kafka", str(properties)], self.folder)
        try:
            self._wait_ready(time.monotonic() + START_SECONDS)
        except LaunchFailed:
            self.stop()
            raise

    def _wait_ready(self, deadline: float) -> None:
        from confluent_kafka.admin import AdminClient

        admin = AdminClient({"bootstrap.servers": self.bootstrap, "reconnect.backoff.max.ms": 200, **QUIET})
        while time.monotonic() < deadline and self.alive():
            with contextlib.suppress(Exception):
                # The first group makes the topic of offsets, and until that is there nobody coordinates any group.
                if admin.list_topics(timeout=1).brokers and _coordinates(self.bootstrap):
                    return
            time.sleep(0.05)
        last = tail(self.folder / "out.log", 1500) or tail(self.folder / "guard.log", 600)
        raise LaunchFailed("Apache Kafka answers", f"its last words:\n{last}\n", "`grader doctor`")

    def alive(self) -> bool:
        return self.guard is not None and self.guard.poll() is None

    def topic(self, name: str, partitions: int = 1, **config: str) -> str:
        from confluent_kafka.admin import AdminClient, NewTopic  # type: ignore[attr-defined]

        admin = AdminClient({"bootstrap.servers": self.bootstrap, **QUIET})
        admin.create_topics([NewTopic(name, partitions, 1, config=config)])[name].result(20)
        return name

    def stop(self) -> None:
        if self.guard is not None:
            keeper.end(self.guard)
            keeper.wait_gone(self.server)
            self.guard = None
        shutil.rmtree(self.folder, ignore_errors=True)


def guarded(arguments: list[str], folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start a program of Kafka's below a guard, which ends it and removes the folder when we are gone; the guard, and the program's pid.

    It listens where it is told, on the loopback alone.
    """
    return beside.guarded(arguments, folder, memory=MEMORY, disk=DISK, variables={"LOG_DIR": str(folder)})


def _coordinates(bootstrap: str) -> bool:
    from confluent_kafka import Consumer, TopicPartition

    asker = Consumer({"bootstrap.servers": bootstrap, "group.id": "ready", **QUIET})
    try:
        asker.committed([TopicPartition("ready", 0)], timeout=2)
    finally:
        asker.close()
    return True


class Embedded(Broker):
    """The mock cluster of librdkafka, in this process."""

    def __init__(self) -> None:
        """Start it; a topic comes with the first message, and has four partitions."""
        import confluent_kafka

        self.identity = f"the broker inside librdkafka {confluent_kafka.libversion()[0]}"
        self._owner: Any = confluent_kafka.Producer({"bootstrap.servers": "unused", "test.mock.num.brokers": 1, **QUIET})
        one = next(iter(self._owner.list_topics(timeout=10).brokers.values()))
        self.bootstrap = f"{one.host}:{one.port}"

    def topic(self, name: str, partitions: int = 1, **config: str) -> str:
        """A topic of four partitions, whatever was asked for: nothing else is on offer here."""
        del partitions, config
        return name

    def stop(self) -> None:
        self._owner = None


def absent() -> Absent | None:
    """Why Apache Kafka cannot be started here, or None."""
    if importlib.util.find_spec("confluent_kafka") is None:
        return Absent("the client confluent-kafka is not installed", "pip install -e '.[lessons]'")
    return TOOLCHAIN.absent()


def start(folder: Path, *, real: bool | None = None) -> Broker:
    """A running broker: Apache Kafka where it is, else the one inside the client library.

    Args:
        folder: for Kafka's log.
        real: True for Apache Kafka or nothing, False for the small one.

    Raises:
        NoBackend: the real one was asked for, and is not here.
    """
    if real is None:
        real = absent() is None
    if not real:
        return Embedded()
    if (missing := absent()) is not None:
        raise NoBackend("Apache Kafka is here", missing.why, f"`{missing.command}`")
    broker = Kafka(folder)
    broker.start()
    return broker
