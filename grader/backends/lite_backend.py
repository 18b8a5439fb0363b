"""Milvus Lite as a backend: a program of its own on a unix socket, for lessons and wherever there is no fork."""

from __future__ import annotations

import importlib.util
import os
import select
import shutil
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from grader.backends import keeper
from grader.backends.base import Absent, Endpoint, Identity, tail
from grader.backends.lite import register_lite
from grader.backends.ready import answers
from grader.errors import LaunchFailed, MilvusGone

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

START_SECONDS = 60.0


class LiteBackend:
    """Starts Milvus Lite, any number side by side, each on a folder of its own."""

    name = "lite"
    profiles = frozenset({"default", "lax"})
    controls = frozenset({"restart", "kill", "logs", "global_state"})

    def absent(self, profile: str = "default") -> Absent | None:
        """None when it can be used here, with that profile."""
        if profile not in self.profiles:
            return Absent(f"Milvus Lite has no profile {profile}", "pip install milvus==2.3.5")
        if importlib.util.find_spec("milvus_lite") is None:
            return Absent("the package milvus-lite is not installed", 'pip install "pymilvus[milvus-lite]"')
        return None

    def key(self) -> str:
        """Name and version."""
        return f"lite {_installed()}"

    def version(self, profile: str = "default") -> str:
        """The installed one."""
        return self.key().removeprefix("lite ")

    def start(self, profile: str, folder: Path) -> LiteInstance:
        """Start it on an empty folder below `folder`; about a second.

        Raises:
            LaunchFailed: with its last words.
        """
        missing = self.absent(profile)
        if missing is not None:
            raise LaunchFailed("Milvus Lite can be started here", missing.why, f"`{missing.command}`")
        instance = LiteInstance(folder, lax=profile == "lax")
        try:
            instance.launch()
        except BaseException:
            instance.stop()
            raise
        return instance


@cache
def _installed() -> str:
    """Its version. Asked for each proof of the ledger, and a package's metadata is parsed anew each time."""
    try:
        return metadata.version("milvus-lite")
    except metadata.PackageNotFoundError:
        return "3.2.2"


class LiteInstance:
    """One Milvus Lite in a process of its own."""

    def __init__(self, folder: Path, *, lax: bool = False) -> None:
        self.folder, self.lax = folder, lax
        folder.mkdir(parents=True, exist_ok=True)
        self.process: subprocess.Popen[bytes] | None = None
        self.identity = Identity("lite", _installed())
        self.door = keeper.short_folder()
        self.endpoint = Endpoint(f"unix:{self.door}/s", socket=f"unix:{self.door}/s")
        register_lite(self.endpoint.uri)

    def launch(self) -> None:
        """Start the process; returns when it answers.

        Raises:
            LaunchFailed: it ended, or did not answer in time.
        """
        socket = self.door / "s"
        socket.unlink(missing_ok=True)
        reader, writer = os.pipe()
        arguments = ["--data-dir", str(self.folder / "data"), "--socket", str(socket)]
        arguments += ["--ready-fd", str(writer), "--die-with-parent", *(["--lax"] if self.lax else [])]
        try:
            with (self.folder / "lite.log").open("ab") as log:
                command = keeper.module("grader.backends.lite", *arguments)
                threads = {"OMP_NUM_THREADS": "1", "GRPC_VERBOSITY": "NONE"}
                self.process = keeper.start(command, cwd=self.folder, output=log, pass_fds=[writer], variables=threads)
            os.close(writer)
            answered = select.select([reader], [], [], START_SECONDS)[0] and os.read(reader, 1)
        finally:
            os.close(reader)
        if not answered:
            said = self.logs()[-600:].strip()
            raise LaunchFailed("Milvus Lite answers", said or "it said nothing", "`grader doctor`")

    def alive(self) -> bool:
        """Whether its process runs and answers a call within two seconds."""
        runs = self.process is not None and self.process.poll() is None
        return runs and answers(self.endpoint.uri)

    def logs(self) -> str:
        """What it has written: the last 256 KiB."""
        return tail(self.folder / "lite.log")

    def access_log(self) -> str:
        """Milvus Lite has none."""
        return ""

    def metrics(self) -> str:
        """Milvus Lite has none.

        Raises:
            MilvusGone: always.
        """
        raise MilvusGone("Milvus Lite gives metrics", "it has none", 'declare needs = ["metrics"]')

    def kill(self) -> None:
        """SIGKILL."""
        if self.process is not None:
            keeper.end(self.process)

    def restart(self) -> None:
        """Kill it and start it on the same data and address; collections come back released (Lite 9)."""
        self.kill()
        self.launch()

    def stop(self) -> None:
        """End the process and remove every file; may be called twice."""
        self.kill()
        for place in (self.door, self.folder):
            shutil.rmtree(place, ignore_errors=True)
