"""One worker and the conversation with it: a question, an answer, and a deadline on each.

CPU time is what a deadline counts, so a busy machine fails nobody; a generous wall clock bounds the rest.
Before a worker is blamed for being late, Milvus is asked whether it is the one that hangs. All the questions of one
check together have a deadline too: an iterator may answer each in time and never end.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from grader.errors import MilvusGone, WireRefused, WorkerGone
from grader.worker import own_limits, wire
from grader.worker.deadlines import Deadline, Waited, total_of
from grader.worker.frames import framed
from grader.worker.process import Process, signal_name
from grader.worker.remote import Handle, Remote, Stream

OUTPUT_CAP = 16 << 10
"""Bytes of what a submission prints that are kept per check; the rest is counted."""
MESSAGE_CAP = 8_000
"""Characters that are kept of each part of an exception; an honest worker sends half of that."""
_TICK = 0.05


class SubmissionError(Exception):
    """The submission raised; what it raised is data here.

    Attributes:
        names: the class names from the exception's own up to ``object``.
        not_started: the part has not been written yet.
    """

    def __init__(self, what: str, error: dict[str, Any]) -> None:
        self.what = what
        self.type = _text(error.get("type"))[:120] or "Exception"
        names = error.get("names")
        self.names = [_text(n)[:120] for n in names[:40]] if isinstance(names, list) else []
        self.message = _text(error.get("message"))
        code = error.get("code")  # any data may stand here, arrays that compare with nothing included
        self.code = code if type(code) is int and abs(code) < 1 << 63 else _text(code)[:120]
        self.traceback = _text(error.get("traceback"))
        self.not_started = error.get("not_started") is True
        super().__init__(f"{what} raised {self.type}: {self.message}")


def _text(value: Any) -> str:
    """What should be text, and is whatever the worker says."""
    return value[:MESSAGE_CAP] if isinstance(value, str) else ""


@dataclass
class Output:
    """What a submission printed since it was last taken."""

    kept: bytearray = field(default_factory=bytearray)
    cut: int = 0
    cap: int = OUTPUT_CAP

    def add(self, data: bytes) -> None:
        room = self.cap - len(self.kept)
        self.kept += data[:room]
        self.cut += max(0, len(data) - room)

    def take(self) -> tuple[str, int]:
        text, cut = self.kept.decode(errors="replace"), self.cut
        self.kept, self.cut = bytearray(), 0
        return text, cut


class Link:
    """One worker process and the conversation with it."""

    def __init__(
        self,
        start: Callable[[], Process],
        *,
        timeout: float,
        output: Output,
        milvus_alive: Callable[[], bool] = lambda: True,
        limited: bool = True,
        off: frozenset[str] = frozenset(),
        patience: float = 1.0,
        waited: Waited | None = None,
    ) -> None:
        """Args: waited, what the check's other workers share; see :class:`Waited`."""
        self.patience = patience
        self.waited = waited or Waited(total_of(timeout, patience))
        self.start, self.timeout, self.output = start, timeout, output
        self.milvus_alive, self.limited, self.off = milvus_alive, limited, off
        self.process: Process | None = None
        self.names: list[str] | None = None
        self.numbers = itertools.count(secrets.randbits(32))
        self.callbacks: dict[int, Callable[..., Any]] = {}

    @property
    def live(self) -> bool:
        return self.process is not None

    def prepare(self) -> None:
        """Start the process; it loads nothing yet."""
        if self.process is None:
            self.process = self.start()

    def load(self) -> list[str]:
        """Import the submission once; later calls return the names again."""
        self.prepare()
        if self.names is None:
            self.names = self.ask("load", {}, what="importing your file", timeout=max(self.timeout, 20.0))
        return self.names

    def ask(self, op: str, parameters: dict[str, Any], *, what: str, back: bool = False, timeout: float = 0) -> Any:
        """One request, answered. See the module's docstring for whom a silence is blamed on."""
        if self.process is not None:
            self.process.wait_ready()
        if self.process is None or self.process.sock is None:
            raise WorkerGone("exit", f"{what}: the worker has ended")
        number = next(self.numbers)
        message = {"id": number, "op": op, "with": parameters, "back": back}
        try:
            payload = wire.encode(message, self._keep)
        except WireRefused as refused:
            raise TypeError(f"the check passes what cannot cross: {refused}") from None
        before = self.process.cpu_seconds() or 0.0
        limit = Deadline(timeout or self.timeout, time.monotonic(), before, self.limited, self.patience, self.waited)
        own_limits.may_use(2 * limit.wall + own_limits.BETWEEN)  # a tap forwards meanwhile, in threads of this process
        try:
            with self.waited.counting():
                self._send(self.process, payload, what, limit)
                reply = self._answer(number, what, limit)
        finally:
            own_limits.may_use(own_limits.BETWEEN)
        if not reply.get("ok"):
            error = reply.get("error")
            if not self.milvus_alive():
                raise MilvusGone(f"Milvus answers until the check ends; it was gone during {what}")
            raise SubmissionError(what, error if isinstance(error, dict) else {})
        return (reply.get("value"), reply.get("arguments")) if back else reply.get("value")

    def end(self) -> None:
        """End the worker, after reading what it still had to print."""
        if self.process is not None:
            self._drain()
            self.process.end()
        self.process, self.names = None, None

    # -- waiting ---------------------------------------------------------------------------------------

    def _answer(self, number: int, what: str, limit: Deadline) -> dict[str, Any]:
        process = self.process
        if process is None:
            raise WorkerGone("exit", f"{what}: the worker has ended")
        while True:
            frame = self._frame(process, what, limit)
            try:
                reply = wire.decode(frame, self._wrap)
            except wire.ProtocolError as error:
                raise self._gone("protocol", f"{what} answers with data", f"a malformed reply ({error})") from None
            if not isinstance(reply, dict) or (reply.get("id") != number and "reply-id" not in self.off):
                raise self._gone("protocol", f"{what} answers the question asked", "a reply to another one")
            if "callback" not in reply:
                self._drain()
                return reply
            self._check_deadline(process, what, limit)  # questions that come fast enough never wait to be read
            self._run_callback(process, reply, what, limit)

    def _run_callback(self, process: Process, asked: dict[str, Any], what: str, limit: Deadline) -> None:
        try:
            function = self.callbacks.get(asked["callback"])
            if function is None:
                raise LookupError("there is no such callback")  # noqa: TRY301  the worker is told like any caller
            answer: dict[str, Any] = {"ok": True, "value": function(*asked.get("args", []), **asked.get("kwargs", {}))}
        except Exception as error:
            answer = {"ok": False, "type": type(error).__name__, "message": str(error)[:1000]}
        self._send(process, wire.encode(answer, self._keep), what, limit)

    def _send(self, process: Process, payload: bytes, what: str, limit: Deadline) -> None:
        """One frame, within the deadline: a worker that does not read must not hold us here."""
        sock = process.sock
        if sock is None:
            return
        parts = framed(payload)
        sock.setblocking(False)
        try:
            for ready in self._turns(process, sock, selectors.EVENT_WRITE, what, limit):
                if ready:
                    with contextlib.suppress(BlockingIOError):
                        parts[0] = parts[0][sock.send(parts[0]) :]
                    parts = parts if parts[0] else parts[1:]
                if not parts:
                    return
        except OSError:  # it may have ended; the answer's absence says how
            return
        finally:
            if sock.fileno() >= 0:
                sock.setblocking(True)

    def _turns(self, process: Process, sock: socket.socket, event: int, what: str, limit: Deadline) -> Iterator[bool]:
        """Whether the socket is ready, tick by tick; reads what is printed meanwhile, and ends at the deadline."""
        with selectors.DefaultSelector() as selector:
            selector.register(sock, event)
            if process.output is not None:
                selector.register(process.output, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(_TICK)}
                if process.output in ready and not self._read_output(process.output):
                    selector.unregister(process.output)
                yield sock.fileno() in ready
                self._check_deadline(process, what, limit)

    def _frame(self, process: Process, what: str, limit: Deadline) -> bytearray:
        sock = process.sock
        if sock is None:
            raise self._gone("exit", f"{what} comes back", "the worker has no socket")
        head = self._exactly(process, wire.HEADER.size, what, limit)
        (size,) = wire.HEADER.unpack(head)
        if size > wire.MAX_REPLY:
            raise self._gone("protocol", f"{what} returns at most {wire.MAX_REPLY >> 20} MiB", f"{size} bytes announced")
        return self._exactly(process, size, what, limit)

    def _exactly(self, process: Process, size: int, what: str, limit: Deadline) -> bytearray:
        buffer = bytearray(size)
        view = memoryview(buffer)
        sock = process.sock
        if sock is None:
            raise self._gone("exit", f"{what} comes back", "the worker has no socket")
        for ready in self._turns(process, sock, selectors.EVENT_READ, what, limit) if size else ():
            if ready:
                try:
                    count = sock.recv_into(view)
                except OSError:
                    count = 0
                if not count:
                    raise self._died(process, what)
                view = view[count:]
            if not view:
                break
        return buffer

    def _check_deadline(self, process: Process, what: str, limit: Deadline) -> None:
        late = limit.passed(process)
        if not late:
            return
        if not self.milvus_alive():
            self.end()
            raise MilvusGone(f"Milvus answers; it did not during {what}")
        if late == "cpu":
            raise self._gone("cpu", f"{what} finishes within {limit.timeout:g} s of CPU time", "it was still running")
        if late == "total":
            raise self._gone("wall", f"{what}, and what was asked before it in this check, take {self.waited.most:g} s together at most", "it took longer")
        raise self._gone("wall", f"{what} comes back within {limit.wall:g} s", "it was still waiting")

    def _died(self, process: Process, what: str) -> Exception:
        for _ in range(100):
            if process.poll() is not None:
                break
            time.sleep(0.01)
        status = process.poll()
        if not self.milvus_alive():
            self.end()
            return MilvusGone(f"Milvus answers until the check ends; it was gone during {what}")
        if status is not None and status < 0:
            name = signal_name(status)  # SIGKILL may have come from anybody, the kernel short of memory included
            return self._gone("killed" if name == "SIGKILL" else "signal", f"{what} comes back", f"the process was ended by {name}")
        ended = "ended" if status is None else f"ended itself with status {status}"
        return self._gone("exit", f"{what} comes back", f"the process {ended}")

    def _gone(self, why: str, expected: str, found: str) -> WorkerGone:
        self.end()
        return WorkerGone(why, expected, found)

    def _drain(self) -> None:
        """Read what is in the pipe now, without waiting."""
        if self.process is None or self.process.output is None:
            return
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.output, selectors.EVENT_READ)
            for _ in range(256):  # a process that never stops printing must not hold us here
                if not selector.select(0) or not self._read_output(self.process.output):
                    return

    def _read_output(self, descriptor: int) -> bool:
        try:
            data = os.read(descriptor, 1 << 16)
        except OSError:
            data = b""
        self.output.add(data)
        return bool(data)

    # -- what crosses -----------------------------------------------------------------------------------

    def _keep(self, value: Any) -> Any:
        """Turn a handle, a client or a function into its reference."""
        if isinstance(value, Remote):
            return value._ref  # noqa: SLF001  that is what the class is for
        if type(value).__name__ in ("MilvusClient", "Connection"):
            where = crossing_clients.get(id(value))
            if where is None or where[0] is not value:
                raise WireRefused("A client made by the `client` fixture or by milvus.client()", "another MilvusClient")
            return where[1]
        if callable(value):
            number = next(self.numbers)
            self.callbacks[number] = value
            return wire.Callback(number)
        return wire.refuse(value)

    def _wrap(self, reference: Any) -> Any:
        if not isinstance(reference, wire.StreamRef | wire.HandleRef):
            raise wire.ProtocolError("a reference that only this side makes")
        return Stream(self, reference) if isinstance(reference, wire.StreamRef) else Handle(self, reference)


crossing_clients: dict[int, tuple[Any, wire.Connect]] = {}
"""Clients of this process that may cross, by identity: the client, and where and as whom it connects."""
