"""Milvus Lite in a process of its own, on a socket, so that it may die without taking anyone along.

Lite starts in a forked child (`serve`, by the fork launcher) or as a program (``python -m
grader.backends.lite``). `strict.py` makes it refuse what a server refuses. One shim mends it: pymilvus flattens ``params={"nlist": 16}``, Lite reads only a
``params`` key, and so drops the build parameters of the documented form. `accept_flat_params` reads both; a test
fails as soon as Lite does so itself, and then the shim goes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends.keeper import die_with_parent
from grader.backends.strict import make_strict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WORKERS = 4
"""Calls that Lite answers at once. It is written for one client; more threads would only queue on its locks."""

MEMORY = int(os.environ.get("GRADER_LITE_MEMORY", "4096"))
"""MiB of data that Lite may hold; what needs more is refused as an error instead of filling the machine (Lite 4)."""

OPTIONS = [
    ("grpc.max_receive_message_length", 256 << 20),  # as Lite's own server has it
    ("grpc.max_send_message_length", 256 << 20),
    # pymilvus pings every ten seconds, also while it has nothing to say. A server of Milvus takes that; Lite's own takes three for an attack
    # and hangs up ("too_many_pings", after some 80 s of idling), and the next MilvusClient of that process fails to connect.
    ("grpc.http2.max_ping_strikes", 0),
]

_NOT_BUILD_PARAMS = frozenset({"index_type", "metric_type", "params", "search_params", "index_name", "field_name"})

_lite_addresses: set[str] = set()


# -- the server's side -----------------------------------------------------------------------------------


def serve(data_dir: Path | str, address: str, ready_fd: int | None = None, *, lax: bool = False) -> None:
    """Run Milvus Lite in this process until it is killed; the parent's death kills it too (Linux).

    Args:
        data_dir: where the data live; made if missing, locked by this process.
        address: as gRPC writes it: ``unix:/path`` (at most 107 bytes) or ``127.0.0.1:port``.
        ready_fd: a descriptor that gets one byte, and is closed, once calls are answered.
        lax: let pass what a server refuses (``strict.py``): only to show that Lite does.

    Raises:
        RuntimeError: the address cannot be bound.
    """
    die_with_parent()
    run(data_dir, address, ready_fd, lax=lax)


def run(data_dir: Path | str, address: str, ready_fd: int | None = None, *, lax: bool = False) -> None:
    """The same, for a process that is watched in another way."""
    from concurrent import futures

    import grpc
    from milvus_lite.adapter.grpc.servicer import MilvusServicer
    from milvus_lite.db import MilvusLite
    from pymilvus.grpc_gen import milvus_pb2_grpc

    limit_memory()
    accept_flat_params()
    if not lax:
        make_strict()
    without_pandas()
    # Not Lite 3.2.2's run_server(): it takes host and port only, and its server hangs up on a client that is idle (see OPTIONS).
    server = grpc.server(futures.ThreadPoolExecutor(WORKERS), options=OPTIONS)
    milvus_pb2_grpc.add_MilvusServiceServicer_to_server(MilvusServicer(MilvusLite(str(data_dir))), server)
    if not server.add_insecure_port(address):
        raise RuntimeError(f"Milvus Lite cannot listen on {address}")
    server.start()
    if address.startswith("unix:"):
        Path(address.removeprefix("unix:")).chmod(0o666)  # for a sandbox's own user; the folder is for us alone
    if ready_fd is not None:
        os.write(ready_fd, b"1")
        os.close(ready_fd)
    server.wait_for_termination()


def limit_memory() -> None:
    """200 queries on 100,000 x 128 took 23 GB; beyond the limit NumPy now says ``MemoryError``. Linux only."""
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        wanted = MEMORY << 20
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


class _NoPandas:
    """Says of pandas that it is not installed; ``sys.modules["pandas"] = None`` would be taken for a module."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name=name)


def without_pandas() -> None:
    """Let nobody import pandas here: pyarrow would, to ask whether a list is a series, for 0.2 s and 40 MB."""
    sys.meta_path.insert(0, _NoPandas)


def accept_flat_params() -> None:
    """Make Lite build with ``nlist``, ``M`` and the like in the form that the documentation gives. Idempotent."""
    from milvus_lite.adapter.grpc import servicer

    original = servicer.kv_pairs_to_index_params_dict
    if getattr(original, "accepts_flat", False):
        return

    def both_forms(pairs: Iterable[Any]) -> dict[str, Any]:
        pairs = list(pairs)
        found: dict[str, Any] = original(pairs)
        flat = {p.key: _plain(p.value) for p in pairs if p.key not in _NOT_BUILD_PARAMS}
        found["params"] = {**flat, **found["params"]}
        return found

    both_forms.accepts_flat = True  # type: ignore[attr-defined]  # marks the patched function as ours
    servicer.kv_pairs_to_index_params_dict = both_forms


def _plain(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


# -- the client's side -----------------------------------------------------------------------------------


def register_lite(address: str) -> None:
    """Say that a Milvus Lite answers at `address` (``unix:/path``, ``http://127.0.0.1:port``)."""
    _lite_addresses.add(_bare(address))


def without_index_wait() -> None:
    """Spare Lite connections of this process the half second that pymilvus sleeps before it asks for an index.

    Lite builds at load, so there is nothing to wait for; connections to any other address wait as before.
    Idempotent.
    """
    from pymilvus.client.async_grpc_handler import AsyncGrpcHandler
    from pymilvus.client.grpc_handler import GrpcHandler

    _skip_for_lite(GrpcHandler)
    _skip_for_lite(AsyncGrpcHandler, asynchronous=True)


def _skip_for_lite(handler: Any, *, asynchronous: bool = False) -> None:
    original: Callable[..., Any] = handler.wait_for_creating_index
    if getattr(original, "knows_lite", False):
        return

    def wait(self: Any, *args: Any, **kwargs: Any) -> Any:
        if _bare(self.server_address) in _lite_addresses:
            return True, ""
        return original(self, *args, **kwargs)

    async def async_wait(self: Any, *args: Any, **kwargs: Any) -> Any:
        if _bare(self.server_address) in _lite_addresses:
            return True, ""
        return await original(self, *args, **kwargs)

    chosen: Any = async_wait if asynchronous else wait
    chosen.knows_lite = True
    handler.wait_for_creating_index = chosen


def _bare(address: str) -> str:
    for prefix in ("http://", "unix:"):
        address = address.removeprefix(prefix)
    return address.rstrip("/")


# -- as a program ----------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> None:
    """``python -m grader.backends.lite --data-dir D (--socket S | --tcp-port P)``; ends when stdin, a pipe, closes."""
    parser = argparse.ArgumentParser(prog="python -m grader.backends.lite")
    parser.add_argument("--data-dir", required=True, type=Path)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--socket", type=Path)
    where.add_argument("--tcp-port", type=int)
    parser.add_argument("--ready-fd", type=int)
    parser.add_argument("--lax", action="store_true", help="let pass what a server refuses")
    parser.add_argument("--die-with-parent", action="store_true", help="needs a parent thread that lives on")
    options = parser.parse_args(arguments)
    if options.die_with_parent:
        die_with_parent()
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    _without_pymilvus_itself()
    address = f"unix:{options.socket}" if options.socket else f"127.0.0.1:{options.tcp_port}"
    run(options.data_dir, address, options.ready_fd, lax=options.lax)


def _end_with_stdin() -> None:
    import stat

    if stat.S_ISFIFO(os.fstat(0).st_mode) or stat.S_ISSOCK(os.fstat(0).st_mode):
        while os.read(0, 4096):
            pass
        os._exit(0)


def _without_pymilvus_itself() -> None:
    """Let Lite import ``pymilvus.grpc_gen`` without the client and pandas: 1.2 s instead of 3.9 s, 60 MB less."""
    import importlib.machinery
    import types

    spec = importlib.machinery.PathFinder.find_spec("pymilvus")
    if "pymilvus" in sys.modules or spec is None or spec.submodule_search_locations is None:
        return
    package = types.ModuleType("pymilvus")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules["pymilvus"] = package


if __name__ == "__main__":
    main()
