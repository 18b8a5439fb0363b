"""What a lesson's own clients say to its Milvus: the tap of the checks, for showing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.lesson import mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.checks.tap import Call, Tap
    from grader.lesson.milvus import LessonMilvus


class Tapped:
    """The way to a Milvus past a tap that listens; it ends with the reader's tab.

    Attributes:
        uri: what ``MilvusClient(uri=…)`` takes.
        tap: the tap itself, which may also delay a call, refuse it or lose its reply: ``tap.bend``.
    """

    def __init__(self, milvus: LessonMilvus) -> None:
        from grader.checks.tap import Tap

        self._milvus = milvus
        self._folder = Path(tempfile.mkdtemp(prefix="tap-"))
        self.uri = f"unix:{self._folder}/t"
        self.tap: Tap = Tap(self.uri, milvus.uri)
        mode.when_session_ends(self._close)

    def client(self, **options: Any) -> Any:
        """A ``MilvusClient`` of the administrator's that is heard; `options` are further arguments."""
        client = self._milvus.client(uri=self.uri, **{**self._milvus.admin, **options})
        mode.when_session_ends(client.close)
        return client

    def heard(self) -> list[Call]:
        """What was said since the last time that this was asked, in order."""
        calls = self.tap.calls()
        self.tap.forget()
        return calls

    def during(self, act: Callable[[], Any], method: str | None = None) -> tuple[Any, list[Call]]:
        """What `act` returns, and the calls that it made, in order; `method` keeps those of one name."""
        self.tap.forget()
        result = act()
        return result, self.tap.calls(method)

    def _close(self) -> None:
        self.tap.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def tapped(milvus: LessonMilvus) -> Tapped:
    """A way to a lesson's Milvus on which everything is heard.

    Raises:
        ValueError: this Milvus speaks TLS, and what goes by is read in the clear.
    """
    return Tapped(milvus)
