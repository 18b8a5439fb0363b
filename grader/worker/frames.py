"""Frames on a socket: a length, then as many bytes. Both ends of the wire and the verdict's channel use them."""

from __future__ import annotations

import socket

from grader.worker import wire


def framed(payload: bytes) -> list[memoryview]:
    """A frame in the pieces in which it is sent: in one where that costs no copy worth a thought."""
    head = wire.HEADER.pack(len(payload))
    return [memoryview(head + payload)] if len(payload) < 1 << 16 else [memoryview(head), memoryview(payload)]


def send(sock: socket.socket, payload: bytes) -> None:
    """One frame."""
    for part in framed(payload):
        sock.sendall(part)


def receive(sock: socket.socket, cap: int) -> bytearray | None:
    """One frame, or None at the end of the stream."""
    head = _exactly(sock, wire.HEADER.size)
    if head is None:
        return None
    (size,) = wire.HEADER.unpack(head)
    if size > cap:
        raise wire.ProtocolError(f"a frame of {size} bytes")
    return _exactly(sock, size)


def _exactly(sock: socket.socket, size: int) -> bytearray | None:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        count = sock.recv_into(view)
        if not count:
            return None
        view = view[count:]
    return buffer
