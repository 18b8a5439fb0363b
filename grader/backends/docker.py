"""Milvus in a container: ephemeral, on random loopback ports, labelled with its owner, gone with it.

The image is never pulled here: `absent` names the command, and how much it would fetch.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import secrets
import sys
import tarfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.backends import certificates, configure, plainhttp, ready
from grader.backends.base import LOG_BYTES, Absent, Endpoint, Identity, last_words
from grader.backends.engine import client, socket
from grader.backends.orphans import LABEL, me, reap
from grader.errors import LaunchFailed, MilvusGone

IMAGE = os.environ.get("GRADER_MILVUS_IMAGE", "milvusdb/milvus:v3.0.2")
SIZE = "about 1 GB to download"
START_SECONDS = 180.0
MEMORY = os.environ.get("GRADER_MILVUS_MEMORY", "4096") + "m"
DATA = "/var/lib/milvus"
"""The one place that is written to, a volume that goes with the container."""

_FIXED = {
    "ETCD_USE_EMBED": "true",
    "ETCD_DATA_DIR": f"{DATA}/etcd",
    "COMMON_STORAGETYPE": "local",
    "LOCALSTORAGE_PATH": f"{DATA}/data",
    "ROCKSMQ_PATH": f"{DATA}/rdb_data",
    "DEPLOY_MODE": "STANDALONE",
}


class DockerBackend:
    """Starts containers of one image, any number side by side."""

    name = "docker"
    profiles = frozenset(configure.PROFILES)
    controls = frozenset({"restart", "kill", "logs", "global_state"})

    def __init__(self, image: str = "") -> None:
        """Args: image, ``$GRADER_MILVUS_IMAGE`` or the pinned one by default."""
        self.image = image or os.environ.get("GRADER_MILVUS_IMAGE", IMAGE)

    def absent(self, profile: str = "default") -> Absent | None:
        """None when the package, an engine and the image are here."""
        if importlib.util.find_spec("docker") is None:
            return Absent("the package docker is not installed", "pip install docker")
        engine = socket()
        if engine is None:
            command = "open -a Docker" if sys.platform == "darwin" else "sudo systemctl start docker"
            return Absent("no Docker engine answers", command)
        if not self._image_id(engine):
            return Absent(f"the image {self.image} is not here ({SIZE})", f"docker pull {self.image}")
        return certificates.absent() if profile in ("tls", "mtls") else None

    def key(self) -> str:
        """The image's digest, or its name while it is not here."""
        engine = socket()
        return f"docker {(engine and self._image_id(engine)) or self.image}"

    def version(self, profile: str = "default") -> str:
        """What the image's tag says."""
        return self.image.rpartition(":")[2].removeprefix("v")

    def start(self, profile: str, folder: Path) -> DockerInstance:
        """Start a fresh container; 4-7 s.

        Raises:
            LaunchFailed: with the container's status, its last log lines and a hint.
        """
        missing = self.absent(profile)
        if missing is not None:
            raise LaunchFailed(f"A container of {self.image} can be started here", missing.why, f"`{missing.command}`")
        talking = client()
        reap(talking)
        instance = DockerInstance(talking, self.image, profile, folder)
        try:
            instance.first_start()
        except BaseException:
            instance.stop()
            raise
        return instance

    def _image_id(self, engine: str) -> str:
        """Asked over the engine's socket, because the docker package takes 0.3 s to import."""
        try:
            status, text = plainhttp.ask("GET", engine, f"/images/{self.image}/json", 5.0)
        except OSError:
            return ""
        import json

        return str(json.loads(text)["Id"]) if status == 200 else ""


class DockerInstance:
    """One running container."""

    def __init__(self, client: Any, image: str, profile: str, folder: Path) -> None:
        self.client, self.image, self.profile, self.folder = client, image, profile, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.files = certificates.make(folder / "tls") if profile in ("tls", "mtls") else {}
        self.container: Any = None
        self.endpoint = Endpoint("")
        self.identity = Identity("docker", "", profile, digest=client.images.get(image).id)

    def first_start(self) -> None:
        """Create, start, and prove that a query is answered."""
        ports = configure.free_ports()
        self._create(ports, read_only=True)
        self.endpoint = self._endpoint(ports["proxy"], ports["metrics"])
        deadline = time.monotonic() + START_SECONDS
        with self._start_errors():
            self.container.start()
            try:
                ready.wait_healthy(self.endpoint, self._runs, deadline)
            except ready.NotReady:
                if self._runs() or "read-only file system" not in self.logs().lower():
                    raise
                self.container.remove(force=True, v=True)  # this image writes beside its volume
                self._create(ports, read_only=False)
                self.container.start()
                ready.wait_healthy(self.endpoint, self._runs, deadline)
            if self.profile in ("auth", "accesslog"):
                admin = ready.make_administrator(self.endpoint, deadline)
                self.endpoint = replace(self.endpoint, admin=admin)
            version = ready.first_query(self.endpoint, deadline)
        self.identity = replace(self.identity, version=version)

    def alive(self) -> bool:
        """Whether the container runs and ``/healthz`` answers within two seconds."""
        return plainhttp.healthy(self.endpoint.metrics or "", 2.0) and self._runs()

    def logs(self) -> str:
        """What the server has written: the last 256 KiB."""
        if self.container is None:
            return ""
        with contextlib.suppress(Exception):
            return str(self.container.logs(tail=4000).decode(errors="replace"))[-LOG_BYTES:]
        return ""

    def access_log(self) -> str:
        """The access log, complete up to the last call answered; empty for other profiles."""
        with contextlib.suppress(Exception):
            stream, _ = self.container.get_archive(f"{DATA}/course/access.log")
            with tarfile.open(fileobj=io.BytesIO(b"".join(stream))) as archive:
                member = archive.extractfile("access.log")
                return member.read().decode(errors="replace") if member else ""
        return ""

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
        """SIGKILL, to everything in the container."""
        with contextlib.suppress(Exception):
            self.container.kill()
            self.container.wait(timeout=10)

    def restart(self) -> None:
        """Kill it, start it on the same data and ports; returns when every loaded collection answers again.

        Raises:
            LaunchFailed: it did not come back.
        """
        self.kill()
        deadline = time.monotonic() + START_SECONDS
        with self._start_errors():
            self.container.start()
            ready.wait_healthy(self.endpoint, self._runs, deadline)
            ready.query_what_is_there(lambda name: ready.connect(self.endpoint, deadline, db_name=name), deadline)

    def stop(self) -> None:
        """Remove the container with its volume, and every file; may be called twice."""
        import shutil

        if self.container is not None:
            with contextlib.suppress(Exception):
                self.container.remove(force=True, v=True)
            self.container = None
            self.client.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- starting -----------------------------------------------------------------------------------------

    def _create(self, ports: dict[str, int], *, read_only: bool) -> None:
        """Everything that can be taken from it is taken: capabilities, new privileges, the file system, the network's rest."""
        self.container = self.client.containers.create(
            self.image,
            ["milvus", "run", "standalone"],
            name=f"milvus-course-{secrets.token_hex(6)}",
            environment=self._environment(),
            labels={LABEL: me()},
            # A port of 0 would be another one after a restart.
            ports={"19530/tcp": ("127.0.0.1", ports["proxy"]), "9091/tcp": ("127.0.0.1", ports["metrics"])},
            volumes=[DATA],
            mem_limit=MEMORY,
            memswap_limit=MEMORY,
            pids_limit=2048,
            cap_drop=["ALL"],
            security_opt=["no-new-privileges"],
            read_only=read_only,
            tmpfs={"/tmp": "size=256m", "/run": "size=16m"},  # noqa: S108  inside the container
        )
        files = {"course/README": b"Written by the course's grader.\n"}
        names = {"course/ca.pem": "ca", "course/server.pem": "server_cert", "course/server.key": "server_key"}
        files |= {place: Path(self.files[name]).read_bytes() for place, name in names.items() if name in self.files}
        self.container.put_archive(DATA, _archive(files))

    def _environment(self) -> dict[str, str]:
        """Milvus takes any setting as a variable: dots become underscores, letters capitals."""
        changes = {**configure.COMMON, "common.session.ttl": 10, **configure.PROFILES[self.profile]}
        if "proxy.accessLog.enable" in changes:
            changes["proxy.accessLog.localPath"] = f"{DATA}/course"
        if "common.security.tlsMode" in changes:
            changes |= {f"tls.{k}": f"{DATA}/course/{v}" for k, v in
                        {"serverPemPath": "server.pem", "serverKeyPath": "server.key", "caPemPath": "ca.pem"}.items()}  # fmt: skip
        variables = {place.replace(".", "_").upper(): _text(value) for place, value in changes.items() if value != ""}
        return {**variables, **_FIXED}

    def _endpoint(self, port: int, metrics: int) -> Endpoint:
        return configure.endpoint(self.profile, port, self.files, f"http://127.0.0.1:{metrics}", None)

    def _runs(self) -> bool:
        if self.container is None:
            return False
        with contextlib.suppress(Exception):
            self.container.reload()
            return str(self.container.status) in ("running", "created")
        return False

    @contextlib.contextmanager
    def _start_errors(self) -> Any:
        try:
            yield
        except Exception as error:
            running = self._runs()
            state = self.container.attrs.get("State", {}) if self.container is not None else {}
            status = state.get("Status", "gone") + ("" if running else f", exit {state.get('ExitCode')}")
            last = last_words(self.logs())
            hint = (
                "raise GRADER_MILVUS_MEMORY (MiB)"
                if state.get("OOMKilled")
                else "`docker info`, then run the command again"
            )
            found = f"{error}; the container is {status}. Its last words:\n{last}\n"
            raise LaunchFailed(f"{self.image} [{self.profile}] answers a query", found, hint) from error


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o644
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()
