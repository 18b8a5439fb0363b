"""HTTP over a unix socket or loopback: what health, metrics and etcd need, without a library."""

from __future__ import annotations

import http.client
import json
import socket
import urllib.parse
from typing import Any


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
    return ask("GET", base, path, timeout)


def post(base: str, path: str, body: object, timeout: float) -> Any:
    """The decoded answer to a JSON body.

    Raises:
        OSError: nobody answers, not in time, or with an error.
    """
    status, text = ask("POST", base, path, timeout, json.dumps(body))
    if status != 200:
        raise OSError(f"{base}{path}: {status} {text[:200]}")
    return json.loads(text)


def ask(method: str, base: str, path: str, timeout: float, body: str | None = None) -> tuple[int, str]:
    """Status and body, whatever the status.

    Raises:
        OSError: nobody answers, or not within `timeout` seconds.
    """
    if base.startswith("unix:"):
        connection: http.client.HTTPConnection = _UnixConnection(base.removeprefix("unix:"), timeout)
    else:
        parts = urllib.parse.urlsplit(base)
        connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=timeout)
    try:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        connection.request(method, path, body, headers)
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
