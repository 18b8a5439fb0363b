"""A Milvus of the reader's own, and what to show where there is none."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.backends.base import Process
from grader.backends.controls import Control
from grader.errors import GraderError, LaunchFailed, MilvusGone, NoBackend
from grader.lesson import mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_open: dict[tuple[int, frozenset[str], str], LessonMilvus] = {}
_lock = threading.Lock()


class NotServed(GraderError):
    """No Milvus that is here can show what the lesson needs; ``next`` is the command that brings one."""

    exit_status = 2


@dataclass(frozen=True)
class LessonMilvus:
    """A running Milvus that ends with the reader's tab, or with the script.

    Attributes:
        uri: what ``MilvusClient(uri=…)`` takes.
        identity: who answers, as people read it: ``lite 3.2.2``.
        admin: further arguments of the administrator's client (user, password, TLS files).
        files: names to paths that a lesson may use: ``ca``, ``client_cert``, …
        metrics: where the metrics are, or None.
        control: does one of the actions of ``grader.backends.controls`` to it; ask through the methods below.
    """

    uri: str
    identity: str
    admin: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    metrics: str | None = None
    control: Callable[..., str] | None = field(default=None, repr=False, compare=False)

    @property
    def introduced(self) -> str:
        """Who answers in this lesson, as a sentence: the reader's own Milvus, or on a page the one that ran."""
        if mode.live():
            return f"Milvus is running for you alone: this page talks to **Milvus {self.identity}**, and it ends when you close the tab."
        return f"Whatever is not marked as recorded was answered by **Milvus {self.identity}**."

    def kill(self) -> None:
        """SIGKILL: what was not yet on disk is gone."""
        self._control("kill")

    def restart(self) -> None:
        """Start it again, after a SIGKILL, on the same data and address; returns when what was loaded answers queries."""
        self._control("restart")

    def logs(self) -> str:
        """What it has written: the last 256 KiB."""
        return self._control("logs")

    def scrape(self) -> str:
        """Its metrics at this moment, in Prometheus' text form."""
        return self._control("metrics")

    def processes(self) -> list[Process]:
        """Every process of a cluster (``config="cluster"``) at this moment: role, pid, ports, memory, whom it calls."""
        return [Process.told(one) for one in json.loads(self._control("processes"))]

    def stop_role(self, name: str) -> None:
        """Take one process of a cluster away with SIGKILL; the log, which is in memory, is paused instead."""
        self._control("stop_role", name)

    def start_role(self, name: str) -> None:
        """Bring it back; returns when it calls itself healthy. The others may need longer to find it."""
        self._control("start_role", name)

    def role_logs(self, name: str) -> str:
        """What one process of a cluster has written: the last 256 KiB."""
        return self._control("role_logs", name)

    def role_metrics(self, name: str) -> str:
        """The metrics of one process of a cluster, in Prometheus' text form."""
        return self._control("role_metrics", name)

    def _control(self, what: str, *of: str) -> str:
        if self.control is None:
            raise MilvusGone(f"This Milvus can be told to {what}", "nobody holds it", "start it with course.milvus()")
        return self.control(what, *of)

    def client(self, **login: Any) -> Any:
        """A ``MilvusClient``: the administrator's, unless `login` (user, password, token, …; another way there: uri) says another's."""
        import logging

        from pymilvus import MilvusClient

        # It logs a traceback for every refused call; a lesson shows refusals on purpose.
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        return MilvusClient(**{"uri": self.uri, **(login or self.admin)})


def milvus(needs: Iterable[str] = (), config: str = "default") -> LessonMilvus:
    """Start a Milvus for this reader, or return the one that this session already has.

    Args:
        needs: features, from the vocabulary in ``grader/backends/features.py``.
        config: the launch profile: ``default``, ``auth``, ``tls``, ``mtls``, ``accesslog``, ``cluster``, ``time-travel``.

    Raises:
        NotServed: nothing here can show it.
    """
    key = (threading.get_ident(), frozenset(needs), config)
    with _lock:
        if key in _open:
            return _open[key]
    # Without the lock: a server takes seconds to start, and other readers' tabs ask for theirs meanwhile. Nobody else
    # asks for this one, because the key names this thread.
    try:
        found = _from_service(key[1], config) if mode.live() else _own(key[1], config)
    except NoBackend as error:
        raise NotServed(error.expected, error.found, error.next) from error
    with _lock:
        _open[key] = found
    mode.when_session_ends(lambda: _forget(key))
    return found


def connect(needs: Iterable[str] = (), config: str = "default", **login: Any) -> Any:
    """A ``MilvusClient`` on a Milvus of the reader's own, closed with the tab.

    Args:
        needs: features that the lesson shows.
        config: the launch profile.
        login: who to be (user, password, token, db_name, …); the administrator by default.

    Raises:
        NotServed: nothing here can show it; show `recorded` output instead.
    """
    client = milvus(needs, config).client(**login)
    mode.when_session_ends(client.close)
    return client


def identities() -> list[str]:
    """Every Milvus that this process has talked to in its lesson, as people read it."""
    with _lock:
        return sorted({held.identity for held in _open.values()})


def record(name: str, text: str, identity: str) -> str:
    """Return `text`; where ``GRADER_RECORD=1`` is set, also keep it for readers without such a Milvus.

    Args:
        name: ``ch05-ivf-recall``; the record is ``lessons/recorded/<name>.json``.
        text: Markdown, as the reader would see it.
        identity: which Milvus said so (``LessonMilvus.identity``).
    """
    if os.environ.get("GRADER_RECORD") == "1":
        path = _record_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        document = {"milvus": identity, "text": text}
        path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return text


def recorded(name: str, nobody: str = "No Milvus here shows this", who: str = "Milvus ") -> Any:
    """What `record` kept, as marimo Markdown, labelled with what said it.

    Args:
        nobody: what is missing here, where nothing is recorded either.
        who: stands before the identity, which for a Milvus is a version only.
    """
    import marimo as mo

    path = _record_path(name)
    if not path.is_file():
        return mo.md(f"*{nobody}, and nothing is recorded as `{name}`.*")
    document = json.loads(path.read_text(encoding="utf-8"))
    label = f"**Recorded**, not run here: {who}*{document['milvus']}* said this."
    return mo.md(f"/// admonition | {label}\n\n{document['text']}\n\n///")


def measured(name: str, make: Callable[[], Any] | None, identity: str = "") -> tuple[Any, str]:
    """Numbers that a Milvus gives now, or gave when they were recorded, and a line that says which.

    Args:
        name: of the record, ``lessons/recorded/<name>.json``; it is written anew where ``GRADER_RECORD=1`` is set.
        make: measures, and returns what JSON can hold; None where nothing here can show it.
        identity: which Milvus says so (``LessonMilvus.identity``).
    """
    if make is None:
        document = json.loads(_record_path(name).read_text(encoding="utf-8"))
        return json.loads(document["text"]), f"**Recorded**, not run here: {document['milvus']}."
    data = make()
    record(name, json.dumps(data), identity)
    return data, f"Measured just now: {identity}."


def _record_path(name: str) -> Path:
    return mode.course_root() / "lessons" / "recorded" / f"{name}.json"


def _from_service(needs: frozenset[str], config: str) -> LessonMilvus:
    from grader.backends.base import Identity
    from grader.lesson.service import Client

    stack = contextlib.ExitStack()
    try:
        held = stack.enter_context(Client(mode.service_path()).milvus(needs=sorted(needs), config=config))
    except OSError as error:
        raise LaunchFailed(
            "The grading service answers", error.strerror or str(error), "stop and start: grader start"
        ) from error
    mode.when_session_ends(stack.close)
    return LessonMilvus(held.uri, str(Identity(**held.identity)), held.admin, held.files, held.metrics, held.control)


def _own(needs: frozenset[str], config: str) -> LessonMilvus:
    """Outside the served lessons: a process that holds one until this process is gone, however it goes."""
    request = json.dumps({"needs": sorted(needs), "config": config})
    holder = subprocess.Popen(
        [sys.executable, "-m", "grader.lesson.holder", request],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    stack = contextlib.ExitStack()
    stack.callback(_end, holder)
    mode.when_session_ends(stack.close)
    assert holder.stdin is not None
    assert holder.stdout is not None
    line = holder.stdout.readline()
    if not line:
        stack.close()
        raise LaunchFailed(
            "A Milvus starts for this lesson", f"its process ended with {holder.returncode}", "grader doctor"
        )
    answer = json.loads(line)
    if "error" in answer:
        kind = NoBackend if answer["error"] == "NoBackend" else LaunchFailed
        raise kind(answer["expected"], answer["found"], answer["next"])
    return LessonMilvus(**answer, control=Control(holder.stdin, holder.stdout))


def _end(holder: subprocess.Popen[bytes]) -> None:
    assert holder.stdin is not None
    holder.stdin.close()
    try:
        holder.wait(20)
    except subprocess.TimeoutExpired:
        holder.kill()
        holder.wait()


def _forget(key: tuple[int, frozenset[str], str]) -> None:
    with _lock:
        _open.pop(key, None)
