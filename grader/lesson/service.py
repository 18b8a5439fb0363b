"""The grading service: one process, started before the web application, that grades and hands out Milvuses.

The forking parent must not share a process with open gRPC channels, and a lesson has some; so panels speak
to this process. One request a connection, JSON lines on a unix socket that only its owner may open:

``{"op": "check", "exercise": "ch01/ex01"}``  answers ``{"outcome": …}`` lines, then ``{"result": …}``
``{"op": "hint", "exercise": "ch01/ex01"}``   answers ``{"hint": {"step", "of", "text"}}``
``{"op": "milvus", "needs": […], "config"}``  answers ``{"milvus": {…}}``, keeps it until the connection ends, and serves
                                              the lines that come meanwhile (``controls.py``)
``{"op": "ping"}``                            answers ``{"pong": true}``
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from grader.backends.controls import Control, serve
from grader.errors import GraderError, LaunchFailed

if TYPE_CHECKING:
    from grader.course import Course

_START_LIMIT = 60.0
_END_LIMIT = 30.0


class ServiceError(GraderError):
    """What the service answered instead of a result."""


@dataclass(frozen=True)
class Client:
    """Speaks to a running service."""

    path: str

    def check(self, exercise: str, on_progress: Callable[[dict[str, Any]], None] | None = None) -> dict[str, Any]:
        """Grade the desk's copy of an exercise; `on_progress` gets each outcome as it comes.

        Raises:
            ServiceError: with the one line to show.
        """
        for answer in self._ask({"op": "check", "exercise": exercise}):
            if "outcome" in answer and on_progress is not None:
                on_progress(answer["outcome"])
            if "result" in answer:
                return dict(answer["result"])
        raise ServiceError("The grading service answers with a result", "it hung up", "grader start")

    def hint(self, exercise: str) -> dict[str, Any]:
        """The next hint of an exercise; the last one again when there is no further."""
        return dict(next(self._ask({"op": "hint", "exercise": exercise}))["hint"])

    def ping(self) -> bool:
        try:
            return bool(next(self._ask({"op": "ping"})).get("pong"))
        except (OSError, ServiceError, StopIteration):
            return False

    @contextlib.contextmanager
    def milvus(self, needs: Sequence[str] = (), config: str = "default") -> Iterator[SimpleNamespace]:
        """A Milvus of one's own with ``uri``, ``admin``, ``files``, ``identity``, ``control``; it ends with the context.

        Raises:
            NoBackend: nothing here serves these needs.
        """
        with self._say({"op": "milvus", "needs": list(needs), "config": config}) as stream:
            held = next(_answers(stream))["milvus"]
            yield SimpleNamespace(**held, control=Control(stream, stream))

    @contextlib.contextmanager
    def _say(self, request: dict[str, Any]) -> Iterator[Any]:
        with socket.socket(socket.AF_UNIX) as sock:
            sock.connect(self.path)
            sock.sendall(json.dumps(request).encode() + b"\n")
            with sock.makefile("rwb") as stream:
                yield stream

    def _ask(self, request: dict[str, Any]) -> Any:
        with self._say(request) as stream:
            yield from _answers(stream)


def _answers(stream: Any) -> Iterator[dict[str, Any]]:
    while line := stream.readline():
        answer = json.loads(line)
        if "error" in answer:
            raise _revived(answer)
        yield answer


def _revived(answer: dict[str, Any]) -> GraderError:
    from grader.errors import NoBackend

    kind = NoBackend if answer.get("kind") == "NoBackend" else ServiceError
    error = kind(answer["error"])
    error.args = (answer["error"],)
    return error


class Running:
    """A service that was started here; a context manager."""

    def __init__(self, course: Path, desk: Path, *, launcher: str | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gs-", dir=None if len(tempfile.gettempdir()) < 50 else "/tmp"))  # noqa: S108  mkdtemp makes it private
        self.path = str(self.folder / "s")
        arguments = ["--course", str(course), "--work", str(desk), "--socket", self.path]
        if launcher:
            arguments += ["--launcher", launcher]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "grader.lesson.service", *arguments], stdin=subprocess.PIPE, start_new_session=True
        )
        end = time.monotonic() + _START_LIMIT
        while not (Path(self.path).exists() and self.client.ping()):
            if self.process.poll() is not None or time.monotonic() > end:
                self.close()
                raise LaunchFailed("The grading service starts", "it ended", "`grader doctor`")
            time.sleep(0.02)

    @property
    def client(self) -> Client:
        return Client(self.path)

    def close(self) -> None:
        """End it and everything it holds."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(_END_LIMIT + 15)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server:
    def __init__(self, course_root: Path, desk: Path, launcher: str | None) -> None:
        from grader.grading.grade import Grader
        from grader.grading.supply import Supply

        self.root, self.desk = course_root, desk
        self.held: dict[int, tuple[Any, Path]] = {}
        self.folders: set[Path] = set()
        self.closing = False
        self.supply = Supply(launcher=launcher, ahead=1)
        self.supply.launcher()  # starts importing now
        self.grader = Grader(self.course(), self.supply)

    def course(self) -> Course:
        from grader import course

        course.load.cache_clear()
        return course.load(self.root)

    def handle(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rwb") as stream:
            def say(message: dict[str, Any]) -> None:
                with contextlib.suppress(OSError, ValueError):
                    stream.write(json.dumps(message, default=str).encode() + b"\n")
                    stream.flush()

            try:
                request = json.loads(stream.readline(1 << 20) or b"{}")
                operation = {"check": self.check, "hint": self.hint, "milvus": self.milvus, "ping": _ping}.get(request.get("op"))
                if operation is None:
                    say({"error": "the service does not know this request"})
                    return
                operation(request, say, stream)
            except GraderError as error:
                say({"error": str(error), "kind": type(error).__name__})
            except Exception as error:
                say({"error": f"The grader itself stumbled, this is not your fault: {type(error).__name__}: {error}"})

    def check(self, request: dict[str, Any], say: Callable[[dict[str, Any]], None], stream: Any) -> None:
        from grader.course import progress
        from grader.course.proved import read_proved
        from grader.grading.grade import Request

        self.grader.course = self.course()
        exercise = self.grader.course.exercise(str(request["exercise"]))
        graded = Request(exercise, exercise.work_path(self.desk), proved=read_proved(self.grader.course))
        result = self.grader.check(graded, lambda outcome: say({"outcome": outcome}))
        with contextlib.suppress(GraderError):
            progress.record(self.desk, result)
        say({"result": result})

    def hint(self, request: dict[str, Any], say: Callable[[dict[str, Any]], None], stream: Any) -> None:
        from grader.course.hints import next_hint

        step, text, count = next_hint(self.course().exercise(str(request["exercise"])), self.desk)
        say({"hint": {"step": step, "of": count, "text": text}})

    def milvus(self, request: dict[str, Any], say: Callable[[dict[str, Any]], None], stream: Any) -> None:
        """Start one, and hold it until the other side hangs up."""
        from grader import backends

        backend = backends.choose(
            needs=frozenset(request.get("needs", ())), config=str(request.get("config", "default")), control=frozenset()
        )
        folder = Path(tempfile.mkdtemp(prefix="mv-", dir=None if len(tempfile.gettempdir()) < 50 else "/tmp"))  # noqa: S108  mkdtemp makes it private
        self.folders.add(folder)
        try:
            instance = backend.start(backends.as_it_is(backend, str(request.get("config", "default"))), folder)
        except BaseException:
            self.remove(folder)
            raise
        self.held[id(instance)] = (instance, folder)
        try:
            if self.closing:
                return
            endpoint, identity = instance.endpoint, instance.identity
            say({"milvus": {
                "uri": endpoint.uri, "admin": dict(endpoint.admin), "files": dict(endpoint.files), "metrics": endpoint.metrics,
                "identity": {"backend": identity.backend, "version": identity.version, "profile": identity.profile, "digest": identity.digest},
            }})  # fmt: skip
            serve(instance, iter(stream.readline, b""), say)
        finally:
            self.let_go(id(instance))

    def let_go(self, key: int) -> None:
        instance, folder = self.held.pop(key, (None, None))
        if instance is not None and folder is not None:
            try:
                instance.stop()
            finally:
                self.remove(folder)

    def remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folders.discard(folder)

    def close(self) -> None:
        """End every Milvus that a lesson still holds, those too that are starting or ending on other threads."""
        self.closing = True
        for key in list(self.held):
            self.let_go(key)
        self.supply.close()
        end = time.monotonic() + _END_LIMIT
        while self.folders and time.monotonic() < end:
            time.sleep(0.02)


def _ping(request: dict[str, Any], say: Callable[[dict[str, Any]], None], stream: Any) -> None:
    say({"pong": True})


def main(argv: list[str]) -> None:
    """``python -m grader.lesson.service --course DIR --work DIR --socket PATH``; ends when its standard input does."""
    import argparse

    parser = argparse.ArgumentParser(prog="grader.lesson.service")
    for name in ("course", "work", "socket"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--launcher", choices=("fork", "spawn"))
    options = parser.parse_args(argv)
    server = _Server(options.course, options.work, options.launcher)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the owner ends us by closing our standard input
    listener = socket.socket(socket.AF_UNIX)
    old = os.umask(0o177)
    listener.bind(str(options.socket))
    os.umask(old)
    listener.listen(32)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=server.handle, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        while sys.stdin.buffer.read(1 << 10):
            pass
    finally:
        listener.close()
        server.close()


if __name__ == "__main__":
    main(sys.argv[1:])
