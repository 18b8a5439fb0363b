"""What a lesson may do to its own Milvus beside calling it: kill it, start it again, read its log and its metrics.

The Milvus belongs to another process. That process is asked with one JSON line, ``{"control": "restart"}``, and
answers with one: ``{"done": "…"}``, or what was expected and found instead. Of a cluster one process can be meant:
``{"control": "stop_role", "of": "querynode1"}``.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

from grader.errors import GraderError, MilvusGone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from grader.backends.base import Instance

ACTIONS = ("kill", "restart", "logs", "metrics")
"""Methods of :class:`grader.backends.base.Instance`; what they return crosses as text."""
ROLE_ACTIONS = ("stop_role", "start_role", "role_logs", "role_metrics")
"""Methods of :class:`grader.backends.cluster.instance.ClusterInstance` that take the name of a process."""


def serve(instance: Instance, lines: Iterable[bytes], say: Callable[[dict[str, Any]], None]) -> None:
    """Do what the lines ask for, until there are no more: the lesson is gone then."""
    for line in lines:
        try:
            say({"done": _apply(instance, line)})
        except GraderError as error:
            say({"expected": error.expected, "found": error.found, "next": error.next})


def _apply(instance: Instance, line: bytes) -> str:
    try:
        asked = json.loads(line)
        what, name = asked["control"], str(asked.get("of", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        what, name = None, ""
    return perform(instance, what, name)


def perform(instance: Instance, what: object, name: str = "") -> str:
    """Do one of the actions.

    Args:
        name: which process of a cluster is meant, for `ROLE_ACTIONS`.

    Raises:
        MilvusGone: it is none of them, or this Milvus has no processes to choose from.
    """
    if what in ACTIONS:
        return str(getattr(instance, str(what))() or "")
    if what != "processes" and what not in ROLE_ACTIONS:
        raise MilvusGone(f"A lesson's Milvus can be told to {', '.join(ACTIONS)}", repr(what), "ask for one of these")
    method = getattr(instance, str(what), None)
    if method is None:
        raise MilvusGone(f"A Milvus can be told to {what}", f"{instance.identity} is one process", 'ask for config="cluster"')
    if what == "processes":
        return json.dumps([asdict(process) for process in method()])
    return str(method(name) or "")


class Control:
    """The lesson's end: call it with one of the actions."""

    def __init__(self, write: IO[bytes], read: IO[bytes]) -> None:
        self._write, self._read = write, read
        self._lock = threading.Lock()

    def __call__(self, what: str, name: str = "") -> str:
        """Do it and wait until it is done.

        Args:
            name: which process of a cluster is meant, for `ROLE_ACTIONS`.

        Raises:
            MilvusGone: this Milvus cannot, or whoever held it is gone.
        """
        with self._lock:
            try:
                self._write.write(json.dumps({"control": what, **({"of": name} if name else {})}).encode() + b"\n")
                self._write.flush()
                answer = json.loads(self._read.readline() or b"{}")
            except (OSError, ValueError):
                answer = {}
        if "done" in answer:
            return str(answer["done"])
        raise MilvusGone(
            answer.get("expected", "The lesson's Milvus is there"),
            answer.get("found", "the process that held it is gone"),
            answer.get("next", "reload the page, or run the lesson again"),
        )
