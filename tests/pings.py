"""A client that pings much more often than pymilvus, and a server that hangs up on it."""

from __future__ import annotations

import contextlib
import threading
from concurrent import futures
from typing import TYPE_CHECKING

import grpc

if TYPE_CHECKING:
    from collections.abc import Iterator

_PINGS = [
    ("grpc.keepalive_time_ms", 100), ("grpc.keepalive_permit_without_calls", 1), ("grpc.http2.max_pings_without_data", 0),
    ("grpc.use_local_subchannel_pool", 1),
]  # fmt: skip


@contextlib.contextmanager
def _idle(target: str) -> Iterator[threading.Event]:
    """An idle client of `target` (as gRPC writes it), connected; the event comes when the server has hung up."""
    up, gone = threading.Event(), threading.Event()

    def changed(state: grpc.ChannelConnectivity) -> None:
        if state is grpc.ChannelConnectivity.READY:
            up.set()
        elif up.is_set():
            gone.set()

    with grpc.insecure_channel(target, options=_PINGS) as channel:
        channel.subscribe(changed, try_to_connect=True)
        assert up.wait(20), f"{target} does not answer"
        yield gone


def hangs_up(target: str) -> bool:
    """Whether `target` has hung up on an idle client by the time that a server with gRPC's defaults has done so to two, one after the other."""
    plain = grpc.server(futures.ThreadPoolExecutor(1))
    port = plain.add_insecure_port("127.0.0.1:0")
    plain.start()
    try:
        with _idle(target) as gone:
            for _ in range(2):
                with _idle(f"127.0.0.1:{port}") as gone_there:
                    assert gone_there.wait(60), "gRPC's own server takes every ping now: its option has no use any more"
            return gone.is_set()
    finally:
        plain.stop(0).wait()
