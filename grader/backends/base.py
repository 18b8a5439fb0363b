"""What every Milvus that the grader can start looks like from outside.

A *backend* knows how to start a Milvus with a launch profile; an *instance* is one that runs. Nothing
outside this package asks which backend it has: it asks what the instance can show (`features.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

LOG_BYTES = 256 << 10


@dataclass(frozen=True)
class Identity:
    """Which Milvus answered; stamped on every result.

    Attributes:
        backend: ``lite``, ``server``, ``docker`` or ``remote``.
        version: as the server itself reports it.
        digest: of the image, where there is one.
        profile: the launch profile.
        note: what a reader must know about it, such as ``not confined``.
    """

    backend: str
    version: str
    profile: str = "default"
    digest: str | None = None
    note: str = ""

    def __str__(self) -> str:
        profile = f" [{self.profile}]" if self.profile != "default" else ""
        return f"{self.backend} {self.version}{profile}" + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True)
class Absent:
    """Why a backend is not here, and the one command that brings it."""

    why: str
    command: str


@dataclass(frozen=True)
class Endpoint:
    """How to reach a Milvus: data only, so that it can be handed to another process.

    Attributes:
        uri: ``unix:/path``, ``http://127.0.0.1:port`` or ``https://localhost:port``.
        admin: what the grader's own administrator passes to ``MilvusClient`` beside the uri (user, password, TLS files).
        files: names to paths that an exercise may hand out: ``ca``, ``client_cert``, ``client_key``, ``wrong_ca``…
        metrics: base URL or ``unix:/path`` of the metrics port, or None.
        socket: ``unix:/path`` to the same server, for those who have no network; None where there is none.
    """

    uri: str
    admin: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    metrics: str | None = None
    socket: str | None = None


@dataclass(frozen=True)
class Process:
    """One process of a cluster as it is now.

    Attributes:
        name: ``querynode1``, ``etcd``, ``log``, …
        role: ``querynode``, ``etcd``, ``log``, …
        pid: of the last one started.
        state: ``running``, ``paused`` (SIGSTOP), ``stopped`` (taken away) or ``ended`` (by itself).
        status: the exit status, or None while it runs.
        resident: MiB in memory, shared libraries included; `own` without what it shares.
        ports: on which it listens, and what for: ``clients``, ``peers``, ``grpc``, ``metrics``.
        calls: the names of those to which it holds a connection that it opened.
    """

    name: str
    role: str
    pid: int
    state: str
    status: int | None
    resident: int
    own: int
    ports: Mapping[str, str]
    calls: tuple[str, ...]

    @classmethod
    def told(cls, data: Mapping[str, Any]) -> Process:
        """One that crossed as data."""
        return cls(**{**data, "calls": tuple(data["calls"])})


def tail(path: Path, size: int = LOG_BYTES, since: int = 0) -> str:
    """The end of a file as text, at most `size` bytes and none before `since`; empty if there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(since, path.stat().st_size - size))
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def last_words(log: str) -> str:
    """What a log says of its end: from Go's panic on, whose stacks would push it out of sight; else the last lines."""
    lines = log.splitlines()
    for number, line in enumerate(lines):
        if line.startswith(("panic:", "fatal error:")):
            return "\n".join([*lines[number : number + 8], "…", *[e for e in lines[-2:] if e.startswith("[guard]")]])
    return "\n".join(line[:400] for line in lines[-12:])


class Instance(Protocol):
    """A Milvus that runs, owned by whoever started it."""

    identity: Identity
    endpoint: Endpoint

    def alive(self) -> bool:
        """Whether its process runs *and* answers a cheap call within two seconds."""

    def logs(self) -> str:
        """What the server has written: the last 256 KiB."""

    def access_log(self) -> str:
        """The access log (profile ``accesslog``), complete up to the last call answered."""

    def metrics(self) -> str:
        """The Prometheus exposition text."""

    def kill(self) -> None:
        """SIGKILL, to the whole group."""

    def restart(self) -> None:
        """Start again on the same data and the same endpoint; returns when a real query was answered."""

    def stop(self) -> None:
        """End every process and remove every file. May be called twice."""


class Backend(Protocol):
    """A way to bring a Milvus."""

    name: str
    profiles: frozenset[str]
    controls: frozenset[str]

    def absent(self, profile: str = "default") -> Absent | None:
        """None when it can be used here with that profile; cheap, and imports nothing heavy."""

    def key(self) -> str:
        """What was seen of it is remembered under this: name and version, or image digest; cheap."""

    def version(self, profile: str = "default") -> str:
        """Which Milvus would be started, as far as it is known before that; cheap."""

    def start(self, profile: str, folder: Path) -> Instance:
        """Start a fresh, empty Milvus whose files live in `folder`; ready means a real query was answered.

        Raises:
            LaunchFailed: with status, the last log lines and a hint.
        """
