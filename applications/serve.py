"""The one way to start an application: a Milvus, its data, then its page; and the end of all of them.

    python -m applications.films                                  a Milvus Lite of its own, gone when it ends
    python -m applications.films --data DIR                       the same, and DIR keeps what users did
    python -m applications.films --uri http://… --token …         a Milvus that is there already

What an application brings along:

- `store.py` with `fill(client) -> int`: makes its collections if they are missing, and returns how many rows there are;
- `page.py`: a marimo app, which gets its client from `connect()`.

Everything listens on loopback. In a container, `--listen 0.0.0.0` opens the page to the port that the container publishes.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import importlib
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = "127.0.0.1"
START_SECONDS = 60.0
"""How long a Milvus may need until it answers: Lite reads what its folder holds."""
OPTIONS = [("grpc.max_receive_message_length", 256 << 20), ("grpc.max_send_message_length", 256 << 20), ("grpc.http2.max_ping_strikes", 0)]
"""Of the server: large messages, as Lite has it, and any number of pings."""
URI, TOKEN = "APPLICATION_URI", "APPLICATION_TOKEN"  # names of variables, not a secret


# -- what an application calls ---------------------------------------------------------------------------


@functools.cache
def connect() -> Any:
    """The client of this application's Milvus: one for all its visitors, because a client may be used by many threads.

    Raises:
        SystemExit: the page was not started by this module, so nobody said where Milvus is.
    """
    from pymilvus import MilvusClient

    if URI not in os.environ:
        raise SystemExit(f"An application's page knows its Milvus from {URI}; it is not set. Next: python -m applications.films")
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it logs a traceback for each call that Milvus refuses
    return MilvusClient(uri=os.environ[URI], token=os.environ.get(TOKEN, ""), timeout=30)


# -- a Milvus --------------------------------------------------------------------------------------------


@contextlib.contextmanager
def milvus(folder: Path, port: int = 0) -> Iterator[str]:
    """Milvus Lite on loopback, in a process of its own, until the block ends.

    Args:
        folder: where its rows live; the same folder again has the same rows.
        port: 0 for any that is free.

    Yields:
        The address, once calls are answered and every collection of the folder is loaded.

    Raises:
        SystemExit: it did not start: what it said last, and what to do.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as errors:
        # Its standard input is a pipe that nobody writes to: it closes when this process is gone, however it went.
        child = subprocess.Popen(
            [sys.executable, "-m", "applications.serve", "--milvus", str(folder), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).resolve().parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])},
            start_new_session=True,  # Ctrl-C in the terminal is for the page, which then ends Milvus in order
        )
        late = threading.Timer(START_SECONDS, child.kill)
        late.start()
        try:
            assert child.stdout is not None
            uri = child.stdout.readline().strip()
            late.cancel()
            if not uri:
                child.wait()
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip().splitlines()
                raise SystemExit(
                    f"Milvus Lite starts in {folder}; it ended with {child.returncode}: {said[-1] if said else 'no word'}. "
                    'Next: end the other application that uses this folder, or pip install "pymilvus[milvus-lite]"'
                )
            yield uri
        finally:
            late.cancel()
            _end(child)


def _end(child: subprocess.Popen[str]) -> None:
    """Close its input, which asks it to end in order; kill it if it does not."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    try:
        child.wait(20)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()


def _be_milvus(folder: str, port: int) -> None:
    """The child's side: serve until standard input closes. A new start finds collections released, so load them as a server does."""
    from concurrent import futures

    import grpc
    from milvus_lite.adapter.grpc.servicer import MilvusServicer
    from milvus_lite.db import MilvusLite
    from pymilvus import MilvusClient
    from pymilvus.grpc_gen import milvus_pb2_grpc

    database = MilvusLite(folder)
    # Not Lite's own start: a page may be idle, pymilvus pings all the while, and Lite's own server hangs up on the third ping.
    server = grpc.server(futures.ThreadPoolExecutor(10), options=OPTIONS)
    milvus_pb2_grpc.add_MilvusServiceServicer_to_server(MilvusServicer(database), server)
    bound = server.add_insecure_port(f"{LOOPBACK}:{port}")
    if not bound:
        raise SystemExit(f"port {port} on {LOOPBACK} is taken")
    server.start()
    uri = f"http://{LOOPBACK}:{bound}"
    loader = MilvusClient(uri=uri)
    for name in loader.list_collections():
        loader.load_collection(name)
    loader.close()
    print(uri, flush=True)
    sys.stdin.read()
    server.stop(grace=2)
    database.close()


# -- the page --------------------------------------------------------------------------------------------


class OwnName:
    """ASGI middleware: a page answers to its own address only.

    A foreign name that resolves to this machine, or another site's script, would otherwise reach a page that has no login.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{LOOPBACK}:{port}".encode(), f"localhost:{port}".encode()}
        self._origins = {b"http://" + host for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from the page's own address, refuse the rest."""
        if scope["type"] in ("http", "websocket"):
            headers = dict(scope["headers"])
            if headers.get(b"host", b"").lower() not in self._hosts or headers.get(b"origin", next(iter(self._origins))) not in self._origins:
                if scope["type"] == "websocket":
                    await send({"type": "websocket.close", "code": 1008})
                else:
                    await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
                    await send({"type": "http.response.body", "body": b"This page answers only to its own address on this machine.\n"})
                return
        await self._app(scope, receive, send)


def serve_page(page: Path, listen: str, port: int, title: str) -> None:
    """Serve a marimo app until Ctrl-C or SIGTERM; prints its address when it answers."""
    import marimo
    import uvicorn

    try:
        bound = socket.create_server((listen, port))
    except OSError as error:
        raise SystemExit(f"The page listens on {listen}:{port}; {error.strerror}. Next: choose another with --port, or leave --port out") from None
    with bound:
        number = bound.getsockname()[1]
        app = OwnName(marimo.create_asgi_app(quiet=True, include_code=False).with_app(path="", root=str(page)).build(), number)
        # A visitor's open page holds a connection; it must not hold up the end.
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=2))
        print(f"{title}: http://{LOOPBACK}:{number}/   (Ctrl-C ends the page, and a Milvus that was started for it)", flush=True)
        server.run(sockets=[bound])


# -- the command -----------------------------------------------------------------------------------------


def _parse(name: str, arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m applications.{name}", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uri", help="a Milvus that is there already: http://127.0.0.1:19530")
    parser.add_argument("--token", default=os.environ.get(TOKEN, ""), help=f"user:password of it; better as the variable {TOKEN}, which no list of processes shows")
    parser.add_argument("--data", type=Path, help="folder that keeps the rows of the Milvus Lite that is started here; left out: a temporary one")
    parser.add_argument("--port", type=int, default=0, help="of the page; left out: any that is free")
    parser.add_argument("--listen", default=LOOPBACK, help=argparse.SUPPRESS)
    parsed = parser.parse_args(arguments)
    if parsed.uri and parsed.data:
        parser.error("--data is for the Milvus Lite that is started here; with --uri none is. Next: give one of the two")
    if parsed.uri and not re.match(r"(https?|tcp|unix)://?", parsed.uri):
        parser.error(f"--uri is an address such as http://127.0.0.1:19530; found: {parsed.uri}. For a folder of Milvus Lite: --data {parsed.uri}")
    return parsed


def main(name: str, arguments: Sequence[str] | None = None) -> None:
    """Start an application: `python -m applications.<name>`.

    Raises:
        SystemExit: something is missing: what was expected, what was found, what to do next.
    """
    options = _parse(name, arguments)
    # uvicorn ends in order on SIGTERM, then sends the signal once more: it must not end us before Milvus.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    package = Path(__file__).parent / name
    with contextlib.ExitStack() as stack, contextlib.suppress(KeyboardInterrupt):
        uri = options.uri
        if not uri:
            folder = options.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{name}-", ignore_cleanup_errors=True)))
            uri = stack.enter_context(milvus(folder / "milvus"))
        os.environ |= {URI: uri, TOKEN: options.token}
        store = importlib.import_module(f"applications.{name}.store")
        try:
            count = store.fill(connect())
        except Exception as error:  # whatever a client raises: it is told in one line, not as a traceback
            raise SystemExit(f"A Milvus answers at {uri}; found: {_short(error)}. Next: look at its address and token, or leave --uri out") from None
        print(f"{name}: {count:,} rows in Milvus at {uri}", flush=True)
        serve_page(package / "page.py", options.listen, options.port, name)
    # The page and Milvus have ended. What is left are threads of marimo's sessions, for which Python would wait as long as a tab is open.
    sys.stdout.flush()
    os._exit(0)


def _short(error: Exception) -> str:
    text = " ".join(str(getattr(error, "message", "") or error).split())
    return f"{type(error).__name__}: {text[:200]}"


if __name__ == "__main__":
    if sys.argv[1:2] != ["--milvus"] or len(sys.argv) != 4:
        raise SystemExit("This module starts other modules. Next: python -m applications.films")
    _be_milvus(sys.argv[2], int(sys.argv[3]))
