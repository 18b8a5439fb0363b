"""One running cluster: what a standalone is to the grader, and besides its processes, each to be taken away."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from typing import TYPE_CHECKING, Any

from grader.backends import keeper, ready, unpack
from grader.backends.base import LOG_BYTES, Process, last_words, tail
from grader.backends.cluster import found, parts
from grader.backends.guard import sweep
from grader.backends.server import START_SECONDS, ServerInstance
from grader.errors import LaunchFailed, MilvusGone, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class ClusterInstance(ServerInstance):
    """Eight Milvus processes, an etcd and a log, below one supervisor and one guard."""

    PORTS = parts.PORTS

    def __init__(self, folder: Path) -> None:
        super().__init__("cluster", folder)
        self.pids: set[int] = set()
        self.log_starts: dict[str, int] = {}

    # -- its processes ------------------------------------------------------------------------------------

    def processes(self) -> list[Process]:
        """Each of the ten as it is now, in the order in which they were started."""
        told = [Process.told(one) for one in self._ask("processes")]
        self.pids |= {process.pid for process in told}
        return told

    def stop_role(self, name: str) -> None:
        """Take one away: SIGKILL. The log keeps everything in memory, so it is paused and loses nothing.

        Raises:
            UsageError: no process has this name.
            MilvusGone: the cluster does not run.
        """
        _known(name)  # a name that nobody has changes nothing
        self.restarted = True
        self._ask("stop", name)

    def start_role(self, name: str) -> None:
        """Bring it back; returns when it calls itself healthy. The others may need longer to find it.

        Raises:
            UsageError: no process has this name.
            MilvusGone: it did not come back.
        """
        self.pids.add(int(self._ask("start", name)["pid"]))
        deadline = time.monotonic() + START_SECONDS
        while not self._ask("healthy", name):
            one = next(process for process in self.processes() if process.name == name)
            if one.state == "ended" or time.monotonic() > deadline:
                how = f"it ended, status {one.status}" if one.state == "ended" else "it does not say so"
                last = last_words(self.role_logs(name))
                raise MilvusGone(f"{name} is healthy again", f"{how}. Its last words:\n{last}\n", "start it once more")
            time.sleep(2 * ready.POLL)

    def role_logs(self, name: str) -> str:
        """What one process has written: the last 256 KiB."""
        return tail(self._log(_known(name)), since=self.log_starts.get(name, 0))

    def role_metrics(self, name: str) -> str:
        """The Prometheus text of one process.

        Raises:
            MilvusGone: it does not answer.
        """
        return str(self._ask("metrics", name))

    # -- what every Milvus does ---------------------------------------------------------------------------

    def logs(self) -> str:
        """What all of them have written, each below its name: the last of each, 256 KiB in all."""
        share = LOG_BYTES // len(parts.PARTS)
        texts = ((name, tail(self._log(name), share, self.log_starts.get(name, 0))) for name in parts.PARTS)
        return "\n".join(f"==> {name} <==\n{text}" for name, text in texts)

    def renew(self) -> bool:
        """Whether it is as good as new: every process is the one that was started, besides what a standalone proves."""
        try:
            whole = all(process.state == "running" for process in self.processes())
        except (MilvusGone, UsageError):
            return False
        return whole and super().renew()

    def kill(self) -> None:
        """SIGKILL to the eight Milvus processes. Elsewhere etcd and the log are other systems: they stay, and so does the storage."""
        if not self._runs():
            return
        self.leases = self.etcd.leases()
        for name in parts.MILVUS:
            self.stop_role(name)

    def restart(self) -> None:
        """Kill the eight and start them again; returns when every loaded collection answers.

        Raises:
            LaunchFailed: they did not come back.
        """
        if not self._runs():
            raise LaunchFailed("The cluster's supervisor runs", f"it is gone, and its log with it. {self._last_words()}", "run the command again")
        self.kill()
        deadline = time.monotonic() + START_SECONDS
        with self._start_errors():
            self.etcd.revoke(self.leases, time.monotonic() + 10)
            for name in parts.PARTS:
                self.pids.add(int(self._ask("start", name)["pid"]))
            self._wait_healthy(deadline)
            ready.query_what_is_there(lambda name: ready.connect(self.endpoint, deadline, db_name=name), deadline)

    def _end_all(self) -> None:
        with contextlib.suppress(MilvusGone, UsageError):
            self.processes()  # their ids, to see that each of them has ended
        super()._end_all()
        for pid in self.pids:
            keeper.wait_gone(pid)
            sweep(pid)
        self.pids.clear()

    # -- starting -----------------------------------------------------------------------------------------

    def _configure(self) -> None:
        parts.write(self.folder, unpack.template(), self.ports)

    def _program(self, binaries: Path) -> tuple[list[str], dict[str, str]]:
        programs = found.programs(self.folder)
        plan = {
            "socket": str(self.doors / "c"),
            "ports": dict(self.ports),
            "parts": {
                name: {
                    "arguments": parts.arguments(part, self.folder, programs, self.ports),
                    "variables": parts.variables(part, self.folder, programs, self.ports),
                    "folder": str(self.folder / "parts" / name),
                    "log": str(self._log(name)),
                }
                for name, part in parts.PARTS.items()
            },
        }
        path = self.folder / "cluster.json"
        path.write_text(json.dumps(plan))
        return keeper.module("grader.backends.cluster.supervise", str(path)), keeper.environment()

    def _wait_healthy(self, deadline: float) -> None:
        """Wait until each of the ten calls itself healthy.

        Raises:
            NotReady: one ended, or was not in time.
        """
        left = list(parts.PARTS)
        while left:
            if not self._runs():
                raise ready.NotReady("the supervisor ended")
            with contextlib.suppress(MilvusGone):  # it opens its door a moment after it was started
                ended = [process.name for process in self.processes() if process.state == "ended"]
                if ended:
                    raise ready.NotReady(f"{', '.join(ended)} ended")
                left = [name for name in left if not self._ask("healthy", name)]
            if left and time.monotonic() > deadline:
                raise ready.NotReady(f"{', '.join(left)} never said OK")
            time.sleep(ready.POLL)

    def _last_words(self) -> str:
        """Of those that ended by themselves, else of all that is left to ask: the supervisor's and the guard's."""
        try:
            ended: Iterable[str] = [process.name for process in self.processes() if process.state == "ended"]
        except (MilvusGone, UsageError):
            ended = ()
        texts = [f"{name}: {last_words(tail(self._log(name)))}" for name in ended]
        return "\n".join([*texts, last_words(tail(self.folder / "logs" / "out.log"))])

    def _forget_the_logs(self) -> None:
        self.log_starts = {name: path.stat().st_size for name in parts.PARTS if (path := self._log(name)).is_file()}

    def _log(self, name: str) -> Path:
        return self.folder / "logs" / f"{name}.log"

    def _ask(self, what: str, name: str = "") -> Any:
        """What the supervisor answers.

        Raises:
            UsageError: no process has this name.
            MilvusGone: it does not answer, or what it asked did not.
        """
        line = {"do": what, "name": _known(name)} if name else {"do": what}
        try:
            with socket.socket(socket.AF_UNIX) as sock:
                sock.settimeout(30.0)
                sock.connect(str(self.doors / "c"))
                with sock.makefile("rwb") as stream:
                    stream.write(json.dumps(line).encode() + b"\n")
                    stream.flush()
                    answer = json.loads(stream.readline() or b"{}")
        except (OSError, ValueError) as error:
            raise MilvusGone("The cluster's supervisor answers", f"{type(error).__name__}: {error}", "run the command again") from error
        if "done" not in answer:
            raise MilvusGone(f"The cluster can be asked for {what} {name}".rstrip(), answer.get("refused", "no answer"), "`grader doctor`")
        return answer["done"]


def _known(name: str) -> str:
    if name not in parts.PARTS:
        raise UsageError(f"A process of the cluster is one of {', '.join(parts.PARTS)}", repr(name), "use one of these names")
    return name
