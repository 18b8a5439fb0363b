"""Bytes from a socket out here to a port in there: how a server without a network is reached.

Connections are copied as they are, so TLS, gRPC and HTTP pass through unchanged.
"""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BUFFER = 1 << 20


class _End(asyncio.Protocol):
    """One end of a pair; what arrives here leaves there, and a full pipe there stops the reading here."""

    def __init__(self, peer: _End | None = None) -> None:
        self.peer = peer
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.set_write_buffer_limits(BUFFER)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if self.peer is not None and self.peer.transport is not None:
            self.peer.transport.write(data)

    def eof_received(self) -> bool:
        if self.peer is not None and self.peer.transport is not None and self.peer.transport.can_write_eof():
            self.peer.transport.write_eof()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        if self.peer is not None and self.peer.transport is not None:
            self.peer.transport.close()

    def pause_writing(self) -> None:
        if self.peer is not None and self.peer.transport is not None:
            self.peer.transport.pause_reading()

    def resume_writing(self) -> None:
        if self.peer is not None and self.peer.transport is not None and not self.peer.transport.is_closing():
            self.peer.transport.resume_reading()


class _Front(_End):
    """The end that clients reach; what they say before the server is dialled waits here.

    Pausing is not enough: the asyncio of Python 3.11.2 starts to read even if `connection_made` paused it.
    """

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.early: list[bytes] = []
        self.early_end = False
        self.dialling: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.dialling = asyncio.get_running_loop().create_task(self.dial())

    def data_received(self, data: bytes) -> None:
        if self.peer is None:
            self.early.append(data)
        else:
            super().data_received(data)

    def eof_received(self) -> bool:
        self.early_end = True
        return super().eof_received()

    async def dial(self) -> None:
        assert self.transport is not None
        try:
            made, end = await asyncio.get_running_loop().create_connection(lambda: _End(self), "127.0.0.1", self.port)
            made.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            self.transport.abort()
            return
        if self.transport.is_closing():
            made.close()
            return
        self.peer = end
        for data in self.early:
            super().data_received(data)
        self.early.clear()
        if self.early_end:
            super().eof_received()


async def relay(listening: Iterable[tuple[socket.socket, int]]) -> list[asyncio.Server]:
    """Serve each listening socket by copying to ``127.0.0.1:port``; returns once all are served."""
    loop = asyncio.get_running_loop()
    servers = []
    for sock, port in listening:
        sock.setblocking(False)
        make = loop.create_unix_server if sock.family == socket.AF_UNIX else loop.create_server
        servers.append(await make(lambda port=port: _Front(port), sock=sock))  # type: ignore[misc]  # two overloads, same use
    return servers
