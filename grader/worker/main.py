"""The untrusted end: loads the submission and does what the trusted end asks, one request at a time.

Nothing here decides anything. Whatever this process says is data to the other side, and it may say
nothing at all. See ``wire.py`` for what crosses, ``submission.py`` for the other end.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import inspect
import itertools
import os
import socket
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.backends.quiet_clients import quiet_clients
from grader.learner import NotStarted
from grader.worker import wire
from grader.worker.confine import confine, flush, last_words, redirect_output
from grader.worker.frames import receive, send
from grader.worker.hashing import builtins_of_its_own
from grader.worker.spec import WorkerSpec

MESSAGE_CAP = 4_000


def work(sock: socket.socket, spec: WorkerSpec, ready: int | None = None) -> None:
    """Be the worker, from confinement to the end of the conversation.

    Args:
        ready: a descriptor that gets one byte once the process is confined, and is then closed.
    """
    if spec.jail is not None and spec.confinement == "namespaces":
        from grader.worker.sandbox.enter import enter
        from grader.worker.sandbox.jail import Jail

        enter(Jail.from_data(spec.jail), {sock.fileno(), *([ready] if ready is not None else [])})
    confine(spec)
    quiet_clients()
    if ready is not None:
        os.write(ready, b"1")
        os.close(ready)
    worker = Worker(sock, spec)
    try:
        worker.serve()
    except BaseException as error:  # a signal's handler, or another thread, can raise between two calls
        last_words(error, worker.own_lines)


class Worker:
    """One submission, loaded, and the objects that stay here."""

    def __init__(self, sock: socket.socket, spec: WorkerSpec) -> None:
        self.sock, self.spec = sock, spec
        self.module: ModuleType | None = None
        self.objects: dict[int, Any] = {}
        self.numbers = itertools.count(1)
        self.clients: dict[bytes, Any] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.current = 0
        self.callback_lock = threading.Lock()

    # -- the loop ---------------------------------------------------------------------------------

    def serve(self) -> None:
        """Answer until the other side hangs up."""
        while True:
            request = receive(self.sock, wire.MAX_REQUEST)
            if request is None:
                return
            self.current = 0
            try:
                message = wire.decode(request, self.unwrap)
                self.current = int(message["id"])
                answer = wire.encode(self.answer(message), self.keep)
            except BaseException as error:  # SystemExit is an answer like any other
                if not self.current:  # it stumbled over what crossed, such as a client whose Milvus has gone
                    self.current = _id_of(request)
                answer = wire.encode({"id": self.current, "ok": False, "error": self.describe(error)})
            flush()
            try:
                send(self.sock, answer)
            except OSError:
                return

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        operation: Callable[..., Any] = getattr(self, f"do_{message['op']}")
        value = operation(**message.get("with", {}))
        if inspect.iscoroutine(value):
            value = self.run(value)
        reply = {"id": message["id"], "ok": True, "value": value}
        if message.get("back"):
            reply["arguments"] = list(message["with"]["args"])
        return reply

    def run(self, coroutine: Any) -> Any:
        if self.loop is None:
            self.loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.loop)
        return self.loop.run_until_complete(coroutine)

    # -- what can be asked --------------------------------------------------------------------------

    def do_load(self) -> list[str]:
        """Import the submission; the public names it defines."""
        path = Path(self.spec.path)
        name = "submission"
        loader = importlib.util.spec_from_file_location(name, path)
        if loader is None or loader.loader is None:
            raise ImportError(f"{path.name} cannot be imported as Python")
        module = importlib.util.module_from_spec(loader)
        vars(module)["__builtins__"] = builtins_of_its_own()
        sys.modules[name] = module
        sys.dont_write_bytecode = True
        loader.loader.exec_module(module)
        quiet_clients()  # an import of pymilvus sets its log level anew
        self.module = module
        return [n for n in vars(module) if not n.startswith("_")]

    def do_call(self, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if not hasattr(self.module, name):
            raise AttributeError(f"the file defines no `{name}`")
        target = getattr(self.module, name)
        return target(*args, **kwargs) if callable(target) else target

    def do_method(self, handle: Any, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        return getattr(handle, name)(*args, **kwargs)

    def do_invoke(self, handle: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        return handle(*args, **kwargs)

    def do_attribute(self, handle: Any, name: str) -> Any:
        value = getattr(handle, name)
        return {"callable": True} if callable(value) else {"value": value}

    def do_len(self, handle: Any) -> int:
        return len(handle)

    def do_item(self, handle: Any, key: Any) -> Any:
        return handle[key]

    def do_iter(self, handle: Any) -> Any:
        return aiter(handle) if hasattr(handle, "__aiter__") else iter(handle)

    def do_enter(self, handle: Any) -> Any:
        return handle.__aenter__() if hasattr(handle, "__aenter__") else handle.__enter__()

    def do_exit(self, handle: Any) -> Any:
        return handle.__aexit__(None, None, None) if hasattr(handle, "__aexit__") else handle.__exit__(None, None, None)

    def do_next(self, stream: Any) -> dict[str, Any]:
        try:
            if isinstance(stream, AsyncIterator):
                return {"item": self.run(stream.__anext__())}
            return {"item": next(stream)}
        except (StopIteration, StopAsyncIteration):
            return {"end": True}

    def do_close(self, stream: Any) -> None:
        close = getattr(stream, "aclose", None) or getattr(stream, "close", None)
        result = close() if callable(close) else None
        if inspect.iscoroutine(result):
            self.run(result)

    # -- what crosses --------------------------------------------------------------------------------

    def keep(self, value: Any) -> Any:
        """What is not data stays here, under a number."""
        number = next(self.numbers)
        self.objects[number] = value
        if isinstance(value, Iterator | AsyncIterator):
            return wire.StreamRef(number, type(value).__name__)
        return wire.HandleRef(number, wire.type_name(type(value)))

    def unwrap(self, reference: Any) -> Any:
        if isinstance(reference, wire.Connect):
            return self.connect(reference)
        if isinstance(reference, wire.Callback):
            return lambda *args, **kwargs: self.call_back(reference.id, args, kwargs)
        return self.objects[reference.id]

    def connect(self, where: wire.Connect) -> Any:
        """A client of this process's own; the same one each time the same client crosses."""
        key = wire.encode([where.uri, sorted(where.options.items())])
        if key not in self.clients:
            from pymilvus import MilvusClient

            if where.uri in self.spec.lite:
                from grader.backends.lite import register_lite, without_index_wait

                register_lite(where.uri)
                without_index_wait()
            quiet_clients()
            self.clients[key] = MilvusClient(where.uri, dedicated=True, **where.options)
        return self.clients[key]

    def call_back(self, number: int, args: Any, kwargs: Any) -> Any:
        """Ask the trusted side to run its function; blocks until it has."""
        with self.callback_lock:
            flush()
            asked = {"id": self.current, "callback": number, "args": list(args), "kwargs": kwargs}
            send(self.sock, wire.encode(asked, self.keep))
            frame = receive(self.sock, wire.MAX_REQUEST)
            if frame is None:
                raise ConnectionError("the grader has gone")
            reply = wire.decode(frame, self.unwrap)
        if not reply["ok"]:
            raise RuntimeError(f"{reply['type']}: {reply['message']}")
        return reply["value"]

    def describe(self, error: BaseException) -> dict[str, Any]:
        """An exception as data: its type's names, its message, and the learner's own lines of the traceback."""
        code = getattr(error, "code", None)
        if callable(code):
            with contextlib.suppress(Exception):
                code = getattr(code(), "name", None)
        try:
            text = str(error)
        except BaseException as broken:
            text = f"(its message cannot be read: {type(broken).__name__})"
        if isinstance(error, SyntaxError):
            text = error.msg or "invalid syntax"
        return {
            "type": type(error).__name__,
            "names": [c.__name__ for c in type(error).__mro__][:20],
            "message": text[:MESSAGE_CAP].encode(errors="replace").decode(),
            "code": code if isinstance(code, int | str) else None,
            "not_started": isinstance(error, NotStarted),
            "traceback": self.own_lines(error),
        }

    def own_lines(self, error: BaseException) -> str:
        """The traceback without anybody else's frames, and without the folder's name."""
        path = self.spec.path
        try:
            report = traceback.TracebackException.from_exception(error, limit=-40, lookup_lines=True)
            report.__cause__ = report.__context__ = None
            kept = [f for f in report.stack if f.filename == path]
            if not kept and not isinstance(error, SyntaxError):
                return ""
            report.stack[:] = kept
            text = "".join(report.format())
        except Exception:  # a hostile exception: its lines are worth nothing
            return ""
        return text.replace(path, Path(path).name)[-MESSAGE_CAP:].encode(errors="replace").decode()


def _id_of(request: bytearray) -> int:
    """The id of a request whose values could not be made here."""
    with contextlib.suppress(Exception):
        return int(wire.decode(request, lambda reference: None)["id"])
    return 0


def connect_back(argv: list[str]) -> socket.socket:
    """What a started process does first: connect to ``HOST PORT`` and send the one-time token read from stdin."""
    host, port = argv
    token = sys.stdin.readline().strip()
    sock = socket.create_connection((host, int(port)), timeout=30)
    sock.settimeout(None)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    send(sock, token.encode())
    return sock


def main(argv: list[str]) -> None:
    """``python -m grader.worker.main HOST PORT``, or ``… fd SOCKET READY`` with descriptors of both, or ``… unix PATH``."""
    ready = None
    if argv[0] == "fd":
        sock, ready = socket.socket(fileno=int(argv[1])), int(argv[2])
        redirect_output(1)
    elif argv[0] == "unix":
        sock = socket.socket(socket.AF_UNIX)
        sock.connect(argv[1])
    else:
        sock = connect_back(argv)
    first = receive(sock, wire.MAX_REQUEST)
    if first is None:
        return
    spec = WorkerSpec.from_data(wire.decode(first))
    if spec.debug:
        with contextlib.suppress(OSError):
            terminal = os.open("/dev/tty", os.O_RDWR)
            redirect_output(terminal)
            os.dup2(terminal, 0)
            sys.stdin = open(0, closefd=False)  # noqa: SIM115  for breakpoint()
    work(sock, spec, ready)


if __name__ == "__main__":
    main(sys.argv[1:])
    os._exit(0)
