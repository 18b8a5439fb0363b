"""The Milvus of one exercise, as its checks see it: clients, what was said to it, and the controls it declared."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from grader.backends.base import Endpoint, Identity, Process
from grader.backends.quiet_clients import quiet_clients
from grader.errors import CourseError, MilvusGone
from grader.worker.link import crossing_clients
from grader.worker.wire import Connect

if TYPE_CHECKING:
    from grader.checks.tap import Call, Tap
    from grader.course import Exercise

_SEARCHES = ("Search", "HybridSearch")


class Source(Protocol):
    """Where the Milvus of a session comes from; see ``session.py``."""

    endpoint: Endpoint
    identity: Identity

    def alive(self) -> bool: ...
    def control(self, what: str) -> str: ...


class Connection:
    """A client that exists only where it is used: in the worker when it crosses, here when it is called."""

    def __init__(self, milvus: MilvusUnderTest, options: Mapping[str, Any]) -> None:
        self.milvus, self.options = milvus, options

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.milvus.connect(self.options), name)


class MilvusUnderTest:
    """The fixture ``milvus``."""

    def __init__(self, exercise: Exercise, source: Source, tap: Tap | None, worker_uri: str) -> None:
        self._exercise, self._source, self._tap = exercise, source, tap
        self._worker_uri = worker_uri
        self._clients: dict[tuple[Any, ...], Any] = {}

    @property
    def uri(self) -> str:
        """Where the submission finds it."""
        return self._worker_uri

    @property
    def version(self) -> str:
        return self._source.identity.version

    @property
    def backend(self) -> str:
        return self._source.identity.backend

    @property
    def files(self) -> Mapping[str, str]:
        """TLS files by name: ``ca``, ``client_cert`` …"""
        return self._source.endpoint.files

    def client(self, **options: Any) -> Connection:
        """A client with an identity (user, password, token, db_name, TLS files); crosses as *connect here*.

        Nothing connects until the submission, or a call made here, uses it.
        """
        connection = Connection(self, dict(options))
        crossing_clients[id(connection)] = (connection, Connect(self._worker_uri, connection.options))
        return connection

    def connect(self, options: Mapping[str, Any]) -> Any:
        """The trusted side's own client with these options; one channel for each set of them."""
        key = tuple(sorted((k, str(v)) for k, v in options.items()))
        if key not in self._clients:
            from pymilvus import MilvusClient

            quiet_clients()
            self._clients[key] = MilvusClient(self._source.endpoint.uri, dedicated=True, **options)
        return self._clients[key]

    def admin(self) -> Any:
        """The grader's own administrator; on an open Milvus it may cross, elsewhere it stays here.

        On a server that the learner has brought along the administrator is the learner.
        """
        options = dict(self._source.endpoint.admin)
        client = self.connect(options)
        if not options or self._source.identity.backend == "remote":
            crossing_clients[id(client)] = (client, Connect(self._worker_uri, options))
        return client

    # -- what the submission said ---------------------------------------------------------------------

    def calls(self, method: str | None = None) -> list[Call]:
        """What the submission asked of Milvus, in order; see :class:`grader.checks.tap.Call`."""
        return self._need_tap().calls(method)

    def searches(self) -> list[Call]:
        """The searches that Milvus answered, of one vector or of several fields at once."""
        return [c for c in self.calls() if c.answered and c.method in _SEARCHES]

    def reads(self) -> list[Call]:
        """Every call that Milvus answered with rows, whichever way they were asked for."""
        return [c for c in self.calls() if c.answered and c.method in (*_SEARCHES, "Query")]

    def forget(self) -> None:
        """Start the record anew."""
        self._need_tap().forget()

    def delay(self, method: str, seconds: float, *, times: int = 1) -> None:
        """Hold the next calls of a method back."""
        self._need_tap().bend(method, times, delay=seconds)

    def fail_next(self, method: str, *, times: int = 1, code: str = "UNAVAILABLE") -> None:
        """Refuse the next calls of a method with a gRPC code; pymilvus retries UNAVAILABLE by itself."""
        self._need_tap().bend(method, times, code=code)

    def drop(self, method: str, *, times: int = 1) -> None:
        """Let the next calls arrive and lose their replies."""
        self._need_tap().bend(method, times, lose_reply=True)

    def reverse(self, *, times: int = 1) -> None:
        """Let the next queries come back last row first; see :mod:`grader.checks.replies`."""
        self._need_tap().bend("Query", times, reverse=True)

    def pretend(self, method: str, *, times: int = 1) -> None:
        """Confirm the next calls of ``Delete``, ``LoadBalance``, ``Query``, ``Search`` or ``Upsert`` without doing anything; see :func:`grader.checks.replies.hollow`."""
        self._need_tap().bend(method, times, hollow=True)

    def straighten(self) -> None:
        """Take away what was bent and is not used up: no later call feels it."""
        self._need_tap().straighten()

    def _need_tap(self) -> Tap:
        if self._tap is None:
            raise CourseError(self._exercise.test_path, None, "reads what was said to Milvus", "no `tap = true`",
                              f"add it to {self._exercise.id} in chapter.toml")  # fmt: skip
        return self._tap

    # -- controls ---------------------------------------------------------------------------------------

    def restart(self) -> None:
        """Stop it hard and start it again on the same data."""
        self._control("restart")
        self._forget_clients()

    def kill(self) -> None:
        """SIGKILL."""
        self._control("kill")
        self._forget_clients()

    def logs(self) -> str:
        return self._control("logs")

    def access_log(self) -> str:
        return self._source.control("access_log")

    def metrics(self) -> str:
        """The Prometheus exposition text."""
        return self._source.control("metrics")

    def processes(self) -> list[Process]:
        """Every process of a cluster (``config = "cluster"``) as it is now."""
        self._declared("role", "processes")
        return [Process.told(one) for one in json.loads(self._source.control("processes"))]

    def stop_role(self, name: str) -> None:
        """Take one process of a cluster away; see :class:`grader.backends.cluster.instance.ClusterInstance`."""
        self._declared("role", "stop_role")
        self._source.control(f"stop_role:{name}")

    def start_role(self, name: str) -> None:
        """Bring it back; returns when it calls itself healthy."""
        self._declared("role", "start_role")
        self._source.control(f"start_role:{name}")

    def _control(self, what: str) -> str:
        self._declared(what, what)
        return self._source.control(what)

    def _declared(self, word: str, method: str) -> None:
        if word not in self._exercise.control:
            raise CourseError(self._exercise.test_path, None, f"uses milvus.{method}()", "it is not declared",
                              f'add control = ["{word}"] to {self._exercise.id} in chapter.toml')  # fmt: skip

    def _forget_clients(self) -> None:
        for client in self._clients.values():
            crossing_clients.pop(id(client), None)
        self._clients.clear()

    def alive(self) -> bool:
        return self._source.alive()

    def close(self) -> None:
        for client in self._clients.values():
            client.close()
        self._forget_clients()


class FixedSource:
    """A Milvus that somebody else started and controls, reached through `ask`."""

    def __init__(self, endpoint: Endpoint, identity: Identity, ask: Callable[[str], str]) -> None:
        self.endpoint, self.identity, self.ask = endpoint, identity, ask

    def alive(self) -> bool:
        return self.ask("alive") == "yes"

    def control(self, what: str) -> str:
        return self.ask(what)


def _wait_quiet(folder: Path, quiet: float = 0.3, most: float = 5.0) -> None:
    """Wait until nothing is being written: Milvus Lite 3.2.2 writes some files in place, and a kill in the middle of one
    leaves a torn file, which no learner can help. At most `most` seconds.
    """
    end = time.monotonic() + most
    before: dict[str, tuple[int, int]] = {}
    since = time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < quiet:
        now = {}
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):
                facts = path.stat()
                now[str(path)] = (facts.st_size, facts.st_mtime_ns)
        if now != before:
            before, since = now, time.monotonic()
        time.sleep(0.02)


class LiteSource:
    """A Milvus Lite of this session's own, on an empty folder."""

    def __init__(self, start: Callable[[Path, str], Any], folder: Path, version: str, address: str) -> None:
        self.folder, self._start = folder, start
        self.address = address
        self.endpoint = Endpoint(self.address)
        self.identity = Identity("lite", version)
        self.process = start(folder / "data", self.address)

    def ready(self) -> None:
        self.process.wait_ready()

    def alive(self) -> bool:
        """Whether the process runs, and takes a connection within two seconds."""
        if self.process.poll() is not None:
            return False
        import grpc

        channel = grpc.insecure_channel(self.address, options=[("grpc.use_local_subchannel_pool", 1)])
        try:
            grpc.channel_ready_future(channel).result(timeout=2)
        except grpc.FutureTimeoutError:
            return False
        finally:
            channel.close()
        return True

    def control(self, what: str) -> str:
        if what in ("kill", "restart"):
            if what == "restart":
                _wait_quiet(self.folder / "data")
            self.process.end()
            Path(self.address.removeprefix("unix:")).unlink(missing_ok=True)
            if what == "restart":
                self.process = self._start(self.folder / "data", self.address)
                self.ready()
            return ""
        if what == "logs":
            return (self.folder / "lite.log").read_text(errors="replace")[-(256 << 10) :]
        raise MilvusGone(f"Milvus Lite has {what}", "it has none", "declare the feature in `needs`")

    def close(self) -> None:
        self.process.end()
