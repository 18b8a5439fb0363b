"""The jail as a container: no network, nothing writable but a scratch in memory, no capability, its own filter.

The image is empty. On Linux the machine's own system, interpreter and packages are shown in it read-only, so nothing is
pulled and a worker imports exactly what the grader runs with. Milvus is reached through a unix socket, which is stricter
than a shared network namespace: there is no interface at all. The container's first process (``inside.py``) ends
when the grader does; what is left of it is removed by its label at the next start.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import random
import secrets
import selectors
import socket
import sys
import tarfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends import engine
from grader.backends.base import Absent
from grader.backends.orphans import LABEL, me, reap
from grader.errors import LaunchFailed
from grader.worker.process import Process
from grader.worker.sandbox import seccomp
from grader.worker.sandbox.jail import CONNECTIONS, PROCESSES, SCRATCH_FILES, SCRATCH_MIB, SHARED_MIB, Jail
from grader.worker.sandbox.ports import DEPTH

if TYPE_CHECKING:
    from grader.worker.spec import WorkerSpec

IMAGE = "milvus-course/sandbox:1"
MEMORY = 512
"""MiB that a fresh interpreter with pymilvus takes, beside what an exercise allows."""
_START = 60.0
_ROOT = Path(__file__).resolve().parents[3]


def absent() -> Absent | None:
    """None when an engine is here that can show this machine's own files in a container."""
    if importlib.util.find_spec("docker") is None:
        return Absent("the package docker is not installed", "pip install docker")
    if sys.platform != "linux":
        return Absent(
            "containers here run another system than this one, and cannot show its interpreter", "grade on Linux"
        )
    if engine.socket() is None:
        return Absent("no Docker engine answers", "sudo systemctl start docker")
    return None


def worker(spec: WorkerSpec, folder: Path) -> Process:
    """Start a worker in a container of its own; `wait_ready` returns once it has connected.

    Args:
        folder: for its door; made here.
    """
    from grader.worker import wire
    from grader.worker.frames import send

    container = Container("worker", Jail.from_data(spec.jail or {}), folder, [])
    process = Process(os.getpid(), container.remove, container.status, None, None)

    def wait() -> None:
        lines = container.connected()
        process.pid = container.pid()
        process.sock, process.output = lines["wire"], lines["output"].detach()
        send(lines["wire"], wire.encode(spec.as_data()))

    process.waiter = wait
    return process


class Container:
    """One confined process and what belongs to it."""

    def __init__(
        self, mode: str, jail: Jail, folder: Path, arguments: list[str], env: dict[str, str] | None = None
    ) -> None:
        self.mode, self.client = mode, engine.client()
        reap(self.client)
        _image(self.client)
        folder.mkdir(mode=0o755)
        self.door = folder / "o"
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.door))
        self.door.chmod(0o666)
        self.listener.listen(8)
        self.lines: dict[str, socket.socket] = {}
        options = self._options(jail, folder, env or {})
        command = [
            sys.executable,
            "-m",
            "grader.worker.launch.inside",
            str(self.door),
            mode,
            json.dumps(jail.ports),
            *arguments,
        ]
        self.container = self.client.containers.create(IMAGE, command, **options)
        self.container.start()

    def _options(self, jail: Jail, folder: Path, env: dict[str, str]) -> dict[str, Any]:
        import docker

        uid = 200_000 + random.SystemRandom().randrange(1_000_000)
        shown = [p for p in (*jail.paths(), str(folder), *(path for _, path in jail.ports)) if not Path(p).is_symlink()]
        room = f"size={SCRATCH_MIB}m,nr_inodes={SCRATCH_FILES}," if jail.has("disk") else ""
        ulimits = {"fsize": 256 << 20, "nofile": 512, "core": 0, "memlock": 1 << 20}
        memory = f"{jail.memory + MEMORY}m" if jail.has("limits") else None
        return {
            "name": f"milvus-course-{secrets.token_hex(6)}", "labels": {LABEL: me()}, "user": f"{uid}:{uid}",
            "environment": {"PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1", "OMP_NUM_THREADS": "1", "PATH": "/usr/bin:/bin", **env},
            "volumes": {path: {"bind": path, "mode": "ro"} for path in dict.fromkeys(shown)},
            "tmpfs": {jail.scratch: f"rw,nosuid,nodev,exec,{room}mode=0700,uid={uid},gid={uid}"},
            "working_dir": jail.scratch, "read_only": True, "cap_drop": ["ALL"], "ipc_mode": "private", "shm_size": SHARED_MIB << 20,
            "network_mode": "none" if jail.has("network") else "host",
            "security_opt": ["no-new-privileges", *([f"seccomp={json.dumps(seccomp.profile())}"] if jail.has("seccomp") else ["seccomp=unconfined"])],
            "mem_limit": memory, "memswap_limit": memory, "pids_limit": PROCESSES + 8 if jail.has("limits") else None,
            "nano_cpus": 1_000_000_000, "detach": True,
            "ulimits": [docker.types.Ulimit(name=name, soft=value, hard=value) for name, value in ulimits.items()],
            "log_config": docker.types.LogConfig(type="json-file", config={"max-size": "64k", "max-file": "1"}),
        }  # fmt: skip

    def connected(self) -> dict[str, socket.socket]:
        """Every line to the inside, in its order; nobody can connect after that.

        Raises:
            LaunchFailed: with the container's last words.
        """
        end = time.monotonic() + _START
        with selectors.DefaultSelector() as selector:
            selector.register(self.listener, selectors.EVENT_READ)
            for name in CONNECTIONS[self.mode]:
                while not selector.select(0.25):
                    if time.monotonic() > end or self.status() is not None:
                        said = self.container.logs(tail=20).decode(errors="replace").strip()[-600:]
                        self.remove()
                        raise LaunchFailed("A container is confined", said or "it ended", "`docker info`")
                self.lines[name] = self.listener.accept()[0]
        self.listener.close()
        return self.lines

    def pid(self) -> int:
        """Of its first process, as this machine counts."""
        self.container.reload()
        return int(self.container.attrs["State"]["Pid"]) or os.getpid()

    def status(self) -> int | None:
        """The exit status once it has ended, negative for a signal."""
        with contextlib.suppress(Exception):
            self.container.reload()
            state = self.container.attrs["State"]
            if state["Status"] not in ("created", "running"):
                code = int(state["ExitCode"])
                return 128 - code if code > 128 else code
            return None
        return 0

    def remove(self) -> int | None:
        """Kill it with everything in it; safe to call twice. The exit status, if it had ended by itself."""
        status = self.status()
        with contextlib.suppress(Exception):
            self.container.remove(force=True, v=True)
        for sock in (self.listener, self.lines.get("leash")):
            if sock is not None:
                sock.close()
        with contextlib.suppress(Exception):
            self.client.close()
        return status


class Running:
    """A program in a container, with the face of a ``subprocess.Popen``."""

    def __init__(self, container: Container) -> None:
        self.container = container
        lines = container.connected()
        self.stdin, self.stdout, self.stderr, self.files = (lines[n] for n in CONNECTIONS["program"][1:])

    def poll(self) -> int | None:
        return self.container.status()

    def wait(self, timeout: float) -> int:
        import subprocess

        end = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("the program", timeout)
            time.sleep(0.05)
        return status


def take_back(line: socket.socket, folder: Path) -> None:
    """Regular files out of the archive on a line, within the scratch's own bounds; whatever else it holds is left."""
    data = bytearray()
    line.settimeout(10)
    with contextlib.suppress(OSError):
        while len(data) <= (SCRATCH_MIB + 16) << 20 and (more := line.recv(1 << 20)):
            data += more
    line.close()
    with contextlib.suppress(tarfile.TarError), tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for number, member in enumerate(archive):
            parts = Path(member.name).parts
            if (
                number >= SCRATCH_FILES
                or not member.isreg()
                or not 0 < len(parts) <= DEPTH + 1
                or ".." in parts
                or member.name.startswith("/")
            ):
                continue
            source, target = archive.extractfile(member), folder / member.name
            if source is None or not target.parent.resolve().is_relative_to(folder.resolve()):
                continue
            with contextlib.suppress(OSError):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                target.write_bytes(source.read())


def _image(client: Any) -> None:
    """An image of nothing but the links and folders that a root needs; made here, never pulled."""
    import docker

    with contextlib.suppress(docker.errors.ImageNotFound):
        client.images.get(IMAGE)
        return
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in ("usr", "etc", "proc", "dev", "sys", "tmp", "bin", "sbin", "lib", "lib64"):
            entry = tarfile.TarInfo(name)
            host = Path("/", name)
            entry.type, entry.mode = (tarfile.SYMTYPE, 0o777) if host.is_symlink() else (tarfile.DIRTYPE, 0o755)
            entry.linkname = str(host.readlink()) if host.is_symlink() else ""
            archive.addfile(entry)
        for name, text in (("etc/passwd", "root:x:0:0::/:/bin/false\n"), ("etc/group", "root:x:0:\n")):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(text), 0o644
            archive.addfile(entry, io.BytesIO(text.encode()))
    repository, tag = IMAGE.split(":")
    client.api.import_image_from_data(buffer.getvalue(), repository=repository, tag=tag)
