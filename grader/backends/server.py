"""The real Milvus standalone 2.3.5 that the PyPI package ``milvus`` carries: no Docker, no network.

`server_backend.py` starts it; `cluster/` has the same binary as a cluster, `old_server.py` an older one: they differ in
what is marked so below.

The server lives below a guard (`guard.py`) in a network namespace of its own and is reached through unix sockets;
nine of its eleven ports listen on every interface whatever its configuration says, and ``/metrics`` needs no
password. Where there are no namespaces (macOS, some containers) it runs on ports of its own, and says so.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import select
import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.backends import certificates, configure, confine, keeper, plainhttp, ready, sameness, unpack
from grader.backends.base import Endpoint, Identity, last_words, tail
from grader.backends.etcd import Etcd
from grader.backends.guard import Listen, Spec, disk, family, resident, sweep
from grader.errors import LaunchFailed, MilvusGone

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

START_SECONDS = 120.0
MEMORY = int(os.environ.get("GRADER_MILVUS_MEMORY", "4096"))
"""MiB that one server may hold in memory before its guard kills it."""
DISK = int(os.environ.get("GRADER_MILVUS_DISK", "8192"))
"""MiB that one server may store."""
MAX_USES = 50
"""How often one server is used: dropped collections leave files behind."""


@functools.cache
def not_confined() -> str:
    """Why servers share the network here; empty where each has a namespace of its own."""
    return os.environ.get("GRADER_UNCONFINED", "") or confine.why_not()


class ServerInstance:
    """One running server with its guard."""

    PORTS = configure.PORTS
    VERSION = unpack.VERSION

    def __init__(self, profile: str, folder: Path) -> None:
        self.profile, self.folder = profile, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.doors = keeper.short_folder()
        self.guard: subprocess.Popen[bytes] | None = None
        self.confined = not not_confined()
        self.files = certificates.make(folder / "tls") if profile in ("tls", "mtls") else {}
        self.ports = self.PORTS if self.confined else configure.free_ports(self.PORTS)
        self.public_port: int | None = None
        self.endpoint = Endpoint("")
        self.etcd = Etcd(f"unix:{self.doors}/e" if self.confined else f"http://127.0.0.1:{self.ports['etcd']}")
        self.leases: list[str] = []
        self.server = 0
        self.new: dict[str, bytes] = {}
        self.new_rights: dict[str, bytes] = {}
        self.uses, self.restarted, self.log_start = 0, False, 0
        note = "" if self.confined else "not confined"
        self.identity = Identity("server", self.VERSION, profile, note=note)

    def first_start(self) -> None:
        """Write the configuration, start, and prove that a query is answered."""
        binaries = self._unpacked()
        self._configure()
        self._start_guard(binaries)
        self.endpoint = self._endpoint()
        deadline = time.monotonic() + START_SECONDS
        with self._start_errors():
            self._wait_healthy(deadline)
            if self.profile in ("auth", "accesslog"):
                self.endpoint = replace(self.endpoint, admin=ready.make_administrator(self.endpoint, deadline))
            version = ready.first_query(self.endpoint, deadline)
            there = self.etcd.everything()
            self.new, self.new_rights = sameness.state(there), sameness.rights(there)
        self.identity = replace(self.identity, version=version)
        self._forget_the_logs()

    def renew(self) -> bool:
        """Tidy up and forget the logs; whether it is now proved equal to a new one, and may be used again."""
        self.uses += 1
        worn = self.uses >= MAX_USES or sum(map(resident, family(self.server))) > MEMORY // 2 or disk(self.folder) > DISK // 2
        if worn or self.restarted or not self.alive():
            return False
        try:
            if sameness.rights(self.etcd.everything()) != self.new_rights:
                return False
            sameness.tidy(self.endpoint)
            equal = sameness.proved_equal(self.etcd, self.new)
        except Exception:
            return False
        self._forget_the_logs()
        return equal

    def alive(self) -> bool:
        """Whether its process runs and ``/healthz`` answers within two seconds."""
        return self._runs() and plainhttp.healthy(self.endpoint.metrics or "", 2.0)

    def logs(self) -> str:
        """What the server has written: the last 256 KiB."""
        return tail(self.folder / "logs" / "out.log", since=self.log_start)

    def access_log(self) -> str:
        """The access log, complete up to the last call answered; empty for other profiles."""
        path = self.folder / "logs" / "access.log"
        return path.read_text(errors="replace") if path.is_file() else ""

    def metrics(self) -> str:
        """The Prometheus exposition text.

        Raises:
            MilvusGone: the server does not answer.
        """
        try:
            return plainhttp.get(self.endpoint.metrics or "", "/metrics", 10.0)[1]
        except OSError as error:
            raise MilvusGone("Milvus gives its metrics", str(error), "run the command again") from error

    def kill(self) -> None:
        """SIGKILL, to the guard and the server."""
        self._end_all()

    def _end_all(self) -> None:
        if self.guard is not None and self.guard.poll() is None:
            self.leases = self.etcd.leases()
            keeper.end(self.guard)
            keeper.wait_gone(self.server)  # it holds the locks of its data until then
            sweep(self.server)
            self.restarted = True

    def restart(self) -> None:
        """Kill it, start it on the same data and endpoint; returns when every loaded collection answers again.

        Raises:
            LaunchFailed: it did not come back.
        """
        self.kill()
        self._start_guard(self._unpacked())
        deadline = time.monotonic() + START_SECONDS
        with self._start_errors():
            self.etcd.revoke(self.leases, time.monotonic() + 10)
            self._wait_healthy(deadline)
            ready.query_what_is_there(lambda name: ready.connect(self.endpoint, deadline, db_name=name), deadline)

    def stop(self) -> None:
        """End every process and remove every file; may be called twice."""
        self._end_all()
        for place in (self.doors, self.folder):
            shutil.rmtree(place, ignore_errors=True)

    # -- what a cluster or an older server does differently -----------------------------------------------

    def _unpacked(self) -> Path:
        return unpack.unpacked()

    def _configure(self) -> None:
        configure.write(self.folder, unpack.template(), self.profile, self.ports, self.files)

    def _program(self, binaries: Path) -> tuple[list[str], dict[str, str]]:
        """Argument vector and whole environment of what the guard starts."""
        return [str(binaries / "milvus"), "run", "standalone"], configure.variables(self.folder, binaries, self.ports)

    def _wait_healthy(self, deadline: float) -> None:
        ready.wait_healthy(self.endpoint, self._runs, deadline)

    def _last_words(self) -> str:
        return last_words(tail(self.folder / "logs" / "out.log"))

    # -- starting -----------------------------------------------------------------------------------------

    def _start_guard(self, binaries: Path) -> None:
        arguments, variables = self._program(binaries)
        spec = Spec(
            arguments=arguments,
            folder=str(self.folder),
            variables=variables,
            log=str(self.folder / "logs" / "out.log"),
            listen=self._listen(),
            confine=self.confined,
            memory=MEMORY,
            disk=DISK,
            remove=[str(self.doors), str(self.folder)],
        )
        spec.write(self.folder / "guard.json")
        reader, writer = os.pipe()
        try:
            with (self.folder / "logs" / "guard.log").open("ab") as log:
                guard = keeper.module("grader.backends.guard", str(self.folder / "guard.json"), str(writer))
                self.guard = keeper.start(guard, cwd=self.folder, output=log, pass_fds=[writer])
            os.close(writer)
            said = _read(reader, START_SECONDS)
        finally:
            os.close(reader)
        report: dict[str, Any] = json.loads(said or "{}")
        if "server" not in report:
            found = report.get("refused") or tail(self.folder / "logs" / "guard.log", 600) or "nothing was said"
            raise LaunchFailed("The guard starts the server", found, "`grader doctor`")
        self.server = int(report["server"])
        if report["ports"]:
            self.public_port = report["ports"][0]

    def _listen(self) -> list[Listen]:
        if not self.confined:
            return []
        doors = [Listen(self.ports["proxy"], path=str(self.doors / "s"))]
        doors.append(Listen(self.ports["metrics"], path=str(self.doors / "m")))
        doors.append(Listen(self.ports["etcd"], path=str(self.doors / "e")))
        if self.profile in ("tls", "mtls"):  # a certificate names a host, so there is one
            doors.append(Listen(self.ports["proxy"], port=self.public_port or 0))
        return doors

    def _endpoint(self) -> Endpoint:
        socket = f"unix:{self.doors}/s" if self.confined else None
        metrics = f"unix:{self.doors}/m" if self.confined else f"http://127.0.0.1:{self.ports['metrics']}"
        port = self.public_port if self.confined else self.ports["proxy"]
        found = configure.endpoint(self.profile, port or 0, self.files, metrics, socket)
        here = {"data": str(self.folder), "access_log": str(self.folder / "logs" / "access.log")}
        return replace(found, files={**found.files, **here})

    def _forget_the_logs(self) -> None:
        """The next reader sees what happens from here on."""
        self.log_start = (self.folder / "logs" / "out.log").stat().st_size
        path = self.folder / "logs" / "access.log"
        if path.is_file():
            os.truncate(path, 0)

    def _runs(self) -> bool:
        return self.guard is not None and self.guard.poll() is None

    @contextlib.contextmanager
    def _start_errors(self) -> Any:
        try:
            yield
        except Exception as error:
            status = "it runs" if self._runs() else f"it ended, status {self.guard.returncode if self.guard else '?'}"
            last = self._last_words()
            self._end_all()
            raise LaunchFailed(
                f"Milvus {self.VERSION} [{self.profile}] answers a query",
                f"{error}; {status}. Its last words:\n{last}\n",
                _hint(last),
            ) from error


def _hint(log: str) -> str:
    hints = {
        "address already in use": "another server has one of its ports: run the command again",
        "no space left": "free some disk space, then run the command again",
        "[guard] killed": "raise GRADER_MILVUS_MEMORY or GRADER_MILVUS_DISK (MiB)",
        "cannot open shared object": f"delete {unpack.cache_root()} and run the command again",
    }
    return next((hint for words, hint in hints.items() if words in log.lower()), "`grader doctor`")


def _read(fd: int, seconds: float) -> bytes:
    """Everything up to the end of the stream, or what came in time."""
    said = b""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([fd], [], [], left)[0]:
        chunk = os.read(fd, 4096)
        if not chunk:
            break
        said += chunk
    return said
