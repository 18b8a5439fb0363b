"""Frames on a socket: what goes in comes out, whatever the pieces; the end, the half frame and the one too large are told apart."""

import socket
import threading

import pytest

from grader.worker import frames, wire


@pytest.fixture
def pair():
    left, right = socket.socketpair()
    left.settimeout(20)
    right.settimeout(20)
    with left, right:
        yield left, right


SIZES = (0, 1, 17, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 300_000)


@pytest.mark.parametrize("size", SIZES)
def test_a_frame_arrives_whole_and_the_next_one_begins_behind_it(pair, size):
    left, right = pair
    payload = bytes(i % 251 for i in range(size))
    # The end of the stream comes right behind, so that what is lost is missed at once and not waited for.
    sender = threading.Thread(target=lambda: (frames.send(left, payload), frames.send(left, b"next"), left.shutdown(socket.SHUT_WR)))
    sender.start()
    assert frames.receive(right, 1 << 20) == payload
    assert frames.receive(right, 1 << 20) == b"next"
    sender.join(20)


@pytest.mark.parametrize("size", SIZES)
def test_on_the_wire_it_is_a_length_and_as_many_bytes(size):
    payload = b"x" * size
    assert b"".join(frames.framed(payload)) == wire.HEADER.pack(size) + payload


def test_a_large_payload_is_not_copied_and_a_small_one_costs_one_call():
    large, small = bytes(1 << 16), bytes((1 << 16) - 1)
    assert len(frames.framed(small)) == 1
    head, body = frames.framed(large)
    assert body.obj is large
    assert head == wire.HEADER.pack(1 << 16)


def test_a_frame_that_trickles_in(pair):
    left, right = pair
    data = wire.HEADER.pack(5) + b"12345"

    def trickle():
        for byte in data:
            left.sendall(bytes([byte]))
        left.shutdown(socket.SHUT_WR)

    sender = threading.Thread(target=trickle)
    sender.start()
    assert frames.receive(right, 5) == b"12345"
    sender.join(20)


def test_a_frame_of_the_cap_is_taken_and_one_byte_more_is_not(pair):
    left, right = pair
    frames.send(left, b"1234")
    assert frames.receive(right, 4) == b"1234"
    frames.send(left, b"12345")
    with pytest.raises(wire.ProtocolError, match="a frame of 5 bytes"):
        frames.receive(right, 4)


@pytest.mark.parametrize("sent", [b"", wire.HEADER.pack(5)[:2], wire.HEADER.pack(5), wire.HEADER.pack(5) + b"1234"])
def test_a_stream_that_ends_gives_none(pair, sent):
    left, right = pair
    left.sendall(sent)
    left.close()
    assert frames.receive(right, 100) is None
