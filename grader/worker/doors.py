"""The ways by which a sandboxed submission reaches Milvus: unix sockets in one folder, and nothing else of the network.

A server that is reached by a port gets a socket here that leads to it, and inside the sandbox the same port leads to
that socket. So an address means the same on both sides, and TLS passes unchanged.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grader.errors import LaunchFailed

if TYPE_CHECKING:
    from grader.backends.base import Endpoint

HANDED_OUT = ("ca", "_cert", "_key")
"""Which files of a server an exercise may pass on by name: a client's own; never the server's folder or its logs."""
LOCAL = ("localhost", "127.0.0.1", "::1")


class Doors:
    """The folder ``d`` of one grading, seen from the sandbox."""

    def __init__(self, folder: Path, endpoint: Endpoint | None) -> None:
        self.folder, self.endpoint = folder / "d", endpoint
        self.folder.mkdir(mode=0o755, exist_ok=True)
        self._listener: socket.socket | None = None

    def open(self, *, tapped: bool) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
        """Paths that the sandbox must see, and loopback ports with the socket behind each.

        Args:
            tapped: the submission speaks to the tap, whose socket lies in the folder, and to nothing else.

        Raises:
            LaunchFailed: the server is on another machine, which a sandbox without a network does not reach.
        """
        if tapped or self.endpoint is None:
            return (str(self.folder),), ()
        files = tuple(path for name, path in self.endpoint.files.items() if name.endswith(HANDED_OUT))
        for file in files:
            with contextlib.suppress(OSError):
                Path(file).chmod(0o644)
        if self.endpoint.uri.startswith("unix:"):
            path = self.endpoint.uri.removeprefix("unix:")
            Path(path).chmod(0o666)
            return (str(self.folder), path, *files), ()
        where = urlsplit(self.endpoint.uri)
        if where.hostname not in LOCAL or where.port is None:
            raise LaunchFailed("A sandbox reaches a Milvus of this machine", self.endpoint.uri, "leave --uri out")
        behind = (self.endpoint.socket or "").removeprefix("unix:") or self._relay(where.hostname, where.port)
        return (str(self.folder), *files), ((where.port, behind),)

    def _relay(self, host: str, port: int) -> str:
        path = self.folder / "r"
        if self._listener is None:
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(path))
            path.chmod(0o666)
            self._listener.listen(32)
            threading.Thread(target=self._accept, args=(self._listener, host, port), daemon=True).start()
        return str(path)

    @staticmethod
    def _accept(listener: socket.socket, host: str, port: int) -> None:
        from grader.worker.sandbox.ports import pump

        while True:
            try:
                client, _ = listener.accept()
                server = socket.create_connection((host, port), timeout=10)
                server.settimeout(None)
            except OSError:
                if listener.fileno() < 0:
                    return
                continue
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=pump, args=(one, other), daemon=True).start()

    def close(self) -> None:
        """Listen no longer; what is open ends with its ends."""
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None


class Port:
    """A loopback port that leads to a unix socket, for clients of other languages; it counts who comes and goes.

    Attributes:
        opened: connections so far.
        peak: how many were open at once, at most.
    """

    def __init__(self, target: str, at: str = "") -> None:
        """Args: target, the socket behind; at, a unix socket to listen on, instead of a port of its own."""
        self._target = target
        if at:
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(at)
            self._listener.listen(64)
            Path(at).chmod(0o666)
        else:
            self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.number = 0 if at else int(self._listener.getsockname()[1])
        self.opened = self.peak = self._open = 0
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def forget(self) -> None:
        """Count anew."""
        with self._lock:
            self.opened, self.peak = 0, self._open

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._target)
            except OSError:
                client.close()
                continue
            with self._lock:
                self.opened += 1
                self._open += 1
                self.peak = max(self.peak, self._open)
            threading.Thread(target=self._serve, args=(client, server), daemon=True).start()

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        """Copy both ways; it is closed when the client has said so."""
        from grader.worker.sandbox.ports import pump

        back = threading.Thread(target=pump, args=(server, client), daemon=True)
        back.start()
        pump(client, server)
        with self._lock:
            self._open -= 1
        back.join(10)
        for end in (client, server):
            end.close()

    def close(self) -> None:
        """Listen no longer; what is open ends with its ends."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
