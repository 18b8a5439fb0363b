"""Start the server on a port of its own, and end it without a trace."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import signal
import socket
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.site.reading import copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PORTS_TRIED = 20
_TOKEN = re.compile(r"[A-Za-z0-9_-]{24}")


@dataclass(frozen=True)
class Address:
    """Where the server answers.

    Attributes:
        url: of the site, open to every browser on this machine.
        link: the same with this start's token; whoever has it may run code.
        asked: the port that was wanted when another one was taken, else None.
    """

    url: str
    link: str
    asked: int | None = None


def serve(
    course_root: Path,
    desk: Path,
    host: str = "127.0.0.1",
    port: int = 8400,
    *,
    service: Path | None = None,
    ready: Callable[[Address], None] = lambda _: None,
    token: str | None = None,
    further: Sequence[str] = (),
) -> None:
    """Serve until Ctrl-C, SIGTERM or the terminal's end.

    Args:
        course_root: the folder with ``book.toml``.
        desk: where the learner's work lies.
        host: the address to listen on; anything but this machine's own opens code execution to others.
        port: the first to try; a busy one gets the next free one.
        service: the grading service's socket; without it lessons are served, but start no Milvus and check nothing.
        ready: is told the address once the port is bound, before the first page is built.
        token: of this start; by default the course's own, the same at every start, and a fresh one for whoever is reached
            from outside this machine.
        further: host names beside this machine's own, of a tunnel or a forwarded port.

    Raises:
        UsageError: no free port, or the web packages are missing.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise UsageError("The site needs marimo and MkDocs", f"no {error.name}", "pip install -e '.[all]'") from error
    from grader.site.web.app import application
    from grader.site.web.background import Background
    from grader.site.web.built import load
    from grader.site.web.guard import Guard

    at_home = host in ("127.0.0.1", "localhost", "::1") and not further
    token = token or (kept_token(course_root) if at_home else secrets.token_urlsafe(18))
    listening = bind(host, port)
    got: int = listening.getsockname()[1]
    course = load(course_root)
    # Lessons are threads of this process: this is how they learn where they are.
    os.environ |= {"GRADER_COURSE": str(course_root), "GRADER_DESK": str(desk)}
    if service is not None:
        os.environ["GRADER_LIVE"] = str(service)
    os.chdir(course_root)
    names = {host, "localhost", "127.0.0.1"} if host in ("127.0.0.1", "localhost", "::1") else {host}
    hosts = [f"[{name}]:{got}" if ":" in name else f"{name}:{got}" for name in names]
    background = Background(course)
    app = Guard(application(course, background), hosts=hosts, token=token, further=further)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=2, lifespan="on", ws_max_size=64 << 20
    )
    server = uvicorn.Server(config)
    url = f"http://{host if ':' not in host else f'[{host}]'}:{got}/"
    ready(Address(url, f"{url}?token={token}", None if got == port else port))
    with _quiet_end(server):
        server.run(sockets=[listening])


def kept_token(root: Path) -> str:
    """The course's own token: an old link, and a tab that is still open, work again after the next start.

    It lies in a file that only its owner may read; one that others may read, or that somebody else wrote, is replaced.
    """
    path = copies.writable(root, ".cache") / "token"
    with contextlib.suppress(OSError):
        about = path.lstat()
        mine = not hasattr(os, "getuid") or about.st_uid == os.getuid()
        if stat.S_ISREG(about.st_mode) and mine and not about.st_mode & 0o077 and about.st_size < 200:
            text = path.read_text(encoding="ascii", errors="replace").strip()
            if _TOKEN.fullmatch(text):
                return text
    token = secrets.token_urlsafe(18)
    with contextlib.suppress(OSError):  # a course that nobody may write to: a token for this start alone
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token)
    return token


def bind(host: str, port: int) -> socket.socket:
    """A listening socket on the first free port from `port` on.

    Raises:
        UsageError: none of twenty is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + PORTS_TRIED) if port else [0]:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, candidate))
            sock.listen(128)
        except OverflowError:
            sock.close()
            break
        except OSError:
            sock.close()
            continue
        return sock
    raise UsageError(
        f"One of the ports {port} to {port + PORTS_TRIED - 1} is free", "all are taken", "grader start --port 9000"
    )


@contextlib.contextmanager
def _quiet_end(server: object) -> Iterator[None]:
    """uvicorn repeats the signal that ended it once it has cleaned up; by then it has done its work."""
    wanted = [s for s in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, s)]

    def end(*_: object) -> None:
        server.should_exit = True  # type: ignore[attr-defined]  # uvicorn.Server, imported late

    old = {name: signal.signal(getattr(signal, name), end) for name in wanted}
    try:
        yield
    finally:
        for name, handler in old.items():
            signal.signal(getattr(signal, name), handler)
