"""What a lesson does to its own Milvus: over the holder's pipe and over the service's socket."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import grader.lesson as course
from grader.backends.controls import Control, serve
from grader.errors import MilvusGone
from grader.lesson.service import Running
from tests.conftest import ROOT


class Stub:
    """An instance that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def restart(self) -> None:
        self.told.append("restart")

    def logs(self) -> str:
        return "two\nlines"

    def metrics(self) -> str:
        raise MilvusGone("It gives metrics", "it has none", "ask another one")

    def stop(self) -> None:
        self.told.append("stop")


def answers(*lines: bytes) -> tuple[Stub, list[dict[str, str]]]:
    instance, said = Stub(), []  # type: ignore[var-annotated]
    serve(instance, lines, said.append)  # type: ignore[arg-type]
    return instance, said


def test_words_are_obeyed() -> None:
    """Each line has one answer; what returns nothing is done all the same."""
    instance, said = answers(b'{"control": "restart"}\n', b'{"control": "logs"}\n')
    assert said == [{"done": ""}, {"done": "two\nlines"}]
    assert instance.told == ["restart"]


@pytest.mark.parametrize("line", [b'{"control": "stop"}\n', b'{"control": "__init__"}\n', b'{"control": 7}\n', b"[]\n", b"nonsense\n"])
def test_no_other_word_is(line: bytes) -> None:
    """Not a method that is there, and not a line that is no request; the next line is heard."""
    instance, said = answers(line, b'{"control": "restart"}\n')
    assert "kill, restart, logs, metrics" in said[0]["expected"]
    assert said[1] == {"done": ""}
    assert instance.told == ["restart"]


def test_a_refusal_arrives_as_an_error() -> None:
    """With all three parts."""
    _, said = answers(b'{"control": "metrics"}\n')
    control = Control(io.BytesIO(), io.BytesIO(json.dumps(said[0]).encode() + b"\n"))
    with pytest.raises(MilvusGone, match="it has none") as caught:
        control("metrics")
    assert caught.value.next == "ask another one"


def test_a_holder_that_is_gone_is_told() -> None:
    """The end of the stream, and a stream that is closed."""
    closed = io.BytesIO()
    closed.close()
    for stream in (io.BytesIO(), closed):
        with pytest.raises(MilvusGone, match="gone"):
            Control(stream, stream)("logs")


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[course.LessonMilvus]:
    """A Milvus Lite, held by the service."""
    with Running(ROOT, tmp_path) as service, service.client.milvus(needs=["durability"]) as held:
        yield course.LessonMilvus(held.uri, "lite", held.admin, held.files, held.metrics, held.control)


def count(milvus: course.LessonMilvus) -> int:
    client = milvus.client(dedicated=True)
    try:
        client.load_collection("kept")
        return int(client.query("kept", filter="", output_fields=["count(*)"])[0]["count(*)"])
    finally:
        client.close()


def test_a_restart_over_the_service(served: course.LessonMilvus) -> None:
    """The rows are there again, at the same address."""
    client = served.client(dedicated=True)
    client.create_collection("kept", dimension=2)
    client.insert("kept", [{"id": i, "vector": [1.0, i]} for i in range(5)])
    client.close()
    served.restart()
    assert count(served) == 5
    assert isinstance(served.logs(), str)


def test_a_restart_over_the_holder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a lesson that runs as a script."""
    monkeypatch.delenv("GRADER_LIVE", raising=False)
    milvus = course.milvus(needs=["durability"])
    client = milvus.client(dedicated=True)
    client.create_collection("kept", dimension=2)
    client.insert("kept", [{"id": i, "vector": [1.0, i]} for i in range(7)])
    client.close()
    milvus.kill()
    milvus.restart()
    assert count(milvus) == 7
