"""Which servers of the PyPI packages can be started here, and how: 2.3.5, the same as a cluster, or 2.2.16."""

from __future__ import annotations

import platform
import sys
from typing import TYPE_CHECKING

from grader.backends import certificates, configure, toolchains, unpack
from grader.backends.base import Absent
from grader.backends.cluster import found
from grader.backends.server import ServerInstance
from grader.errors import LaunchFailed

if TYPE_CHECKING:
    from pathlib import Path

CLUSTER, TIME_TRAVEL = "cluster", "time-travel"
OLD = "milvus22"
"""The toolchain whose environment carries the older server."""
_PLATFORMS = {("linux", "x86_64"), ("darwin", "arm64")}


class ServerBackend:
    """Starts 2.3.5 servers, any number side by side; for `TIME_TRAVEL` 2.2.16."""

    name = "server"
    profiles = frozenset(configure.PROFILES) | {CLUSTER, TIME_TRAVEL}
    controls = frozenset({"restart", "kill", "logs", "global_state", "role"})

    def absent(self, profile: str = "default") -> Absent | None:
        """None when it can be used here, with that profile."""
        if profile == TIME_TRAVEL:  # another binary, out of an environment of its own
            return toolchains.toolchain(OLD).absent()
        if (sys.platform, platform.machine()) not in _PLATFORMS:
            here = f"{sys.platform} on {platform.machine()}"
            return Absent(f"milvus {unpack.VERSION} exists for Linux x86-64 and macOS arm64, this is {here}",
                          "docker pull milvusdb/milvus:v3.0.2")  # fmt: skip
        if unpack.package() is None:
            return Absent("the package milvus is not installed", f"pip install milvus=={unpack.VERSION}")
        if (version := unpack.installed_version()) != unpack.VERSION:
            return Absent(f"milvus {version} is installed", f"pip install milvus=={unpack.VERSION}")
        if profile == CLUSTER:
            return found.absent()
        return certificates.absent() if profile in ("tls", "mtls") else None

    def key(self) -> str:
        """Name and version."""
        return f"server {unpack.VERSION}"

    def version(self, profile: str = "default") -> str:
        """The one that the package carries; the server that travels in time is an older one."""
        if profile == TIME_TRAVEL:
            from grader.backends.old_server import OldServerInstance

            return OldServerInstance.VERSION
        return unpack.VERSION

    def start(self, profile: str, folder: Path) -> ServerInstance:
        """Start a fresh, empty server whose files live in `folder`; 3-5 s, a cluster 8, the first time 10-30 s more.

        Raises:
            LaunchFailed: with status, the last log lines and a hint.
        """
        missing = self.absent(profile)
        if missing is not None:
            raise LaunchFailed("The server can be started here", missing.why, f"`{missing.command}`")
        instance = _instance(profile, folder)
        try:
            instance.first_start()
        except BaseException:
            instance.stop()
            raise
        return instance


def _instance(profile: str, folder: Path) -> ServerInstance:
    if profile == CLUSTER:
        from grader.backends.cluster.instance import ClusterInstance

        return ClusterInstance(folder)
    if profile == TIME_TRAVEL:
        from grader.backends.old_server import OldServerInstance

        return OldServerInstance(folder)
    return ServerInstance(profile, folder)
