"""Frames on a socket: a length, then as many bytes. Both ends of the wire and the verdict's channel use them."""

from __future__ import annotations

import socket

from grader import wire


def send(sock: socket.socket, payload: bytes) -> None:
    """One frame."""
    if len(payload) < 1 << 16:
        sock.sendall(wire.HEADER.pack(len(payload)) + payload)
    else:
        sock.sendall(wire.HEADER.pack(len(payload)))
        sock.sendall(payload)


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
