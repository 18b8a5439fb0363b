"""GET over a unix socket or loopback: what health and metrics need, without a library."""

from __future__ import annotations

import http.client
import socket
import urllib.parse


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def get(base: str, path: str, timeout: float) -> tuple[int, str]:
    """Status and body of ``base + path``, where base is ``unix:/path`` or ``http://127.0.0.1:port``.

    Raises:
        OSError: nobody answers, or not within `timeout` seconds.
    """
    if base.startswith("unix:"):
        connection: http.client.HTTPConnection = _UnixConnection(base.removeprefix("unix:"), timeout)
    else:
        parts = urllib.parse.urlsplit(base)
        connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=timeout)
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        return reply.status, reply.read().decode(errors="replace")
    except http.client.HTTPException as error:
        raise OSError(f"{base}: {error!r}") from error
    finally:
        connection.close()


def healthy(base: str, timeout: float = 2.0) -> bool:
    """Whether ``/healthz`` says OK. Milvus says so while it cannot answer queries yet."""
    try:
        status, body = get(base, "/healthz", timeout)
    except OSError:
        return False
    return status == 200 and "OK" in body
